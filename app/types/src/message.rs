//! Messages: one timeline of many kinds.

mod activity;
mod attachment;
mod body;
mod comment;
mod delivery;
mod email;
mod quote;
mod reaction;
mod shared;
mod step;
mod template;

pub use activity::Activity;
pub use attachment::{Attachment, FileState, file_size};
pub use body::{
    Button, CallOutcome, ContactCard, Direction, InteractiveBody, ListRow, ListSection, Location, MediaBody, MediaKind,
    MessageBody, OrderItem,
};
pub use comment::open_comment;
pub use delivery::Delivery;
pub use email::{Email, EmailPage, EmailPicture};
pub use quote::Quote;
pub use reaction::Reaction;
pub use shared::{Shared, SharedKind};
pub use step::{MessageStep, StepKind};
pub use template::{Piece, Template, TemplateButton, TemplateHeader, TemplatePart, TemplateStatus, Variable};

use crate::sql::words;
use crate::{ContactId, ConversationId, MessageId, Timestamp, UserId, Uuid};
use serde::{Deserialize, Serialize};

words! {
    /// What sort of party wrote a message.
    pub enum AuthorKind {
        /// The customer.
        Contact = "contact",
        /// A person of the business.
        Agent = "agent",
        /// A flow or an AI, or a greeting sent by itself.
        Bot = "bot",
        /// The business through another door: its phone's app, the page's own inbox.
        Business = "business",
        /// Frontdesk itself, in activity lines.
        System = "system",
    }
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Author {
    /// The customer.
    Contact(ContactId),
    /// A person of the business.
    Agent(UserId),
    /// A flow or an AI, or a greeting sent by itself.
    Bot,
    /// The business through another door: its phone's app, the page's own inbox.
    Business,
    /// Frontdesk itself.
    System,
}

impl AuthorKind {
    /// On the customer's side of the conversation.
    #[must_use]
    pub const fn is_customer(self) -> bool {
        matches!(self, Self::Contact)
    }
}

impl Author {
    /// What sort of party it is.
    #[must_use]
    pub const fn kind(self) -> AuthorKind {
        match self {
            Self::Contact(_) => AuthorKind::Contact,
            Self::Agent(_) => AuthorKind::Agent,
            Self::Bot => AuthorKind::Bot,
            Self::Business => AuthorKind::Business,
            Self::System => AuthorKind::System,
        }
    }
}

words! {
    /// Who gets to read what an agent writes.
    pub enum Audience {
        /// The customer.
        Customer = "customer",
        /// Only colleagues: a note.
        Team = "team",
    }
}

/// One entry of a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Which.
    pub id: MessageId,
    /// Where.
    pub conversation: ConversationId,
    /// Who wrote it.
    pub author: Author,
    /// What it says.
    pub body: MessageBody,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
    /// The name its sender gave it; replaces the sender's own echo.
    pub client_id: Option<Uuid>,
    /// How far it has come.
    pub delivery: Delivery,
    /// What it answers.
    #[serde(default)]
    pub reply_to: Option<Quote>,
    /// What people have put on it; at most one of each person.
    #[serde(default)]
    pub reactions: Vec<Reaction>,
    /// When it was last rewritten.
    #[serde(default)]
    pub edited_at: Option<Timestamp>,
    /// When it was written: the provider's time, never later than its arrival. Timelines are sorted by this, then by id.
    pub sent_at: Timestamp,
    /// When Frontdesk stored it.
    pub received_at: Timestamp,
}

impl Message {
    /// The place in the timeline.
    #[must_use]
    pub const fn place(&self) -> (Timestamp, MessageId) {
        (self.sent_at, self.id)
    }

    /// Whether it stands in the timeline.
    #[must_use]
    pub const fn is_shown(&self) -> bool {
        !matches!(self.body, MessageBody::Merged)
    }

    /// Whether the customer may see it.
    #[must_use]
    pub const fn for_customer(&self) -> bool {
        !self.body.is_internal()
    }
}
