//! Whether the customer can be answered, above the field: how the inbox stands, and what its reply window allows.

use super::writing::Writing;
use crate::components::window_chip::urgency;
use crate::components::{Icon, Tone};
use crate::workspace::{ReplyWindow, countdown, until_words};
use leptos::prelude::*;
use types::inbox::{Inbox, InboxState};
use types::{Timestamp, Zone};

/// One sentence, or nothing while there is nothing to know.
#[component]
pub(super) fn ReachBanner(writing: Writing) -> impl IntoView {
    let workspace = writing.workspace;
    let summary = workspace.summary(writing.conversation);
    let (inbox, window) = (workspace.inbox_of(summary), workspace.reply_window(summary));
    let wrote = Memo::new(move |_| {
        summary.with(|summary| summary.as_ref().is_some_and(|summary| summary.customer_wrote_at.is_some()))
    });
    let told = Memo::new(move |_| {
        let (zone, now) = (workspace.zone.get(), workspace.now.get());
        inbox.with(|inbox| sentence(inbox.as_ref()?, window.get(), wrote.get(), now, &zone))
    });
    move || {
        told.get().map(|(tone, words)| {
            let icon = match tone {
                Tone::Neutral => icondata::LuInfo,
                _ => icondata::LuTimer,
            };
            view! {
                <p role="status" class=format!("mb-2 flex items-center gap-2 rounded-md px-3 py-1.5 text-sm {}", tone.class())>
                    <Icon icon/>
                    <span class="flex-1">{words}</span>
                </p>
            }
        })
    }
}

/// What is to be known before writing; `wrote`: the customer has written before.
fn sentence(inbox: &Inbox, window: ReplyWindow, wrote: bool, now: Timestamp, zone: &Zone) -> Option<(Tone, String)> {
    let (can, title) = (inbox.channel.capabilities(), inbox.channel.title());
    let left = window.until().map(|until| until.since(now));
    let end = window.until().map(|until| until_words(until, now, zone)).unwrap_or_default();
    let hours = can.person_window_hours.or(can.reply_window_hours).unwrap_or_default();
    let words = match (inbox.state, window) {
        (InboxState::Removed, _) => {
            "This inbox was removed, so nothing can be sent here any more. Notes still work.".to_owned()
        }
        (_, ReplyWindow::Closed) if can.templates && wrote => {
            format!(
                "The reply window closed {hours} hours after the customer's last message. Until they write again, only templates can be sent."
            )
        }
        (_, ReplyWindow::Closed) if can.templates => {
            "The customer has not written yet, so only templates can be sent.".to_owned()
        }
        (_, ReplyWindow::Closed) => {
            format!(
                "{title} takes answers only within {} of the customer's last message. Notes still work.",
                span(hours)
            )
        }
        (InboxState::Paused, _) => {
            "This inbox is paused. What you send waits, and goes out when the inbox is switched on again.".to_owned()
        }
        (_, ReplyWindow::PersonOnly { .. }) => format!("Only a person may answer, until {end}."),
        // Plenty of time: the chip in the header says it.
        (_, ReplyWindow::Open { .. }) if urgency(window, left) == Tone::Neutral => return None,
        (_, ReplyWindow::Open { .. }) => {
            format!("The reply window closes in {}, at {end}.", left.map(countdown).unwrap_or_default())
        }
        (_, ReplyWindow::Always) => return None,
    };
    let tone = match inbox.state {
        InboxState::Active => urgency(window, left),
        InboxState::Paused => Tone::Warning,
        InboxState::Removed => Tone::Neutral,
    };
    Some((tone, words))
}

/// `24 hours`, `7 days`.
fn span(hours: u32) -> String {
    if hours > 48 { format!("{} days", hours / 24) } else { format!("{hours} hours") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use types::InboxId;
    use types::inbox::ChannelKind;

    const NOW: Timestamp = Timestamp::from_seconds(1_774_746_000);

    fn told(channel: ChannelKind, state: InboxState, hours_ago: Option<u64>) -> Option<(Tone, String)> {
        let inbox = Inbox { id: InboxId(1), name: String::new(), channel, state };
        let wrote_at = hours_ago.map(|hours| NOW - Duration::from_hours(hours));
        let window = ReplyWindow::of(&channel.capabilities(), wrote_at, NOW);
        sentence(&inbox, window, wrote_at.is_some(), NOW, &Zone::default())
    }

    #[test]
    fn nothing_is_said_while_there_is_plenty_of_time() {
        assert_eq!(told(ChannelKind::Whatsapp, InboxState::Active, Some(1)), None);
        assert_eq!(told(ChannelKind::Website, InboxState::Active, Some(999)), None);
    }

    #[test]
    fn the_last_hours_and_the_end_of_a_window_are_told() {
        let soon = told(ChannelKind::Whatsapp, InboxState::Active, Some(22));
        assert_eq!(soon, Some((Tone::Warning, "The reply window closes in 2 h, at 03:00.".to_owned())));
        let (_, closed) = told(ChannelKind::Whatsapp, InboxState::Active, Some(30)).unwrap();
        assert!(closed.contains("24 hours") && closed.contains("templates"), "{closed}");
        let (_, never) = told(ChannelKind::Whatsapp, InboxState::Active, None).unwrap();
        assert!(never.contains("not written yet"), "{never}");
    }

    #[test]
    fn a_longer_window_for_people_is_told_with_its_end() {
        let (_, person) = told(ChannelKind::Messenger, InboxState::Active, Some(48)).unwrap();
        assert_eq!(person, "Only a person may answer, until Fri 01:00.");
        let (_, over) = told(ChannelKind::Messenger, InboxState::Active, Some(200)).unwrap();
        assert!(over.starts_with("Messenger takes answers only within 7 days"), "{over}");
    }

    #[test]
    fn a_paused_or_removed_inbox_says_so() {
        let (tone, paused) = told(ChannelKind::Whatsapp, InboxState::Paused, Some(1)).unwrap();
        assert!(tone == Tone::Warning && paused.contains("paused"), "{paused}");
        let (_, removed) = told(ChannelKind::Website, InboxState::Removed, Some(1)).unwrap();
        assert!(removed.contains("removed"), "{removed}");
    }
}
