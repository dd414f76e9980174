//! Round pictures of people, made of their initials.

use leptos::prelude::*;
use types::agent::initials;

/// How large an avatar is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// 20 px, within a line.
    Tiny,
    /// 28 px.
    Small,
    /// 36 px.
    #[default]
    Medium,
    /// 56 px, on top of a profile.
    Large,
}

/// Initials on a colour that stays the same for the same id. Decoration: the name must stand beside it, or be given as `label`.
#[component]
pub fn Avatar(
    /// Decides the colour: the number of a user's or contact's id.
    id: i64,
    /// Whose.
    #[prop(into)]
    name: String,
    /// How large.
    #[prop(optional)]
    size: AvatarSize,
    /// Makes it speak: the name for screen readers and as a hint, where it stands nowhere else.
    #[prop(optional)]
    label: bool,
    /// More classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let size = match size {
        AvatarSize::Tiny => "size-5 text-[0.5625rem]",
        AvatarSize::Small => "size-7 text-[0.6875rem]",
        AvatarSize::Medium => "size-9 text-sm",
        AvatarSize::Large => "size-14 text-xl",
    };
    let letters = initials(&name);
    let letters = if letters.is_empty() { "?".to_owned() } else { letters };
    view! {
        <span
            role=label.then_some("img")
            aria-label=label.then(|| name.clone())
            title=label.then_some(name)
            aria-hidden=(!label).then_some("true")
            class=format!(
                "inline-flex shrink-0 items-center justify-center rounded-full font-semibold tracking-tight select-none {} {size} {class}",
                color(id),
            )
        >
            {letters}
        </span>
    }
}

/// Written out, so that Tailwind finds the names.
fn color(id: i64) -> &'static str {
    match id.rem_euclid(8) {
        0 => "avatar-0",
        1 => "avatar-1",
        2 => "avatar-2",
        3 => "avatar-3",
        4 => "avatar-4",
        5 => "avatar-5",
        6 => "avatar-6",
        _ => "avatar-7",
    }
}
