//! Inboxes: one configured channel each, and what its channel can do.

use crate::InboxId;
use crate::sql::words;
use serde::{Deserialize, Serialize};

words! {
    /// Ways to talk with customers.
    pub enum ChannelKind {
        /// The chat on a website, and programs through the chat-session API.
        Website = "website",
        /// WhatsApp through Meta's Cloud API.
        Whatsapp = "whatsapp",
        /// Facebook Messenger.
        Messenger = "messenger",
        /// Instagram messages and comments.
        Instagram = "instagram",
        /// WhatsApp through Gupshup.
        Gupshup = "gupshup",
        /// A Telegram bot.
        Telegram = "telegram",
        /// E-mail.
        Email = "email",
    }
}

/// What a channel can carry. Pages ask this and never "is it WhatsApp?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capabilities {
    /// Longest text, in the unit the channel counts.
    pub text_limit: usize,
    /// Files can be sent.
    pub attachments: bool,
    /// The customer can be shown that an agent is typing.
    pub typing: bool,
    /// The channel tells when the customer has read.
    pub read_receipts: bool,
    /// Hours after the customer's last message in which a free answer is possible; `None`: always.
    pub reply_window_hours: Option<u32>,
}

impl ChannelKind {
    /// What the channel can carry (figures: the providers' documentation).
    #[must_use]
    pub const fn capabilities(self) -> Capabilities {
        let (text_limit, reply_window_hours) = match self {
            Self::Website | Self::Email => (crate::limits::MESSAGE_CHARACTERS, None),
            Self::Telegram => (4096, None),
            Self::Whatsapp | Self::Gupshup => (4096, Some(24)),
            Self::Messenger => (2000, Some(24)),
            Self::Instagram => (1000, Some(24)),
        };
        Capabilities {
            text_limit,
            attachments: true,
            typing: !matches!(self, Self::Email | Self::Gupshup),
            read_receipts: !matches!(self, Self::Email | Self::Telegram),
            reply_window_hours,
        }
    }

    /// The name people know it by.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Website => "Website",
            Self::Whatsapp => "WhatsApp",
            Self::Messenger => "Messenger",
            Self::Instagram => "Instagram",
            Self::Gupshup => "WhatsApp (Gupshup)",
            Self::Telegram => "Telegram",
            Self::Email => "E-mail",
        }
    }
}

/// An inbox, as lists and menus show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbox {
    /// Which.
    pub id: InboxId,
    /// What people call it.
    pub name: String,
    /// How it talks with customers.
    pub channel: ChannelKind,
}

/// How a website inbox looks and greets. Kept as JSON, so every field has a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WebsiteSettings {
    /// Shown on top of the chat.
    pub title: String,
    /// The first line of a new chat, and the first message of an API session.
    pub greeting: String,
    /// Accent colour, `#rrggbb`.
    pub color: String,
    /// Sites that may embed the chat (`https://shop.example`); empty: all.
    pub origins: Vec<String>,
}

impl Default for WebsiteSettings {
    fn default() -> Self {
        Self {
            title: "Chat with us".to_owned(),
            greeting: "Hello, how may I help you?".to_owned(),
            color: "#4f46e5".to_owned(),
            origins: Vec::new(),
        }
    }
}
