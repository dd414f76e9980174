//! What a place says when nothing is in it.

use super::Icon;
use leptos::prelude::*;

/// Says that there is nothing, why, and what to do about it (the children: a button, say).
#[component]
pub fn EmptyState(
    /// A picture of what would be here.
    icon: icondata::Icon,
    /// What is not here.
    #[prop(into)]
    title: String,
    /// Why, or what would bring it.
    #[prop(optional, into)]
    text: String,
    /// What to do.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="mx-auto flex max-w-sm flex-col items-center px-6 py-12 text-center">
            <span class="mb-4 inline-flex size-12 items-center justify-center rounded-xl bg-hover text-muted">
                <Icon icon width="1.5rem"/>
            </span>
            <h2 class="text-lg font-semibold">{title}</h2>
            {(!text.is_empty()).then(|| view! { <p class="mt-1 text-muted">{text}</p> })}
            {children.map(|children| view! { <div class="mt-5 flex flex-wrap justify-center gap-2">{children()}</div> })}
        </div>
    }
}
