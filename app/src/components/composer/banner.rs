//! "2 new messages since you started": nobody answers what has changed meanwhile without knowing.

use super::writing::Writing;
use crate::components::Icon;
use leptos::prelude::*;

/// Tells it as soon as it happens, and asks when Send is pressed nevertheless.
#[component]
pub(super) fn SurpriseBanner(writing: Writing) -> impl IntoView {
    let surprises = Memo::new(move |_| if writing.text.with(String::is_empty) { 0 } else { writing.surprises() });
    let button = "rounded-sm px-1.5 py-0.5 font-semibold hover:bg-hover";
    move || {
        let words = match surprises.get() {
            0 => return None,
            1 => "1 new message since you started".to_owned(),
            surprises => format!("{surprises} new messages since you started"),
        };
        let asks = writing.asks.get();
        let buttons = asks.then(|| {
            view! {
                <button type="button" class=format!("{button} text-text") on:click=move |_| writing.has_read()>"Read first"</button>
                <button type="button" class=format!("{button} text-accent") on:click=move |_| writing.send(None)>"Send anyway"</button>
            }
        });
        Some(view! {
            <p
                role=if asks { "alert" } else { "status" }
                class="mb-2 flex flex-wrap items-center gap-2 rounded-md bg-warning-soft px-3 py-1.5 text-sm text-warning"
            >
                <Icon icon=icondata::LuMessageCircleWarning/>
                <span class="flex-1">{words}</span>
                {buttons}
            </p>
        })
    }
}
