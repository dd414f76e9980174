//! What we hand to a provider, in words that are the same for every channel.

mod error;
mod pieces;
mod plain;
mod question;

pub use error::SendError;
pub(crate) use pieces::together;
pub(crate) use plain::{degrees, fitting, plain_cards, plain_place};
pub(crate) use question::{Choosable, choosables, numbered, shortened};

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use types::message::{ContactCard, InteractiveBody, Location, MediaKind, Template};

/// One message to one customer.
#[derive(Clone, Debug)]
pub struct Outbound {
    /// The customer's id at the provider: where it goes.
    pub to: String,
    /// Other ids of the same person.
    pub also: Vec<String>,
    /// Our own word for this message. It is sent along where possible and resolves a send of which nobody knows how it ended.
    pub reference: String,
    /// What it says.
    pub content: Content,
    /// The provider's id of the message it answers.
    pub reply_to: Option<String>,
    /// Instagram and Facebook: answer this comment privately. Possible once, within seven days.
    pub comment: Option<String>,
    /// Since the customer's last message; `None` when there was none.
    pub customer_wrote_ago: Option<Duration>,
    /// A person wrote it, not a bot: on Meta's pages a person has seven days to answer instead of one.
    pub by_person: bool,
    /// What only e-mails have.
    pub mail: Option<MailThread>,
}

/// What a message says.
#[derive(Clone, Debug)]
pub enum Content {
    /// Words.
    Text(String),
    /// A file with a caption.
    Media {
        /// Which sort.
        kind: MediaKind,
        /// Words that go with it.
        caption: Option<String>,
        /// Recorded on the spot.
        voice: bool,
        /// The file.
        file: OutFile,
    },
    /// A place on the map.
    Location(Location),
    /// People's details.
    Contacts(Vec<ContactCard>),
    /// A question with things to press.
    Interactive(InteractiveBody),
    /// An approved template.
    Template {
        /// Which.
        template: Box<Template>,
        /// What fills its gaps, in the order of [`Template::variables`].
        values: Vec<String>,
        /// The file on top, when it has one there.
        media: Option<OutFile>,
    },
    /// An emoji on a message of theirs; `None` takes it away.
    Reaction {
        /// The provider's id of the message.
        message: String,
        /// The emoji.
        emoji: Option<String>,
    },
    /// An e-mail.
    Mail {
        /// Its words.
        text: String,
        /// What is attached.
        files: Vec<OutFile>,
    },
}

/// A file to send.
#[derive(Clone, PartialEq, Eq)]
pub struct OutFile {
    /// What it is called.
    pub name: String,
    /// Its media type, found out from its bytes.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Bytes,
    /// A public address that lives for a short while, for providers that fetch: Gupshup, Instagram.
    pub url: Option<String>,
}

/// Without contents: they are no business of a log.
impl std::fmt::Debug for OutFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (media_type, bytes) = (&self.media_type, self.bytes.len());
        f.debug_struct("OutFile").field("media_type", media_type).field("bytes", &bytes).finish_non_exhaustive()
    }
}

/// Where an e-mail stands in its thread.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailThread {
    /// Its subject.
    pub subject: String,
    /// Its own id, without brackets.
    pub message_id: String,
    /// The id of the mail it answers.
    pub in_reply_to: Option<String>,
    /// Ids of the whole thread, oldest first.
    pub references: Vec<String>,
    /// Where answers should go, when not to the mailbox itself.
    pub reply_to: Option<String>,
    /// Who gets a copy.
    pub copies: Vec<String>,
    /// Written by a program: says so, that other programs do not answer (RFC 3834).
    pub automatic: bool,
}

/// The provider took it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The id of the message at the provider; our own reference where it gives none (reactions).
    pub id: String,
    /// Further ids of it: the words that had to go as a message of their own, Gupshup's other id.
    pub also: Vec<String>,
}

impl Sent {
    /// Taken under this id.
    pub(crate) fn as_one(id: impl Into<String>) -> Self {
        Self { id: id.into(), also: Vec::new() }
    }
}

/// A sign to the customer's app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// The customer's id at the provider.
    pub to: String,
    /// The id of their last message.
    pub message: Option<String>,
    /// Which sign.
    pub what: SignKind,
}

/// Kinds of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignKind {
    /// Somebody has read the message.
    Seen,
    /// Somebody is writing an answer.
    Typing,
}
