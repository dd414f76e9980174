//! The line below the name: who is typing, or what one has begun to write, or what was said last.

use crate::components::Icon;
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::ConversationId;
use types::conversation::Summary;
use types::message::AuthorKind;

/// Typing beats a draft, a draft beats the last message.
#[component]
pub(super) fn LastWords(
    conversation: ConversationId,
    summary: Memo<Option<Summary>>,
    unread: Memo<bool>,
) -> impl IntoView {
    let workspace = use_workspace();
    let typing = Memo::new(move |_| workspace.live.presences.with(|presences| presences.customer_types(conversation)));
    let draft = Memo::new(move |_| workspace.draft_preview(conversation));
    let preview = Memo::new(move |_| summary.with(|summary| summary.as_ref().map(|summary| summary.preview.clone())));
    let line = "min-w-0 flex-1 truncate text-sm";
    move || {
        if typing.get() {
            return view! { <span class=format!("{line} text-success")>"typing…"</span> }.into_any();
        }
        if let Some(draft) = draft.get() {
            return view! {
                <span class=format!("{line} text-muted")><span class="font-medium text-danger">"Draft: "</span>{draft}</span>
            }
            .into_any();
        }
        let preview = preview.get().unwrap_or_default();
        let mark = match preview.author {
            Some(AuthorKind::Agent | AuthorKind::Business) => Some((icondata::LuReply, "We wrote: ")),
            Some(AuthorKind::Bot) => Some((icondata::LuBot, "The bot wrote: ")),
            _ => None,
        };
        let mark = mark.map(|(icon, words)| {
            view! {
                <Icon icon width="1em" class="me-1 inline-block align-[-0.125em] text-faint"/>
                <span class="sr-only">{words}</span>
            }
        });
        let tone = if unread.get() { "text-text" } else { "text-muted" };
        view! { <span class=format!("{line} {tone}")>{mark}{preview.text}</span> }.into_any()
    }
}
