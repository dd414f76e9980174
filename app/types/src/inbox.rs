//! Inboxes: one configured channel each, and what its channel can do.

mod channel;
mod finding;
mod mail_login;
mod mail_sign_in;
mod notice;
mod pieces;
mod setup;

pub use channel::{ChannelDraft, ChannelHealth, ChannelPage, DeadLetter};
pub use finding::Finding;
pub use mail_login::{MailLogin, MailProvider};
pub use mail_sign_in::{MailSignIn, REDIRECT_PATH, SignInOutcome};
pub use notice::{Notice, Severity};
pub use setup::SetupField;

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

words! {
    /// What a channel counts when it limits texts.
    pub enum TextUnit {
        /// Characters: Unicode code points.
        Characters = "characters",
        /// UTF-16 units: an emoji is two.
        Utf16 = "utf16",
        /// Bytes of UTF-8.
        Bytes = "bytes",
    }
}

impl TextUnit {
    /// How long a text is in this unit.
    #[must_use]
    pub fn count(self, text: &str) -> usize {
        match self {
            Self::Characters => text.chars().count(),
            Self::Utf16 => text.encode_utf16().count(),
            Self::Bytes => text.len(),
        }
    }
}

/// What a channel can carry. Pages ask this and never "is it WhatsApp?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capabilities {
    /// Longest text of one message; longer ones are sent in parts.
    pub text_limit: usize,
    /// The unit it is counted in.
    pub text_unit: TextUnit,
    /// Longest text that goes with a file in one message; longer ones follow by themselves. 0: never in one message.
    pub caption_limit: usize,
    /// Files can be sent.
    pub attachments: bool,
    /// Several files fit in one message.
    pub many_files: bool,
    /// The customer can be shown that an agent is typing.
    pub typing: bool,
    /// The channel tells when the customer has read.
    pub read_receipts: bool,
    /// A message can answer another one.
    pub quotes: bool,
    /// Emoji can be put on the customer's messages.
    pub reactions: bool,
    /// Approved templates can be sent, also when the reply window has closed.
    pub templates: bool,
    /// Hours after the customer's last message in which a free answer is possible; `None`: always.
    pub reply_window_hours: Option<u32>,
    /// Hours after the customer's last message in which a person may still answer by hand, when that is longer.
    pub person_window_hours: Option<u32>,
    /// What is sent goes through the outbox to a provider.
    pub provider: bool,
    /// Each new subject is a conversation of its own.
    pub subjects: bool,
}

impl ChannelKind {
    /// What the channel can carry (figures: the providers' documentation).
    #[must_use]
    pub const fn capabilities(self) -> Capabilities {
        let plain = Capabilities {
            text_limit: crate::limits::MESSAGE_CHARACTERS,
            text_unit: TextUnit::Characters,
            caption_limit: crate::limits::MESSAGE_CHARACTERS,
            attachments: true,
            many_files: true,
            typing: true,
            read_receipts: true,
            quotes: false,
            reactions: false,
            templates: false,
            reply_window_hours: None,
            person_window_hours: None,
            provider: true,
            subjects: false,
        };
        match self {
            Self::Website => Capabilities { provider: false, ..plain },
            Self::Email => Capabilities { typing: false, read_receipts: false, subjects: true, ..plain },
            Self::Telegram => Capabilities {
                text_limit: 4096,
                text_unit: TextUnit::Utf16,
                caption_limit: 1024,
                many_files: false,
                read_receipts: false,
                quotes: true,
                reactions: true,
                ..plain
            },
            Self::Whatsapp | Self::Gupshup => Capabilities {
                text_limit: 4096,
                caption_limit: 1024,
                many_files: false,
                typing: matches!(self, Self::Whatsapp),
                quotes: true,
                reactions: true,
                templates: true,
                reply_window_hours: Some(24),
                ..plain
            },
            Self::Messenger => Capabilities {
                text_limit: 2000,
                caption_limit: 0,
                many_files: false,
                quotes: true,
                reactions: true,
                reply_window_hours: Some(24),
                person_window_hours: Some(7 * 24),
                ..plain
            },
            Self::Instagram => Capabilities {
                text_limit: 1000,
                text_unit: TextUnit::Bytes,
                caption_limit: 0,
                many_files: false,
                reactions: true,
                reply_window_hours: Some(24),
                person_window_hours: Some(7 * 24),
                ..plain
            },
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

/// Whether an inbox works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InboxState {
    /// Takes in and sends.
    #[default]
    Active,
    /// Takes in; what is written waits in the outbox.
    Paused,
    /// Is no more; its conversations can still be read.
    Removed,
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
    /// Whether it works.
    #[serde(default)]
    pub state: InboxState,
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
