//! The event log: what changed, in the order of commits. Live pages, tests and outside programs all read it.

use crate::agent::Agent;
use crate::canned_reply::CannedReply;
use crate::conversation::{Placement, Summary};
use crate::group::Group;
use crate::inbox::Inbox;
use crate::label::Label;
use crate::message::Message;
use crate::view::Scope;
use crate::{CannedReplyId, ConversationId, GroupId, InboxId, Seq, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One entry of an account's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its number: one more than the entry before.
    pub seq: Seq,
    /// When it was committed, by Frontdesk's clock.
    pub at: Timestamp,
    /// What changed.
    pub change: Change,
}

/// What changed. Each carries the new state whole, so that applying it needs no memory of other events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// A conversation began, moved, or got messages.
    Conversation {
        /// Where it stood before; `None` when it is new, or was out of the reader's sight.
        was: Option<Placement>,
        /// How it is now.
        now: Box<Summary>,
        /// Messages added by this change, in order.
        messages: Vec<Message>,
    },
    /// A conversation left the reader's sight.
    Gone {
        /// Which.
        conversation: ConversationId,
        /// Where it stood before.
        was: Placement,
    },
    /// A message that was there before changed, as when it was delivered.
    Message {
        /// Where its conversation stands.
        place: Placement,
        /// How it is now.
        message: Box<Message>,
    },
    /// A colleague is new or changed.
    Agent {
        /// How they are now.
        agent: Agent,
    },
    /// A group is new or changed.
    Group {
        /// How it is now.
        group: Group,
        /// Members by this change: their pages have to be loaded anew, because they may see more.
        joined: Vec<UserId>,
        /// Members no more by this change: they may see less.
        left: Vec<UserId>,
    },
    /// A group is no more. Its conversations have moved by changes of their own.
    GroupDeleted {
        /// Which.
        id: GroupId,
        /// Who belonged to it.
        members: Vec<UserId>,
    },
    /// An inbox is new or changed.
    Inbox {
        /// How it is now.
        inbox: Inbox,
    },
    /// A label is new or changed.
    Label {
        /// How it is now.
        label: Label,
    },
    /// A canned reply is new or changed.
    CannedReply {
        /// How it is now.
        reply: CannedReply,
    },
    /// A canned reply is no more.
    CannedReplyDeleted {
        /// Which.
        id: CannedReplyId,
    },
    /// An inbox needs its administrators at once, or does no longer.
    Alarm {
        /// Which.
        inbox: InboxId,
        /// What happened and what to do; `None`: somebody has dealt with it.
        sentence: Option<String>,
    },
    /// Written by a newer version.
    #[serde(other)]
    Unknown,
}

impl Event {
    /// The event as somebody with this scope may see it; `None` when it is none of theirs.
    #[must_use]
    pub fn for_scope(&self, scope: &Scope) -> Option<Cow<'_, Self>> {
        let with = |change| Some(Cow::Owned(Self { seq: self.seq, at: self.at, change }));
        match &self.change {
            Change::Conversation { was, now, messages } => {
                let saw = was.filter(|was| scope.sees(was));
                match (saw, scope.sees(&now.placement())) {
                    (None, false) => None,
                    (Some(was), false) => with(Change::Gone { conversation: now.id, was }),
                    (saw, true) if saw == *was => Some(Cow::Borrowed(self)),
                    (saw, true) => {
                        with(Change::Conversation { was: saw, now: now.clone(), messages: messages.clone() })
                    }
                }
            }
            Change::Gone { was, .. } => scope.sees(was).then_some(Cow::Borrowed(self)),
            Change::Message { place, .. } => scope.sees(place).then_some(Cow::Borrowed(self)),
            Change::Agent { .. }
            | Change::Group { .. }
            | Change::GroupDeleted { .. }
            | Change::Inbox { .. }
            | Change::Label { .. }
            | Change::CannedReply { .. }
            | Change::CannedReplyDeleted { .. } => Some(Cow::Borrowed(self)),
            Change::Alarm { .. } => scope.everything.then_some(Cow::Borrowed(self)),
            Change::Unknown => None,
        }
    }
}
