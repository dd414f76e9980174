//! The providers that are played, and what their customers can do.

use serde::{Deserialize, Serialize};

/// A provider's way to talk with customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// WhatsApp Business Cloud API.
    Whatsapp,
    /// Messenger of a Facebook page.
    Messenger,
    /// Instagram messaging.
    Instagram,
    /// WhatsApp through Gupshup, format version 2.
    Gupshup,
    /// Telegram Bot API.
    Telegram,
}

/// What a customer can do with their phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Deed {
    Text,
    Image,
    Voice,
    Video,
    Document,
    Sticker,
    Location,
    Contact,
    Choice,
    Reaction,
    Unreact,
    Edit,
    Delete,
    Comment,
    Order,
    Unsupported,
}

impl Deed {
    /// Every deed, in the order in which the phone offers them.
    pub(crate) const ALL: [Self; 16] = [
        Self::Text,
        Self::Image,
        Self::Voice,
        Self::Video,
        Self::Document,
        Self::Sticker,
        Self::Location,
        Self::Contact,
        Self::Choice,
        Self::Reaction,
        Self::Unreact,
        Self::Edit,
        Self::Delete,
        Self::Comment,
        Self::Order,
        Self::Unsupported,
    ];

    /// The word for it in messages and in the control API.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Image => "image",
            Self::Voice => "voice",
            Self::Video => "video",
            Self::Document => "document",
            Self::Sticker => "sticker",
            Self::Location => "location",
            Self::Contact => "contact",
            Self::Choice => "choice",
            Self::Reaction => "reaction",
            Self::Unreact => "unreact",
            Self::Edit => "edit",
            Self::Delete => "delete",
            Self::Comment => "comment",
            Self::Order => "order",
            Self::Unsupported => "unsupported",
        }
    }
}

impl Channel {
    /// Its name for people.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Whatsapp => "WhatsApp",
            Self::Messenger => "Messenger",
            Self::Instagram => "Instagram",
            Self::Gupshup => "Gupshup",
            Self::Telegram => "Telegram",
        }
    }

    /// Whether its customers can do this, and the business is told.
    pub(crate) const fn can(self, deed: Deed) -> bool {
        match self {
            Self::Whatsapp => !matches!(deed, Deed::Comment),
            Self::Messenger => !matches!(deed, Deed::Contact | Deed::Order),
            Self::Instagram => !matches!(deed, Deed::Contact | Deed::Order | Deed::Location),
            Self::Gupshup => !matches!(deed, Deed::Comment | Deed::Edit | Deed::Delete),
            // Deletions in a bot's chat are not reported (Bot API).
            Self::Telegram => !matches!(deed, Deed::Comment | Deed::Order | Deed::Delete),
        }
    }

    /// Whether the provider tells that a message was received and read.
    pub(crate) const fn has_receipts(self) -> bool {
        !matches!(self, Self::Telegram)
    }
}
