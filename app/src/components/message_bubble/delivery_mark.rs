//! How far a message has come: a clock, one tick, two ticks, two coloured ticks, or what went wrong.

use super::is_stored;
use crate::components::Icon;
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::message::{Delivery, Message};

/// The mark beside the time of a message of ours.
#[component]
pub(super) fn DeliveryMark(message: Memo<Option<Message>>) -> impl IntoView {
    let delivery = delivery_of(message);
    move || {
        let (delivery, stored) = delivery.get()?;
        let (icon, class) = look(&delivery)?;
        let words = words(&delivery, stored);
        let title = delivery.code().map_or_else(|| words.clone(), |code| format!("{words} (code {code})"));
        // What went wrong is told in full below the bubble.
        let spoken = delivery.reason().is_none().then(|| view! { <span class="sr-only">{words}</span> });
        Some(view! {
            <span class=format!("inline-flex items-center gap-1 {class}") title=title>
                <Icon icon width="1.1em"/>
                {spoken}
            </span>
        })
    }
}

/// How far a message has come, and whether the server has it.
pub(super) fn delivery_of(message: Memo<Option<Message>>) -> Memo<Option<(Delivery, bool)>> {
    let workspace = use_workspace();
    Memo::new(move |_| {
        message.with(|message| {
            let message = message.as_ref()?;
            // The customer's device tells for all messages at once, so the conversation knows more than the message.
            let told = workspace.thread(|thread| thread.conversation.delivery_of(message));
            Some((told.unwrap_or_else(|| message.delivery.clone()), is_stored(message)))
        })
    })
}

/// The icon and its colour; `None` for what does not travel.
fn look(delivery: &Delivery) -> Option<(icondata::Icon, &'static str)> {
    Some(match delivery {
        Delivery::Stored => return None,
        Delivery::Queued => (icondata::LuClock3, "text-muted"),
        Delivery::Attempting => (icondata::LuArrowUpRight, "text-muted"),
        Delivery::Uncertain { .. } => (icondata::LuCircleHelp, "text-warning"),
        Delivery::Sent => (icondata::LuCheck, "text-muted"),
        Delivery::Delivered => (icondata::LuCheckCheck, "text-muted"),
        Delivery::Read => (icondata::LuCheckCheck, "text-accent"),
        Delivery::Failed { .. } => (icondata::LuCircleAlert, "text-danger"),
    })
}

/// The same in words.
pub(super) fn words(delivery: &Delivery, stored: bool) -> String {
    match delivery {
        Delivery::Stored => String::new(),
        Delivery::Queued if stored => "Waiting to be sent".to_owned(),
        Delivery::Queued => "Sending".to_owned(),
        Delivery::Attempting => "Being handed over".to_owned(),
        Delivery::Uncertain { reason } => told("Perhaps sent", reason),
        Delivery::Sent => "Sent".to_owned(),
        Delivery::Delivered => "Delivered".to_owned(),
        Delivery::Read => "Read".to_owned(),
        Delivery::Failed { reason, .. } => told("Not sent", reason),
    }
}

fn told(what: &str, reason: &str) -> String {
    if reason.is_empty() { what.to_owned() } else { format!("{what}: {reason}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_is_told_in_words() {
        let failed = Delivery::Failed { reason: "No such number.".to_owned(), code: Some("131026".to_owned()) };
        assert_eq!(words(&failed, true), "Not sent: No such number.");
        assert_eq!(words(&Delivery::Uncertain { reason: String::new() }, true), "Perhaps sent");
        assert_eq!(words(&Delivery::Queued, false), "Sending");
        assert_ne!(words(&Delivery::Queued, true), words(&Delivery::Queued, false));
    }

    #[test]
    fn what_does_not_travel_has_no_mark() {
        assert!(look(&Delivery::Stored).is_none());
        assert!(look(&Delivery::Sent).is_some());
    }
}
