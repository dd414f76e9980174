//! Messages from an approved template.

use super::linked_text::LinkedText;
use crate::components::Icon;
use leptos::prelude::*;

/// The filled-in text, and which template it is.
#[component]
pub(super) fn TemplateText(name: String, text: String) -> impl IntoView {
    view! {
        <div class="flex min-w-0 flex-col gap-1">
            <p class="flex items-center gap-1.5 text-sm text-muted">
                <Icon icon=icondata::LuLayoutTemplate width="1em"/>
                <span>"Template " {name}</span>
            </p>
            {(!text.is_empty()).then(|| view! { <LinkedText text/> })}
        </div>
    }
}
