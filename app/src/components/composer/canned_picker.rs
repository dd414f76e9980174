//! The canned replies that fit what stands after a slash.

use super::writing::Writing;
use leptos::prelude::*;
use types::canned_reply::CannedReply;

/// A list above the field. The keyboard stays in the field: arrows choose, Enter takes.
#[component]
pub(super) fn CannedPicker(writing: Writing) -> impl IntoView {
    let offers = Memo::new(move |_| writing.offers());
    let line = move |(at, reply): (usize, CannedReply)| {
        let chosen = move || writing.choice.get().min(offers.with(Vec::len).saturating_sub(1)) == at;
        let (id, shortcut, text) = (format!("canned-reply-{}", reply.id), reply.shortcut.clone(), reply.text.clone());
        view! {
            <li
                id=id
                role="option"
                aria-selected=move || if chosen() { "true" } else { "false" }
                // Before the field loses the keyboard.
                on:mousedown=move |event| {
                    event.prevent_default();
                    writing.fill_in(&reply);
                }
                class="flex cursor-pointer items-baseline gap-3 rounded-sm px-2 py-1.5 hover:bg-hover aria-selected:bg-accent-soft"
            >
                <span class="shrink-0 font-medium text-accent">"/" {shortcut}</span>
                <span class="min-w-0 truncate text-sm text-muted">{text}</span>
            </li>
        }
    };
    move || {
        writing.slash.with(Option::is_some).then(|| {
            let lines = offers.get();
            let nothing = lines.is_empty().then(|| {
                view! { <p class="px-2 py-1.5 text-sm text-muted">"No canned reply fits. The button below the field makes one."</p> }
            });
            view! {
                <div class="absolute bottom-full z-30 mb-2 max-h-72 w-full max-w-xl overflow-y-auto rounded-lg border border-line bg-raised p-1 text-text shadow-float">
                    {nothing}
                    <ul id="canned-replies" role="listbox" aria-label="Canned replies">
                        {lines.into_iter().enumerate().map(line).collect_view()}
                    </ul>
                </div>
            }
        })
    }
}
