//! What a call says, in words that are the same for every channel.

mod enclosure;
mod notice;
mod said;
mod status;

pub use enclosure::{Enclosure, File, Link, LinkKind, Place, Source};
pub use notice::{Notice, Subject};
pub use said::{Choice, Letter, Manner, Referral, Said};
pub use status::{Failure, Stage, Status};

use types::Timestamp;
use types::message::Direction;

/// One thing a provider told us.
#[derive(Clone, Debug, PartialEq)]
pub struct Inbound {
    /// Which account of ours it concerns, in the provider's id: phone number id, page id, Gupshup app, mailbox.
    /// One call may carry several. `None`: the address the call came to is the only hint.
    pub route: Option<String>,
    /// Our side as the item itself names it.
    pub business: Option<Person>,
    /// The person on the other side, when the item names one. A message of nobody is told all the same: somebody has to look at it.
    pub customer: Option<Person>,
    /// Who acted: the customer, or the business (through another door than ours, or as the sender of what a status is about).
    pub direction: Direction,
    /// When, by the provider's clock. `None`: it does not say, the time of receipt counts.
    pub at: Option<Timestamp>,
    /// Messenger: another application answers this thread at present.
    pub standby: bool,
    /// Telegram: the business account through which it came.
    pub connection: Option<String>,
    /// WhatsApp: the group chat it was said in. Such things must not end up in the person's own conversation.
    pub group: Option<String>,
    /// Said before the account was connected, and told now: nobody waits for an answer to it.
    pub old: bool,
    /// What happened.
    pub what: Happening,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "nearly everything that happens is the large one")]
pub enum Happening {
    /// Somebody wrote, tapped a button, commented, or opened the chat from an advertisement.
    Said(Said),
    /// A message was rewritten. Apply it only when `version` (else the time) is newer than the last one.
    Edited {
        /// Which message.
        message: Target,
        /// Its words now.
        text: Option<String>,
        /// What goes with it now.
        enclosures: Vec<Enclosure>,
        /// The how-many-eth edit it is, when the provider counts.
        version: Option<u64>,
    },
    /// A message was taken back. This is final, and what we hold of it must go.
    Deleted {
        /// Which message.
        message: Target,
    },
    /// A reaction was set, replaced or removed. One person has one per message; the newest counts.
    Reacted {
        /// The reaction's own id, when it has one.
        id: Option<String>,
        /// The message it stands on.
        message: Target,
        /// The emoji; `None` when it was removed or cannot be written as one.
        emoji: Option<String>,
        /// It was taken away.
        removed: bool,
    },
    /// How far a message of ours has come.
    Status(Status),
    /// The customer has read.
    Read(Mark),
    /// The customer has another number or id from now on: the contact stays the same person.
    Moved {
        /// The id of the announcement.
        id: Option<String>,
        /// The provider's words.
        note: Option<String>,
        /// The new number or id, when it is told.
        new_id: Option<String>,
    },
    /// What the business calls the customer in the address book of its phone.
    Named {
        /// The name.
        name: String,
    },
    /// The customer allows or forbids unasked messages.
    Consent {
        /// They are allowed.
        given: bool,
    },
    /// The customer blocked us, or let us in again.
    Reachable(bool),
    /// Something for the administrator, not for a conversation.
    Notice(Notice),
}

/// What a receipt is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// This message (a read one stands for all before it as well).
    One(Target),
    /// Everything of ours up to and including this time.
    UpTo(Timestamp),
    /// The provider did not say which.
    Untold,
}

/// A message that exists already, by the ids a provider has for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The id to look for first: the one our send call was answered with, if the provider gives it.
    pub id: String,
    /// Other ids of the same message. Learn them: later calls may carry only one of these.
    pub also: Vec<String>,
}

impl Target {
    /// A message with one id.
    pub(crate) fn one(id: impl Into<String>) -> Self {
        Self { id: id.into(), also: Vec::new() }
    }

    /// The first id that is there leads; `None` when none is.
    pub(crate) fn first_of(ids: impl IntoIterator<Item = Option<String>>) -> Option<Self> {
        let mut ids = ids.into_iter().flatten();
        let id = ids.next()?;
        let mut also: Vec<String> = ids.filter(|other| *other != id).collect();
        also.dedup();
        Some(Self { id, also })
    }
}

/// A person at a provider.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The id to answer to: phone number, user id, address.
    pub id: String,
    /// Other ids of the same person (WhatsApp: phone number and business-scoped user id). Link them.
    pub also: Vec<String>,
    /// What they call themselves.
    pub name: Option<String>,
    /// Their name for `@`.
    pub username: Option<String>,
}

impl Person {
    /// A person of whom only an id is known.
    pub(crate) fn nameless(id: impl Into<String>) -> Self {
        Self { id: id.into(), ..Self::default() }
    }
}

impl Inbound {
    /// Something the customer did.
    pub(crate) const fn incoming(
        route: Option<String>,
        customer: Person,
        at: Option<Timestamp>,
        what: Happening,
    ) -> Self {
        Self::new(route, Some(customer), Direction::Incoming, at, what)
    }

    /// The same, when it may be told of nobody.
    pub(crate) const fn by(
        route: Option<String>,
        customer: Option<Person>,
        at: Option<Timestamp>,
        what: Happening,
    ) -> Self {
        Self::new(route, customer, Direction::Incoming, at, what)
    }

    /// Something the business did, or that concerns what it sent.
    pub(crate) const fn outgoing(
        route: Option<String>,
        customer: Option<Person>,
        at: Option<Timestamp>,
        what: Happening,
    ) -> Self {
        Self::new(route, customer, Direction::Outgoing, at, what)
    }

    const fn new(
        route: Option<String>,
        customer: Option<Person>,
        direction: Direction,
        at: Option<Timestamp>,
        what: Happening,
    ) -> Self {
        let (business, connection, group) = (None, None, None);
        Self { route, business, customer, direction, at, standby: false, connection, group, old: false, what }
    }

    /// Written by the business through another door: the phone's app, the page's own inbox.
    #[must_use]
    pub fn is_echo(&self) -> bool {
        self.direction == Direction::Outgoing && matches!(self.what, Happening::Said(_))
    }
}
