//! A text to be taken elsewhere.

use crate::components::field::INPUT;
use crate::components::{Button, ButtonSize};
use leptos::html;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// How long the button says that it has copied.
const SAID_FOR: Duration = Duration::from_secs(2);

/// A text that cannot be changed, with a button that copies it. Without JavaScript it is selected and copied by hand.
#[component]
pub(super) fn CopyField(
    /// What it is.
    label: &'static str,
    /// The id of the field.
    id: &'static str,
    /// The text.
    value: String,
    /// What to know about it.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let (awake, copied) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move || awake.set(true));
    let select = move || {
        if let Some(field) = field.get_untracked() {
            field.select();
        }
    };
    // The newer way of copying is closed to pages that are not encrypted, and a desk may be tried out as one.
    let copy = move |_| {
        select();
        let page = document().unchecked_into::<web_sys::HtmlDocument>();
        if page.exec_command("copy").unwrap_or(false) {
            copied.set(true);
            set_timeout(
                move || {
                    copied.try_set(false);
                },
                SAID_FOR,
            );
        }
    };
    let hint_id = format!("{id}-hint");
    let described_by = (!hint.is_empty()).then(|| hint_id.clone());
    view! {
        <div>
            <label for=id class="mb-1 block text-sm font-medium text-text">{label}</label>
            <div class="flex items-center gap-2">
                <input
                    node_ref=field
                    id=id
                    type="text"
                    readonly=true
                    value=value
                    aria-describedby=described_by
                    on:focus=move |_| select()
                    class=format!("h-9 min-w-0 flex-1 font-mono {INPUT}")
                />
                {move || awake.get().then(|| view! {
                    <Button size=ButtonSize::Small icon=icondata::LuCopy on:click=copy>
                        <span aria-live="polite">{move || if copied.get() { "Copied" } else { "Copy" }}</span>
                    </Button>
                })}
            </div>
            {(!hint.is_empty()).then(|| view! { <p id=hint_id class="mt-1 text-sm text-muted">{hint}</p> })}
        </div>
    }
}
