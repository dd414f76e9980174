//! What travels over the agent's live connection besides events of the log. Presence is not kept: who reconnects is told anew.

use crate::event::Event;
use crate::{ConversationId, Seq, Timestamp, UserId};
use serde::{Deserialize, Serialize};

/// From the server to an agent's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "frame", rename_all = "snake_case")]
pub enum Frame {
    /// The next event of the log that this agent may see.
    Event {
        /// The event.
        event: Box<Event>,
    },
    /// Everything up to `seq` that this agent may see has been sent. Also the heartbeat.
    Beat {
        /// The last entry of the log that was looked at.
        seq: Seq,
        /// The server's clock.
        at: Timestamp,
    },
    /// The page is too old or the agent's rights changed: load it anew.
    Resync,
    /// The session ended.
    SignedOut,
    /// Who looks at a conversation, and who writes in it.
    Presence {
        /// Which.
        presence: Presence,
    },
}

/// From an agent's page to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "frame", rename_all = "snake_case")]
pub enum Signal {
    /// The page shows this conversation now.
    Viewing {
        /// Which; `None`: none.
        conversation: Option<ConversationId>,
    },
    /// The agent is typing in the open conversation, or has stopped.
    Typing {
        /// Which.
        conversation: ConversationId,
        /// Has begun or still does.
        on: bool,
    },
}

/// Who is with a conversation right now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// Which.
    pub conversation: ConversationId,
    /// Agents who look at it, ascending.
    pub viewers: Vec<Viewer>,
    /// The customer is typing.
    pub customer_typing: bool,
    /// The customer's chat is open.
    pub customer_online: bool,
}

/// An agent who looks at a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// Who.
    pub agent: UserId,
    /// And is typing.
    pub typing: bool,
}

/// How often the server sends at least a beat, in seconds. A page that hears nothing for twice as long reconnects.
pub const BEAT_SECONDS: u64 = 15;
/// How long a typing sign lasts without being renewed, in seconds.
pub const TYPING_SECONDS: u64 = 6;
