//! The owner's numbers.

use crate::sql::words;
use crate::{InboxId, Timestamp, UserId};
use serde::{Deserialize, Serialize};

words! {
    /// What is counted. Durations are in seconds.
    pub enum Metric {
        /// Conversations that began.
        New = "new",
        /// Times a conversation was resolved.
        Resolved = "resolved",
        /// Times a resolved conversation was taken up again.
        Reopened = "reopened",
        /// Messages from customers.
        MessageIn = "message_in",
        /// Messages to customers by agents and bots.
        MessageOut = "message_out",
        /// From the customer's first unanswered message to the first answer by a person, once per cycle.
        FirstResponse = "first_response",
        /// From the beginning of a cycle (new or reopened) to its being resolved.
        Resolution = "resolution",
    }
}

impl Metric {
    /// Whether it measures a time; the others are plain counts.
    #[must_use]
    pub const fn is_duration(self) -> bool {
        matches!(self, Self::FirstResponse | Self::Resolution)
    }

    /// As headings say it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::New => "New conversations",
            Self::Resolved => "Resolved",
            Self::Reopened => "Reopened",
            Self::MessageIn => "Messages in",
            Self::MessageOut => "Messages out",
            Self::FirstResponse => "First response",
            Self::Resolution => "Resolution time",
        }
    }

    /// The definition printed on the page.
    #[must_use]
    pub const fn definition(self) -> &'static str {
        match self {
            Self::New => "Conversations whose first message came in, or was sent, in this period.",
            Self::Resolved => {
                "Times a conversation was marked as resolved in this period. One that is reopened and resolved again counts twice."
            }
            Self::Reopened => "Times a resolved conversation was opened again, by the customer writing or by an agent.",
            Self::MessageIn => "Messages that customers sent.",
            Self::MessageOut => "Messages sent to customers by agents and by automatic greetings. Notes do not count.",
            Self::FirstResponse => {
                "Time from the customer's first message of a conversation (or of its reopening) to the first answer by a person. Automatic greetings do not count. Counted at the time of the answer."
            }
            Self::Resolution => {
                "Time from the beginning of a conversation (or its reopening) to its being resolved. Counted at the time of resolving."
            }
        }
    }
}

/// Which time the numbers are for: whole days in a zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day, `2026-11-16`.
    pub first: String,
    /// Last day, inclusive.
    pub last: String,
    /// IANA zone the days are of.
    pub zone: String,
}

/// A distribution in short.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// How many were measured.
    pub count: i64,
    /// Half took at most this, in seconds. From a histogram with steps of a tenth.
    pub median: i64,
    /// Nine of ten took at most this, in seconds.
    pub p90: i64,
}

/// The numbers of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the metric of its name")]
pub struct Figures {
    pub new: i64,
    pub resolved: i64,
    pub reopened: i64,
    pub message_in: i64,
    pub message_out: i64,
    pub first_response: Spread,
    pub resolution: Spread,
}

/// How it stands right now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Open conversations.
    pub open: i64,
    /// Open ones assigned to nobody.
    pub unassigned: i64,
    /// Open ones in which the customer waits for an answer.
    pub waiting: i64,
    /// Since when the one who waits longest has waited.
    pub oldest_waiting: Option<Timestamp>,
    /// Pending ones.
    pub pending: i64,
    /// Snoozed ones.
    pub snoozed: i64,
}

/// One day of the charts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayFigures {
    /// The day, `2026-11-22`.
    pub date: String,
    /// Its numbers.
    pub figures: Figures,
}

/// One inbox of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxFigures {
    /// Which.
    pub inbox: InboxId,
    /// Its name.
    pub name: String,
    /// Its numbers.
    pub figures: Figures,
}

/// One agent of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentFigures {
    /// Who.
    pub agent: UserId,
    /// Their name.
    pub name: String,
    /// Their numbers: messages they sent, first answers they gave, what they resolved.
    pub figures: Figures,
    /// Open conversations assigned to them now.
    pub open: i64,
}

/// Everything on the statistics page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// Which time.
    pub period: Period,
    /// When these numbers were read.
    pub at: Timestamp,
    /// How it stands right now.
    pub now: Standing,
    /// The whole period.
    pub total: Figures,
    /// The period of the same length before.
    pub before: Figures,
    /// Day by day, also days without anything.
    pub days: Vec<DayFigures>,
    /// Inbox by inbox, busiest first.
    pub inboxes: Vec<InboxFigures>,
    /// Agent by agent, by name.
    pub agents: Vec<AgentFigures>,
    /// Messages from customers by weekday (Monday first) and hour.
    pub heat: Vec<Vec<i64>>,
}

/// The conversations behind a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What was counted.
    pub metric: Metric,
    /// Each time it was counted, newest first.
    pub entries: Vec<EvidenceEntry>,
    /// There are more, to be asked for by `before`.
    pub more: bool,
}

/// One of the times something was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceEntry {
    /// When.
    pub at: Timestamp,
    /// The conversation as it is now.
    pub conversation: crate::conversation::Summary,
    /// Seconds, for durations.
    pub seconds: Option<i64>,
    /// The agent it counts for.
    pub agent: Option<UserId>,
}

/// What narrows evidence down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceFilter {
    /// Only this inbox.
    pub inbox: Option<InboxId>,
    /// Only this agent.
    pub agent: Option<UserId>,
    /// Only before this time, for the next page.
    pub before: Option<Timestamp>,
}
