//! Buttons, and links that look like buttons.

use super::Icon;
use leptos::either::Either;
use leptos::prelude::*;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonLook {
    /// The one thing to do here.
    Primary,
    /// Something to do.
    #[default]
    Secondary,
    /// Something to do that shows its shape only under the pointer.
    Quiet,
    /// Something that cannot be taken back.
    Danger,
}

/// How large a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonSize {
    /// 28 px, for rows and toolbars.
    Small,
    /// 36 px.
    #[default]
    Medium,
    /// 44 px, for pages with one form.
    Large,
}

/// The classes of a button, for elements that are not a [`Button`] but should look like one (`<summary>`, `<label>`).
#[must_use]
pub fn button_class(look: ButtonLook, size: ButtonSize) -> String {
    let look = match look {
        ButtonLook::Primary => "bg-accent text-on-accent shadow-raised hover:bg-accent-strong",
        ButtonLook::Secondary => "border border-line-strong bg-raised text-text shadow-raised hover:bg-hover",
        ButtonLook::Quiet => "text-muted hover:bg-hover hover:text-text",
        ButtonLook::Danger => "bg-danger text-on-accent shadow-raised hover:opacity-90",
    };
    let size = match size {
        ButtonSize::Small => "h-7 gap-1.5 rounded-sm px-2 text-sm",
        ButtonSize::Medium => "h-9 gap-2 rounded-md px-3 text-base",
        ButtonSize::Large => "h-11 gap-2 rounded-md px-5 text-lg",
    };
    format!(
        "inline-flex shrink-0 items-center justify-center font-medium whitespace-nowrap select-none transition-colors \
         disabled:opacity-50 aria-disabled:opacity-50 {look} {size}"
    )
}

/// A button, or with `href` a link that looks like one.
#[component]
pub fn Button(
    /// How much it asks for attention.
    #[prop(optional)]
    look: ButtonLook,
    /// How large it is.
    #[prop(optional)]
    size: ButtonSize,
    /// Makes it a link.
    #[prop(optional, into)]
    href: Option<String>,
    /// `submit` sends the form around it; `button` does nothing by itself.
    #[prop(default = "button")]
    kind: &'static str,
    /// Before the words.
    #[prop(optional)]
    icon: Option<icondata::Icon>,
    /// Cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// More classes, such as a width.
    #[prop(optional)]
    class: &'static str,
    /// The words.
    children: Children,
) -> impl IntoView {
    let class = format!("{} {class}", button_class(look, size));
    let icon = icon.map(|icon| view! { <Icon icon/> });
    match href {
        Some(href) => Either::Left(view! { <a href=href class=class>{icon}{children()}</a> }),
        None => Either::Right(view! {
            <button type=kind class=class disabled=move || disabled.get()>{icon}{children()}</button>
        }),
    }
}
