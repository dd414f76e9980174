//! A conversation as a row of the list.

mod face;
mod last_words;
mod marks;

use super::{Badge, Time, TimeLook, Tone};
use crate::workspace::{Selection, use_workspace};
use face::RowFace;
use last_words::LastWords;
use leptos::ev;
use leptos::prelude::*;
use marks::Marks;
use types::ConversationId;
use web_sys::HtmlInputElement;

/// The row: a real link, with a box to tick in the place of the picture.
#[component]
pub fn ConversationRow(
    /// Which.
    conversation: ConversationId,
    /// The rows around it, for ticking a range.
    #[prop(into)]
    rows: Signal<Vec<ConversationId>>,
) -> impl IntoView {
    let workspace = use_workspace();
    let summary = workspace.summary(conversation);
    let href = move || workspace.place.get().open(conversation).url();
    let is_open = Memo::new(move |_| workspace.place.get().conversation == Some(conversation));
    let ticked = Memo::new(move |_| workspace.selection.with(|selection| selection.has(conversation)));
    let name = Memo::new(move |_| summary.with(|summary| summary.as_ref().map(|summary| summary.contact.name.clone())));
    let unread = Memo::new(move |_| {
        summary.with(|summary| summary.as_ref().is_some_and(types::conversation::Summary::is_unread))
    });
    let count = Signal::derive(move || summary.with(|summary| summary.as_ref().map_or(0, |summary| summary.unread)));
    let time = {
        let at = Memo::new(move |_| summary.with(|summary| summary.as_ref().map(|summary| summary.last_activity_at)));
        move || {
            at.get().map(|at| view! { <Time at zone=workspace.zone.get() look=TimeLook::Brief(workspace.now.get()) class="text-sm text-muted"/> })
        }
    };
    let tick = move |event: ev::MouseEvent| {
        workspace.selection.update(|selection| {
            if event.shift_key() {
                selection.extend_to(conversation, &rows.get_untracked());
            } else {
                selection.toggle(conversation);
            }
        });
        // A range leaves some boxes as they were, although the browser has just turned them.
        let is_ticked = workspace.selection.with_untracked(|selection| selection.has(conversation));
        event_target::<HtmlInputElement>(&event).set_checked(is_ticked);
    };
    let label = move || format!("Select {}", name.get().unwrap_or_default());
    view! {
        <li class="group/row relative">
            <a
                href=href
                data-row=conversation.to_string()
                aria-current=move || is_open.get().then_some("page")
                class="flex gap-3 border-b border-line py-2.5 ps-3 pe-3 -outline-offset-2 hover:bg-hover aria-[current]:bg-accent-soft"
            >
                <RowFace conversation summary/>
                <span class="min-w-0 flex-1">
                    <span class="flex items-baseline gap-2">
                        <span class=move || if unread.get() { "min-w-0 flex-1 truncate font-semibold" } else { "min-w-0 flex-1 truncate" }>
                            {move || name.get()}
                        </span>
                        {time}
                    </span>
                    <span class="flex items-center gap-2">
                        <LastWords conversation summary unread/>
                        {move || unread.get().then(|| view! { <span class="sr-only">"Unread"</span> })}
                        <Badge count tone=Tone::Accent/>
                        {move || (unread.get() && count.get() == 0).then(|| view! {
                            <span class="size-2 shrink-0 rounded-full bg-accent" aria-hidden="true"></span>
                        })}
                    </span>
                    <Marks summary/>
                </span>
            </a>
            <input
                type="checkbox"
                aria-label=label
                prop:checked=move || ticked.get()
                on:click=tick
                // Only with JavaScript: without it there is nothing to do to several at once.
                class=move || {
                    let seen = if workspace.selection.with(Selection::is_empty) { "opacity-0" } else { "opacity-100" };
                    let there = if workspace.awake.get() { "" } else { "hidden" };
                    format!("absolute start-4.5 top-4.5 size-6 accent-accent group-hover/row:opacity-100 focus-visible:opacity-100 {seen} {there}")
                }
            />
        </li>
    }
}
