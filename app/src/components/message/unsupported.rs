//! What cannot be shown: said so, never left out.

use crate::components::Icon;
use leptos::prelude::*;
use serde_json::Value;

/// The channel told us of something that cannot be shown.
#[component]
pub(super) fn Unsupported(what: String) -> impl IntoView {
    view! {
        <p class="flex items-center gap-2 text-muted italic">
            <Icon icon=icondata::LuCircleHelp/>
            <span>"The customer sent something that cannot be shown here (" {what} ")."</span>
        </p>
    }
}

/// Taken back by its writer.
#[component]
pub(super) fn Deleted() -> impl IntoView {
    view! {
        <p class="flex items-center gap-2 text-muted italic">
            <Icon icon=icondata::LuBan/>
            <span>"This message was deleted."</span>
        </p>
    }
}

/// Written by a newer version: kept whole, and shown to those who want to know.
#[component]
pub(super) fn Newer(body: Value) -> impl IntoView {
    let kind = body.get("kind").and_then(Value::as_str).unwrap_or("unknown").to_owned();
    let whole = serde_json::to_string_pretty(&body).unwrap_or_default();
    view! {
        <div class="flex min-w-0 flex-col gap-1">
            <p class="flex items-center gap-2 text-muted italic">
                <Icon icon=icondata::LuPackageOpen/>
                <span>"A newer kind of message (" {kind} "). Reload the page after the update to see it."</span>
            </p>
            <details>
                <summary class="inline-block rounded-sm text-sm text-muted underline hover:text-text">"Show what it holds"</summary>
                <pre class="mt-1 max-h-48 overflow-auto rounded-md bg-sunken p-2 font-mono text-sm whitespace-pre-wrap">{whole}</pre>
            </details>
        </div>
    }
}
