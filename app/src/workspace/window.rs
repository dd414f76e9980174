//! How the customer can be answered now: providers close a reply window some hours after the customer's last message.

use super::Workspace;
use leptos::prelude::*;
use std::time::Duration;
use types::conversation::Summary;
use types::inbox::{Capabilities, Inbox, InboxState};
use types::message::{Message, open_comment};
use types::{Timestamp, Zone};

/// How long the customer can be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyWindow {
    /// The channel has no window.
    Always,
    /// Freely.
    Open {
        /// Until then.
        until: Timestamp,
    },
    /// By a person, by hand.
    PersonOnly {
        /// Until then.
        until: Timestamp,
    },
    /// Not until they write again.
    Closed,
}

/// What can be sent to the customer now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Possible {
    /// Words of one's own.
    Words,
    /// Approved templates alone.
    Templates,
    /// Nothing. Notes always work.
    Nothing,
}

impl ReplyWindow {
    /// The window of a channel after the customer's last message. Who never wrote has opened none.
    #[must_use]
    pub fn of(can: &Capabilities, wrote_at: Option<Timestamp>, now: Timestamp) -> Self {
        let Some(hours) = can.reply_window_hours else { return Self::Always };
        let end = |hours: u32| wrote_at.map(|at| at + Duration::from_hours(u64::from(hours)));
        let (free, person) = (end(hours), can.person_window_hours.and_then(end));
        match (free.filter(|until| now < *until), person.filter(|until| now < *until)) {
            (Some(until), _) => Self::Open { until },
            (None, Some(until)) => Self::PersonOnly { until },
            (None, None) => Self::Closed,
        }
    }

    /// The same, in a conversation whose last messages are these: a comment opens no window, but can be answered once by itself.
    #[must_use]
    pub fn or_comment(self, messages: &[Message], now: Timestamp) -> Self {
        match open_comment(messages, now) {
            Some((_, until)) if self == Self::Closed => Self::PersonOnly { until },
            _ => self,
        }
    }

    /// When it ends, while it is open.
    #[must_use]
    pub const fn until(self) -> Option<Timestamp> {
        match self {
            Self::Open { until } | Self::PersonOnly { until } => Some(until),
            Self::Always | Self::Closed => None,
        }
    }
}

impl Possible {
    /// What an inbox lets be sent.
    #[must_use]
    pub fn of(inbox: &Inbox, window: ReplyWindow) -> Self {
        match (inbox.state, window) {
            (InboxState::Removed, _) => Self::Nothing,
            (_, ReplyWindow::Closed) if inbox.channel.capabilities().templates => Self::Templates,
            (_, ReplyWindow::Closed) => Self::Nothing,
            _ => Self::Words,
        }
    }
}

impl Workspace {
    /// The inbox of a conversation.
    #[must_use]
    pub fn inbox_of(self, summary: Memo<Option<Summary>>) -> Memo<Option<Inbox>> {
        Memo::new(move |_| {
            let inbox = summary.with(|summary| summary.as_ref().map(|summary| summary.inbox))?;
            self.directory(|directory| directory.inbox(inbox).cloned())
        })
    }

    /// What can be sent in the open conversation. Everything while nobody knows better: the server has the last word.
    #[must_use]
    pub fn possible(self) -> Possible {
        let now = self.now.get();
        let known = self.view.with(|view| {
            let thread = view.thread.as_ref()?;
            let conversation = &thread.conversation;
            let inbox = view.directory.inbox(conversation.inbox)?;
            let window = ReplyWindow::of(&inbox.channel.capabilities(), conversation.customer_wrote_at, now);
            Some(Possible::of(inbox, window.or_comment(&thread.messages, now)))
        });
        known.unwrap_or(Possible::Words)
    }

    /// The reply window of a conversation.
    #[must_use]
    pub fn reply_window(self, summary: Memo<Option<Summary>>) -> Memo<ReplyWindow> {
        Memo::new(move |_| {
            let window = summary.with(|summary| {
                let summary = summary.as_ref()?;
                let channel = self.directory(|directory| directory.inbox(summary.inbox).map(|inbox| inbox.channel))?;
                let now = self.now.get();
                let window = ReplyWindow::of(&channel.capabilities(), summary.customer_wrote_at, now);
                Some(self.view.with(|view| match &view.thread {
                    Some(thread) if thread.conversation.id == summary.id => window.or_comment(&thread.messages, now),
                    _ => window,
                }))
            });
            window.unwrap_or(ReplyWindow::Always)
        })
    }
}

