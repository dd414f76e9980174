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
    /// WhatsApp through Gupshup.
    Gupshup,
    /// Telegram Bot API.
    Telegram,
    /// A mailbox: mail is handed in by SMTP, and posted to the business as an inbound service does.
    Email,
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
    /// Several pictures at once.
    Album,
    /// An answer to a story of the business.
    StoryReply,
    /// A story of their own that mentions the business.
    StoryMention,
    /// Coming through an advertisement, with words or without.
    Advertisement,
    /// Coming through a link of the business, with words or without.
    Link,
    /// A mail that somebody has designed, with a picture in it and others that lie elsewhere.
    DesignedMail,
    /// Sending a mail of the business back as undeliverable.
    Bounce,
    Unsupported,
}

impl Deed {
    /// Every deed, in the order in which the phone offers them.
    pub(crate) const ALL: [Self; 23] = [
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
        Self::Album,
        Self::StoryReply,
        Self::StoryMention,
        Self::Advertisement,
        Self::Link,
        Self::DesignedMail,
        Self::Bounce,
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
            Self::Album => "album",
            Self::StoryReply => "story_reply",
            Self::StoryMention => "story_mention",
            Self::Advertisement => "advertisement",
            Self::Link => "link",
            Self::DesignedMail => "designed_mail",
            Self::Bounce => "bounce",
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
            Self::Email => "E-mail",
        }
    }

    /// Whether its customers can do this, and the business is told.
    pub(crate) const fn can(self, deed: Deed) -> bool {
        let everywhere = matches!(deed, Deed::Text | Deed::Image | Deed::Video | Deed::Document);
        let in_chats = matches!(
            deed,
            Deed::Voice | Deed::Sticker | Deed::Choice | Deed::Reaction | Deed::Unreact | Deed::Unsupported
        );
        let special = match self {
            Self::Whatsapp => matches!(
                deed,
                Deed::Location
                    | Deed::Contact
                    | Deed::Edit
                    | Deed::Delete
                    | Deed::Order
                    | Deed::Album
                    | Deed::Advertisement
            ),
            Self::Messenger => matches!(
                deed,
                Deed::Location
                    | Deed::Edit
                    | Deed::Delete
                    | Deed::Comment
                    | Deed::Album
                    | Deed::Advertisement
                    | Deed::Link
            ),
            Self::Instagram => matches!(
                deed,
                Deed::Edit
                    | Deed::Delete
                    | Deed::Comment
                    | Deed::Album
                    | Deed::StoryReply
                    | Deed::StoryMention
                    | Deed::Advertisement
                    | Deed::Link
            ),
            Self::Gupshup => matches!(deed, Deed::Location | Deed::Contact | Deed::Order | Deed::Advertisement),
            // Deletions in a bot's chat are not reported (Bot API).
            Self::Telegram => matches!(deed, Deed::Location | Deed::Contact | Deed::Edit | Deed::Album | Deed::Link),
            Self::Email => return everywhere || matches!(deed, Deed::DesignedMail | Deed::Bounce),
        };
        everywhere || in_chats || special
    }

    /// Whether the provider tells that a message was received and read.
    pub(crate) const fn has_receipts(self) -> bool {
        !matches!(self, Self::Telegram | Self::Email)
    }
}
