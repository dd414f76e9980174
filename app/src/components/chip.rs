//! Labels on conversations.

use leptos::prelude::*;
use types::label::LabelColor;

/// A word on a colour.
#[component]
pub fn Chip(
    /// What it says.
    #[prop(into)]
    text: String,
    /// One of the label colours.
    #[prop(default = LabelColor::Gray)]
    color: LabelColor,
    /// More classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <span class=format!(
            "inline-flex h-5 max-w-40 shrink-0 items-center rounded-sm px-1.5 text-xs font-medium {} {class}",
            color_class(color),
        )>
            <span class="truncate">{text}</span>
        </span>
    }
}

/// Background and letters of a label colour; written out, so that Tailwind finds the names.
#[must_use]
pub const fn color_class(color: LabelColor) -> &'static str {
    match color {
        LabelColor::Gray => "label-gray",
        LabelColor::Red => "label-red",
        LabelColor::Orange => "label-orange",
        LabelColor::Green => "label-green",
        LabelColor::Blue => "label-blue",
        LabelColor::Purple => "label-purple",
    }
}
