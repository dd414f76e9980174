//! An icon of the lucide set.

use leptos::prelude::*;

/// An icon. It is decoration: the words beside it, or the `aria-label` of its button, say what it means.
#[component]
pub fn Icon(
    /// Which: `icondata::LuInbox`.
    icon: icondata::Icon,
    /// Width as in CSS; as high as the letters around it when left out.
    #[prop(optional, into)]
    width: Option<String>,
    /// Height as in CSS; as the width when left out.
    #[prop(optional, into)]
    height: Option<String>,
    /// More classes, such as a colour.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let width = width.unwrap_or_else(|| "1.25em".to_owned());
    let height = height.unwrap_or_else(|| width.clone());
    view! {
        <svg
            viewBox=icon.view_box
            width=width
            height=height
            fill="none"
            stroke="currentColor"
            stroke-width="1.75"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            class=format!("shrink-0 {class}")
            inner_html=icon.data
        ></svg>
    }
}
