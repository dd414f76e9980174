//! A box to tick.

use leptos::prelude::*;

/// A box to tick, with its words beside it.
#[component]
pub fn Checkbox(
    /// What ticking means.
    #[prop(into)]
    label: String,
    /// The name in the form.
    name: &'static str,
    /// What the form sends when it is ticked.
    #[prop(default = "on".to_owned(), into)]
    value: String,
    /// Whether it is ticked at first.
    #[prop(optional)]
    checked: bool,
    /// Quiet words at the end of the line.
    #[prop(optional, into)]
    hint: String,
    /// What stands between box and words, such as an avatar.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <label class="flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2 py-1 hover:bg-hover">
            <input type="checkbox" name=name value=value checked=checked class="size-4 shrink-0 accent-accent"/>
            {children.map(|children| children())}
            <span class="min-w-0 flex-1 truncate">{label}</span>
            {(!hint.is_empty()).then(|| view! { <span class="shrink-0 text-sm text-muted tabular-nums">{hint}</span> })}
        </label>
    }
}
