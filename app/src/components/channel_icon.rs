//! A picture for each channel.

use super::Icon;
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
) -> impl IntoView {
    let icon = match channel {
        ChannelKind::Website => icondata::LuGlobe,
        ChannelKind::Whatsapp | ChannelKind::Gupshup => icondata::LuPhone,
        ChannelKind::Messenger => icondata::LuMessageCircle,
        ChannelKind::Instagram => icondata::LuCamera,
        ChannelKind::Telegram => icondata::LuSend,
        ChannelKind::Email => icondata::LuMail,
    };
    view! {
        <span role="img" aria-label=channel.title() title=channel.title() class=format!("inline-flex shrink-0 {class}")>
            <Icon icon width="1em"/>
        </span>
    }
}
