//! What a message answers, above it. A press leads there.

use crate::components::message::quote_author;
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::message::{Message, Quote};

/// The quote; nothing when the message answers none.
#[component]
pub(super) fn Quoted(message: Memo<Option<Message>>) -> impl IntoView {
    let quote = Memo::new(move |_| message.with(|message| message.as_ref()?.reply_to.clone()));
    move || quote.get().map(|quote| view! { <QuoteBlock quote/> })
}

#[component]
fn QuoteBlock(quote: Quote) -> impl IntoView {
    let workspace = use_workspace();
    let Quote { message, author, text, .. } = quote;
    let who = Memo::new(move |_| {
        let customer = workspace.thread(|thread| thread.conversation.contact.name.clone()).unwrap_or_default();
        quote_author(author, &customer)
    });
    let known = !text.is_empty();
    let words = if known { text } else { "A message that is not here any more".to_owned() };
    let words_class = if known { "truncate" } else { "truncate italic" };
    let content = view! {
        <span class="block font-medium">{move || who.get()}</span>
        <span class=format!("block {words_class}") dir="auto">{words}</span>
    };
    // As wide as the bubble: it must not stand beside the words.
    let class = "my-0.5 block w-full min-w-0 max-w-full basis-full rounded-sm border-s-2 border-accent bg-sunken px-2 py-1 text-start text-sm text-muted";
    match message {
        Some(id) => {
            let href = move || workspace.place.get().at(Some(id)).url();
            // The address may point there already: then nothing would move.
            let press = move |_| {
                if let Some(element) = document().get_element_by_id(&format!("message-{id}")) {
                    let options = web_sys::ScrollIntoViewOptions::new();
                    options.set_block(web_sys::ScrollLogicalPosition::Center);
                    element.scroll_into_view_with_scroll_into_view_options(&options);
                }
            };
            view! { <a href=href on:click=press title="Go to this message" class=format!("{class} hover:text-text")>{content}</a> }
                .into_any()
        }
        None => view! { <span class=class>{content}</span> }.into_any(),
    }
}
