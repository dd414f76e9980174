//! What happened to a conversation, as lines in its timeline.

use crate::conversation::{Outcome, Priority};
use crate::{GroupId, LabelId, Timestamp, UserId};
use serde::{Deserialize, Serialize};

/// Something an agent or Frontdesk did. The message's author tells who.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "did", rename_all = "snake_case")]
pub enum Activity {
    /// Given to somebody, or to nobody.
    Assigned {
        /// The new assignee.
        to: Option<UserId>,
    },
    /// Given to a team, or to everybody.
    Grouped {
        /// The new group.
        to: Option<GroupId>,
    },
    /// Declared done.
    Resolved {
        /// How it ended.
        outcome: Outcome,
    },
    /// Taken up again after it was done, by an agent or because the customer wrote.
    Reopened,
    /// Marked as waiting for somebody else.
    Pended,
    /// Put out of sight.
    Snoozed {
        /// Until when.
        until: Timestamp,
    },
    /// Came back from pending or snoozed: its time came, the customer wrote, or an agent took it up.
    Woken,
    /// Made more or less urgent.
    Prioritized {
        /// The new priority.
        to: Priority,
    },
    /// Labels were changed.
    Labelled {
        /// Put on.
        added: Vec<LabelId>,
        /// Taken off.
        removed: Vec<LabelId>,
    },
    /// The customer came through an advertisement or link.
    Referred {
        /// Its headline.
        title: Option<String>,
        /// Its address.
        address: Option<String>,
    },
    /// The customer has another number or id from now on.
    Moved {
        /// Which, when the provider told.
        to: Option<String>,
    },
    /// The customer allows or forbids unasked messages.
    Consented {
        /// They are allowed.
        given: bool,
    },
    /// The customer blocked us, or let us in again.
    Reachable {
        /// They can be written to.
        on: bool,
    },
}
