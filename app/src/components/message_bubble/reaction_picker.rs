//! Putting an emoji on a message of the customer's.

use crate::workspace::use_workspace;
use leptos::prelude::*;
use leptos::{ev, html};
use types::MessageId;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// What can be put on a message: the emoji, and its name for screen readers.
const CHOICES: [(&str, &str); 6] = [
    ("👍", "Thumbs up"),
    ("❤️", "Heart"),
    ("😂", "Tears of joy"),
    ("😮", "Surprise"),
    ("😢", "Crying"),
    ("🙏", "Folded hands"),
];

/// The emoji in a row; the one that is on the message already takes itself away.
#[component]
pub(super) fn ReactionPicker(
    /// On which message.
    id: MessageId,
    /// Ours, when there is one.
    #[prop(into)]
    own: Signal<Option<String>>,
    /// Turned off when one was chosen.
    open: RwSignal<bool>,
) -> impl IntoView {
    let workspace = use_workspace();
    let group = NodeRef::<html::Div>::new();
    // The button that opened it has made room, and had the keyboard.
    Effect::new(move |_| {
        let first = group.get().and_then(|group| group.query_selector("button").ok().flatten());
        if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
            let _ = first.focus();
        }
    });
    let choose = move |emoji: &'static str| {
        open.set(false);
        workspace.react(id, emoji);
    };
    let key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            open.set(false);
        }
    };
    let choice = move |(emoji, name): (&'static str, &'static str)| {
        let is_on = move || own.with(|own| own.as_deref() == Some(emoji));
        view! {
            <button
                type="button"
                title=name
                aria-label=name
                aria-pressed=move || if is_on() { "true" } else { "false" }
                on:click=move |_| choose(if is_on() { "" } else { emoji })
                class="inline-flex size-8 items-center justify-center rounded-full text-lg hover:bg-hover aria-pressed:bg-accent-soft"
            >
                {emoji}
            </button>
        }
    };
    // One that is none of the six was put there by the business's own app.
    let removal = move || {
        own.get().is_some().then(|| {
            view! {
                <button
                    type="button"
                    on:click=move |_| choose("")
                    class="rounded-full px-2 text-sm font-medium text-muted hover:bg-hover hover:text-text"
                >
                    "Remove"
                </button>
            }
        })
    };
    view! {
        <div
            node_ref=group
            role="group"
            aria-label="Reactions to choose from"
            on:keydown=key
            class="flex items-center gap-0.5 p-0.5"
        >
            {CHOICES.map(choice).collect_view()}
            {removal}
        </div>
    }
}
