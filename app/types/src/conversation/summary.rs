//! A conversation as a row of the list and the head of a thread show it.

use super::{Outcome, Status, StatusKind};
use crate::contact::Contact;
use crate::message::{AuthorKind, Delivery, Message};
use crate::sql::words;
use crate::{ConversationId, GroupId, InboxId, LabelId, Timestamp, UserId, Uuid};
use serde::{Deserialize, Serialize};

words! {
    /// How urgent a conversation is.
    pub enum Priority {
        /// Nobody said.
        Normal = "normal",
        /// Can wait.
        Low = "low",
        /// Before others.
        High = "high",
        /// At once.
        Urgent = "urgent",
    }
}

impl Priority {
    /// As buttons and chips say it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Normal => "Normal",
            Self::Low => "Low",
            Self::High => "High",
            Self::Urgent => "Urgent",
        }
    }
}

/// What decides who sees a conversation and in which views and counts it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Placement {
    /// Where it came in.
    pub inbox: InboxId,
    /// Whose team it is; `None`: everybody's.
    pub group: Option<GroupId>,
    /// Who answers.
    pub assignee: Option<UserId>,
    /// Where it stands.
    pub status: StatusKind,
}

/// The last message in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Who wrote it; `None` in a conversation without messages.
    pub author: Option<AuthorKind>,
    /// Its beginning, on one line.
    pub text: String,
}

/// A conversation without its messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Which.
    pub id: ConversationId,
    /// Its name for outside programs: the id of the chat session.
    pub public_id: Uuid,
    /// Where it came in.
    pub inbox: InboxId,
    /// The customer.
    pub contact: Contact,
    /// Where it stands.
    pub status: Status,
    /// Whose team it is; `None`: everybody's.
    pub group: Option<GroupId>,
    /// Who answers.
    pub assignee: Option<UserId>,
    /// How urgent it is.
    pub priority: Priority,
    /// Its labels, ascending.
    pub labels: Vec<LabelId>,
    /// The customer's messages that no agent has seen yet.
    pub unread: i64,
    /// Set by hand: to be shown as unread until it is opened again.
    pub marked_unread: bool,
    /// All messages of customer and agents; notes and activity lines do not count.
    pub message_count: i64,
    /// The last message.
    pub preview: Preview,
    /// When it began.
    pub created_at: Timestamp,
    /// The last message of customer, agent or bot.
    pub last_activity_at: Timestamp,
    /// Since when the customer waits for an answer; `None`: they do not.
    pub waiting_since: Option<Timestamp>,
    /// When an agent first answered.
    pub first_reply_at: Option<Timestamp>,
    /// When it was last resolved, while it is.
    pub resolved_at: Option<Timestamp>,
    /// How it ended, while it is resolved.
    pub outcome: Option<Outcome>,
    /// Everything sent to the customer until then has reached their device.
    pub customer_received_at: Option<Timestamp>,
    /// Everything sent to the customer until then has been seen by them.
    pub customer_seen_at: Option<Timestamp>,
    /// The customer's last message, by the provider's clock: reply windows are counted from it.
    #[serde(default)]
    pub customer_wrote_at: Option<Timestamp>,
}

impl Summary {
    /// What decides who sees it and where it counts.
    #[must_use]
    pub const fn placement(&self) -> Placement {
        Placement { inbox: self.inbox, group: self.group, assignee: self.assignee, status: self.status.kind() }
    }

    /// How far a message has come: its own state, or further by what the customer's device told for all at once.
    #[must_use]
    pub fn delivery_of(&self, message: &Message) -> Delivery {
        let covers = |mark: Option<Timestamp>| mark.is_some_and(|mark| message.sent_at <= mark);
        let marked = match () {
            () if !matches!(message.delivery, Delivery::Sent | Delivery::Delivered) => None,
            () if covers(self.customer_seen_at) => Some(Delivery::Read),
            () if covers(self.customer_received_at) => Some(Delivery::Delivered),
            () => None,
        };
        marked.unwrap_or_else(|| message.delivery.clone())
    }

    /// To be shown in bold.
    #[must_use]
    pub const fn is_unread(&self) -> bool {
        self.unread > 0 || self.marked_unread
    }
}
