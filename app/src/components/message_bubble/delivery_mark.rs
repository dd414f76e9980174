//! How far a message has come: a clock, one tick, two ticks, two coloured ticks, or what went wrong.

use crate::components::Icon;
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::message::{Delivery, Message};

/// The mark beside the time of a message of ours.
#[component]
pub(super) fn DeliveryMark(message: Memo<Option<Message>>) -> impl IntoView {
    let workspace = use_workspace();
    let delivery = Memo::new(move |_| {
        message.with(|message| {
            let message = message.as_ref()?;
            // The customer's device tells for all messages at once, so the conversation knows more than the message.
            let told = workspace.thread(|thread| thread.conversation.delivery_of(message));
            Some(told.unwrap_or_else(|| message.delivery.clone()))
        })
    });
    move || {
        let (icon, class, words) = match delivery.get()? {
            Delivery::Stored => return None,
            Delivery::Queued => (icondata::LuClock3, "text-muted", "Sending".to_owned()),
            Delivery::Attempting => (icondata::LuClock3, "text-muted", "Being handed over".to_owned()),
            Delivery::Uncertain { reason } => {
                (icondata::LuCircleHelp, "text-warning", format!("Perhaps sent: {reason}"))
            }
            Delivery::Sent => (icondata::LuCheck, "text-muted", "Sent".to_owned()),
            Delivery::Delivered => (icondata::LuCheckCheck, "text-muted", "Delivered".to_owned()),
            Delivery::Read => (icondata::LuCheckCheck, "text-accent", "Read".to_owned()),
            Delivery::Failed { reason } => (icondata::LuCircleAlert, "text-danger", format!("Not sent: {reason}")),
        };
        let problem = matches!(delivery.get_untracked(), Some(Delivery::Failed { .. } | Delivery::Uncertain { .. }));
        let title = words.clone();
        Some(view! {
            <span class=format!("inline-flex items-center gap-1 {class}") title=title>
                <Icon icon width="1.1em"/>
                <span class=if problem { "" } else { "sr-only" }>{words}</span>
            </span>
        })
    }
}
