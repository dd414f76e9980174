//! Buttons that show an icon alone.

use super::Icon;
use leptos::either::Either;
use leptos::prelude::*;

/// A button, or with `href` a link, that shows an icon and has its words for screen readers and as a hint.
#[component]
pub fn IconButton(
    /// What it shows.
    icon: icondata::Icon,
    /// What it does, in a word or two.
    #[prop(into)]
    label: String,
    /// Makes it a link.
    #[prop(optional, into)]
    href: Option<String>,
    /// `submit` sends the form around it; `button` does nothing by itself.
    #[prop(default = "button")]
    kind: &'static str,
    /// 28 px instead of 36.
    #[prop(optional)]
    small: bool,
    /// Cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Does nothing now, yet keeps the keyboard's focus: for buttons that come to their end while they are pressed.
    #[prop(optional, into)]
    idle: Signal<bool>,
    /// More classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let size = if small { "size-7 rounded-sm text-base" } else { "size-9 rounded-md text-lg" };
    let class = format!(
        "inline-flex shrink-0 items-center justify-center text-muted transition-colors hover:bg-hover hover:text-text \
         disabled:opacity-50 aria-disabled:opacity-50 {size} {class}"
    );
    let title = label.clone();
    match href {
        Some(href) => Either::Left(view! {
            <a href=href class=class aria-label=label title=title><Icon icon width="1.125em"/></a>
        }),
        None => Either::Right(view! {
            <button
                type=kind
                class=class
                aria-label=label
                title=title
                disabled=move || disabled.get()
                aria-disabled=move || idle.get().then_some("true")
            >
                <Icon icon width="1.125em"/>
            </button>
        }),
    }
}
