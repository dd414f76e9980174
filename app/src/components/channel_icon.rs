//! A picture for each channel.

use super::Icon;
use leptos::either::Either;
use leptos::prelude::*;
use types::inbox::ChannelKind;

/// The picture of a channel, with its name for screen readers and as a hint.
#[component]
pub fn ChannelIcon(
    /// Which.
    channel: ChannelKind,
    /// More classes.
    #[prop(optional)]
    class: &'static str,
    /// The name stands beside it.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    let (icon, color) = match channel {
        ChannelKind::Website => (icondata::LuGlobe, ""),
        ChannelKind::Whatsapp | ChannelKind::Gupshup => (icondata::LuPhone, "text-whatsapp"),
        ChannelKind::Messenger => (icondata::LuMessageCircle, "text-messenger"),
        ChannelKind::Instagram => (icondata::LuInstagram, "text-instagram"),
        ChannelKind::Telegram => (icondata::LuSend, "text-telegram"),
        ChannelKind::Email => (icondata::LuMail, ""),
    };
    let class = format!("inline-flex shrink-0 {class}");
    let picture = view! { <Icon icon width="1em" class=color/> };
    if named {
        return Either::Left(view! { <span class=class>{picture}</span> });
    }
    Either::Right(
        view! { <span role="img" aria-label=channel.title() title=channel.title() class=class>{picture}</span> },
    )
}
