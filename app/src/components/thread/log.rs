//! The messages of the open conversation.
//!
//! The box is turned upside down (`column-reverse`), so that browsers begin at the newest message, also without JavaScript,
//! and stay in their place when earlier ones are put on top.

use super::day::{DayLine, FreshLine};
use super::earlier::{Earlier, Later};
use super::jump::JumpPill;
use super::timeline::{Entry, entries};
use super::typing::TypingLine;
use crate::components::message_bubble::MessageBubble;
use crate::workspace::use_workspace;
use leptos::html::Div;
use leptos::prelude::*;
use types::ConversationId;

/// From how many pixels above the newest message on one counts as away.
const AWAY: i32 = 240;

/// The messages.
#[component]
pub(super) fn MessageLog(
    /// Of which conversation.
    conversation: ConversationId,
) -> impl IntoView {
    let workspace = use_workspace();
    let lines = Memo::new(move |_| {
        let echoes = workspace.echoes.get();
        let fresh_from = workspace.fresh_from.get();
        workspace
            .thread(|thread| entries(conversation, &thread.messages, &echoes, fresh_from, &workspace.zone.get()))
            .unwrap_or_default()
    });
    let scroller = NodeRef::<Div>::new();
    let (away, missed) = (RwSignal::new(false), RwSignal::new(0_usize));
    let look = move || {
        let is_away = scroller.get_untracked().is_some_and(|scroller| scroller.scroll_top() < -AWAY);
        if away.get_untracked() != is_away {
            away.set(is_away);
            missed.set(0);
        }
    };
    let jump = move || {
        if let Some(scroller) = scroller.get_untracked() {
            scroller.set_scroll_top(0);
        }
        look();
    };
    // Counts what comes at the end while one is away; what one sends oneself leads back there.
    Effect::new(move |before: Option<usize>| {
        let mine =
            workspace.echoes.with(|echoes| echoes.iter().filter(|echo| echo.conversation == conversation).count());
        if before.is_some_and(|before| mine > before) {
            jump();
        }
        mine
    });
    Effect::new(move |before: Option<Option<types::MessageId>>| {
        let last = workspace.thread(|thread| thread.messages.last().map(|message| message.id)).flatten();
        if before.is_some_and(|before| last > before) && away.get_untracked() {
            missed.update(|missed| *missed += 1);
        }
        last
    });
    // The message of the address is brought into sight, whenever it is there and was not before.
    let wanted = Memo::new(move |_| {
        let wanted = workspace.place.get().message?;
        workspace.thread(|thread| thread.messages.iter().any(|message| message.id == wanted)).filter(|there| *there)?;
        Some(wanted)
    });
    Effect::new(move || {
        if let Some(wanted) = wanted.get() {
            // After it has been drawn.
            request_animation_frame(move || {
                if let Some(element) = document().get_element_by_id(&format!("message-{wanted}")) {
                    let options = web_sys::ScrollIntoViewOptions::new();
                    options.set_block(web_sys::ScrollLogicalPosition::Center);
                    element.scroll_into_view_with_scroll_into_view_options(&options);
                }
            });
        }
    });
    let line = move |entry: Entry| match entry {
        Entry::Day(day) => view! { <DayLine day/> }.into_any(),
        Entry::Fresh => view! { <FreshLine/> }.into_any(),
        Entry::Message { key, first } => view! { <MessageBubble conversation key first/> }.into_any(),
    };
    view! {
        <div class="relative min-h-0 flex-1">
            <div
                node_ref=scroller
                role="log"
                aria-label="Messages"
                tabindex="0"
                on:scroll=move |_| look()
                class="flex h-full flex-col-reverse overflow-y-auto overscroll-contain -outline-offset-2"
            >
                <div class="mx-auto w-full max-w-4xl px-4 pt-4 pb-2 md:px-6">
                    <Earlier/>
                    <ol class="flex flex-col gap-1">
                        <For each=move || lines.get() key=Entry::clone let:entry>
                            <li class="flex flex-col">{line(entry)}</li>
                        </For>
                    </ol>
                    <Later/>
                    <TypingLine conversation/>
                </div>
            </div>
            <JumpPill away missed jump=Callback::new(move |()| jump())/>
        </div>
    }
}