/// `6 d`, `23 h`, `3 h 20 m`, `42 m`, `under a minute`: more exact where it gets tight.
#[must_use]
pub fn countdown(left: Duration) -> String {
    let minutes = left.as_secs() / 60;
    match (minutes / 60, minutes % 60) {
        (0, 0) => "under a minute".to_owned(),
        (0, minutes) => format!("{minutes} m"),
        (hours @ 1..4, 0) => format!("{hours} h"),
        (hours @ 1..4, minutes) => format!("{hours} h {minutes} m"),
        (hours @ 4..48, _) => format!("{hours} h"),
        (hours, _) => format!("{} d", hours / 24),
    }
}

/// `14:00` on the same day, `Thu 14:00` within a week, `Thu 3 Dec, 14:00` after it.
#[must_use]
pub fn until_words(at: Timestamp, now: Timestamp, zone: &Zone) -> String {
    let (then, today) = (zone.civil(at), zone.civil(now));
    if then.iso_date() == today.iso_date() {
        then.clock()
    } else if at.since(now) < Duration::from_hours(24 * 6) {
        format!("{} {}", then.weekday_name(), then.clock())
    } else {
        format!("{} {}, {}", then.weekday_name(), then.date(today.year), then.clock())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::InboxId;
    use types::inbox::ChannelKind;

    const HOUR: Duration = Duration::from_hours(1);
    const WROTE: Timestamp = Timestamp::from_seconds(1_774_746_000);

    fn window(channel: ChannelKind, after: Duration) -> ReplyWindow {
        ReplyWindow::of(&channel.capabilities(), Some(WROTE), WROTE + after)
    }

    #[test]
    fn a_window_closes_to_the_second() {
        let until = WROTE + HOUR * 24;
        let second = Duration::from_secs(1);
        assert_eq!(window(ChannelKind::Whatsapp, HOUR * 24 - second), ReplyWindow::Open { until });
        assert_eq!(window(ChannelKind::Whatsapp, HOUR * 24), ReplyWindow::Closed);
        assert_eq!(window(ChannelKind::Website, HOUR * 999), ReplyWindow::Always);
    }

    #[test]
    fn a_person_may_answer_longer_where_the_channel_says_so() {
        let until = WROTE + HOUR * (7 * 24);
        assert_eq!(window(ChannelKind::Messenger, HOUR * 25), ReplyWindow::PersonOnly { until });
        assert_eq!(window(ChannelKind::Messenger, HOUR * (7 * 24)), ReplyWindow::Closed);
    }

    #[test]
    fn who_never_wrote_has_opened_no_window() {
        let can = ChannelKind::Whatsapp.capabilities();
        assert_eq!(ReplyWindow::of(&can, None, WROTE), ReplyWindow::Closed);
    }

    #[test]
    fn after_the_window_only_templates_go_where_there_are_any() {
        let possible = |channel, state, after| {
            let inbox = Inbox { id: InboxId(1), name: String::new(), channel, state };
            Possible::of(&inbox, window(channel, after))
        };
        assert_eq!(possible(ChannelKind::Whatsapp, InboxState::Active, HOUR), Possible::Words);
        assert_eq!(possible(ChannelKind::Whatsapp, InboxState::Active, HOUR * 25), Possible::Templates);
        assert_eq!(possible(ChannelKind::Messenger, InboxState::Active, HOUR * 25), Possible::Words);
        assert_eq!(possible(ChannelKind::Instagram, InboxState::Active, HOUR * 200), Possible::Nothing);
        assert_eq!(possible(ChannelKind::Website, InboxState::Paused, HOUR * 200), Possible::Words);
        assert_eq!(possible(ChannelKind::Website, InboxState::Removed, HOUR), Possible::Nothing);
    }

    #[test]
    fn a_countdown_gets_more_exact_towards_its_end() {
        for (seconds, words) in [
            (59, "under a minute"),
            (60, "1 m"),
            (3_599, "59 m"),
            (3_600, "1 h"),
            (4 * 3_600 - 1, "3 h 59 m"),
            (4 * 3_600 + 1_900, "4 h"),
            (47 * 3_600, "47 h"),
            (6 * 86_400 + 3_600, "6 d"),
        ] {
            assert_eq!(countdown(Duration::from_secs(seconds)), words);
        }
    }

    #[test]
    fn an_end_is_told_as_people_tell_it() {
        // Sunday 29 March 2026, 01:00.
        let words = |after| until_words(WROTE + after, WROTE, &Zone::default());
        assert_eq!(words(HOUR), "02:00");
        assert_eq!(words(HOUR * 24), "Mon 01:00");
        assert_eq!(words(HOUR * (7 * 24)), "Sun 5 Apr, 01:00");
    }
}
