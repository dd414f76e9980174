//! Emoji that people have put on a message.

use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::message::{Message, Reaction};

/// The emoji, below the bubble's edge; nothing when there are none.
#[component]
pub(super) fn Reactions(message: Memo<Option<Message>>, ours: bool) -> impl IntoView {
    let workspace = use_workspace();
    let shown = Memo::new(move |_| {
        message.with(|message| {
            let all = message.as_ref().map(|message| message.reactions.as_slice()).unwrap_or_default();
            all.iter().filter(|reaction| reaction.is_shown()).cloned().collect::<Vec<_>>()
        })
    });
    let customer =
        Memo::new(move |_| workspace.thread(|thread| thread.conversation.contact.name.clone()).unwrap_or_default());
    let chip = move |Reaction { author, emoji, .. }: Reaction| {
        let who = if author.kind().is_customer() { customer.get() } else { "We".to_owned() };
        let label = format!("{who} reacted with {emoji}");
        let title = label.clone();
        view! {
            <li
                title=title
                aria-label=label
                class="inline-flex h-6 items-center rounded-full border border-line bg-raised px-1.5 text-sm shadow-raised"
            >
                {emoji}
            </li>
        }
    };
    let side = if ours { "self-end" } else { "self-start" };
    move || {
        let shown = shown.get();
        (!shown.is_empty()).then(|| {
            view! {
                <ul aria-label="Reactions" class=format!("relative z-10 -mt-1 mx-2 flex gap-1 {side}")>
                    {shown.into_iter().map(chip).collect_view()}
                </ul>
            }
        })
    }
}
