//! The message an answer quotes, above the field.

use super::writing::Writing;
use crate::components::IconButton;
use crate::components::message::quote_author;
use leptos::prelude::*;
use types::message::Audience;

/// The quote, with a way to do without it; nothing while a note is written.
#[component]
pub(super) fn QuoteBar(writing: Writing) -> impl IntoView {
    let workspace = writing.workspace;
    let quote = Memo::new(move |_| {
        let can = writing.capabilities().is_some_and(|can| can.quotes);
        let quote = writing.answers.get().filter(|_| can && writing.audience.get() == Audience::Customer)?;
        let customer = workspace.thread(|thread| thread.conversation.contact.name.clone()).unwrap_or_default();
        Some((quote_author(quote.author, &customer), quote.text))
    });
    move || {
        quote.get().map(|(who, text)| {
            view! {
                <div role="group" aria-label="Quoted" class="mt-1 flex items-center gap-2 rounded-sm border-s-2 border-accent bg-sunken py-1 ps-2 pe-1 text-sm text-muted">
                    <p class="min-w-0 flex-1">
                        <span class="block font-medium">"Answering " {who}</span>
                        <span class="block truncate" dir="auto">{text}</span>
                    </p>
                    <IconButton
                        icon=icondata::LuX
                        label="Do not quote"
                        small=true
                        on:click=move |_| {
                            writing.answers.set(None);
                            writing.focus();
                        }
                    />
                </div>
            }
        })
    }
}
