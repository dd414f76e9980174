//! A bubble in a chat.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Who wrote it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum By {
    #[default]
    Customer,
    Business,
}

/// How far a message of the business came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Stage {
    /// The send call was answered.
    Accepted,
    Sent,
    Delivered,
    Read,
    Failed,
}

impl Stage {
    /// The word WhatsApp has for it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Failed => "failed",
        }
    }
}

/// How the statuses of a message misbehave, because it was ordered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Quirks {
    /// Each comes twice.
    pub(crate) duplicate: bool,
    /// The last comes first.
    pub(crate) reversed: bool,
    /// They come before the send call is answered.
    pub(crate) early: bool,
    /// None comes.
    pub(crate) none: bool,
    /// Instead of arriving, the message fails with this code.
    pub(crate) failed: Option<i64>,
}

/// A place on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Place {
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
    pub(crate) name: Option<String>,
    pub(crate) address: Option<String>,
}

/// What kind of thing can be tapped; each comes back in another shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChoiceKind {
    /// A button of an interactive message.
    Button,
    /// A row of a list.
    Row,
    /// A quick reply of a template.
    Template,
    /// A quick reply of Messenger or Instagram.
    QuickReply,
    /// A button of a Messenger or Instagram template.
    Postback,
    /// An inline button of Telegram.
    Callback,
    /// Opens an address; nobody is told.
    Link,
}

/// Something to tap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Choice {
    pub(crate) kind: ChoiceKind,
    /// What comes back: id, payload, postback text, callback data; the address of a link.
    pub(crate) id: String,
    pub(crate) title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
}

/// The advertisement or link through which a customer came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Referral {
    /// An advertisement, and no link.
    pub(crate) paid: bool,
    /// The advertisement's headline, or the word in the link.
    pub(crate) title: String,
}

/// A message, as the provider and the phone know it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Message {
    /// The provider's id.
    pub(crate) id: String,
    /// Gupshup: WhatsApp's id of the same message.
    pub(crate) also: Option<String>,
    pub(crate) by: By,
    /// Milliseconds since 1970.
    pub(crate) at: i64,
    /// `text`, `image`, `voice`, …; for the business also `interactive` and `template`.
    pub(crate) kind: String,
    pub(crate) header: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) footer: Option<String>,
    /// Id of a file.
    pub(crate) media: Option<String>,
    /// Ids of further files: of a mail, or of several pictures in one message.
    pub(crate) more_media: Vec<String>,
    /// Telegram: the word that pictures sent together have in common.
    pub(crate) album: Option<String>,
    pub(crate) place: Option<Place>,
    /// Cards, as WhatsApp writes them.
    pub(crate) contacts: Vec<Value>,
    /// What can be tapped.
    pub(crate) choices: Vec<Choice>,
    /// What stands on the button that opens the list.
    pub(crate) list_button: Option<String>,
    /// Gupshup: the name the sender gave a message with buttons.
    pub(crate) question: Option<String>,
    /// The choice that was tapped (in the customer's answer).
    pub(crate) chosen: Option<Choice>,
    /// Lines of an order.
    pub(crate) items: Vec<Value>,
    /// The message that is answered.
    pub(crate) reply_to: Option<String>,
    /// What the customer put on it.
    pub(crate) customer_reaction: Option<String>,
    /// What the business put on it.
    pub(crate) business_reaction: Option<String>,
    /// How often it was changed.
    pub(crate) edits: u32,
    pub(crate) deleted: bool,
    /// The customer's message has been accepted at the callback.
    pub(crate) arrived: bool,
    /// The business has seen the customer's message.
    pub(crate) seen: bool,
    /// The business's own word for its message.
    pub(crate) reference: Option<String>,
    /// How far the business's message came.
    pub(crate) stage: Option<Stage>,
    /// Why it failed.
    pub(crate) failure: Option<i64>,
    pub(crate) quirks: Quirks,
    /// How the customer came, when they came with this.
    pub(crate) referral: Option<Referral>,
    /// E-mail: the subject.
    pub(crate) subject: Option<String>,
    /// E-mail: how it is designed, in HTML.
    pub(crate) html: Option<String>,
    /// E-mail: ids of the mails before it in its thread, oldest first.
    pub(crate) references: Vec<String>,
    /// E-mail: where answers are to go, when not to the sender.
    pub(crate) answer_to: Option<String>,
    /// Messenger and Instagram: it answers a comment, privately.
    pub(crate) comment: Option<String>,
    /// The body of the request that sent it.
    pub(crate) request: Option<Value>,
}

impl Message {
    /// Whether this is one of its ids.
    pub(crate) fn is(&self, id: &str) -> bool {
        self.id == id || self.also.as_deref() == Some(id)
    }

    /// All its files.
    pub(crate) fn files(&self) -> impl Iterator<Item = &String> {
        self.media.iter().chain(&self.more_media)
    }

    /// A message of the business.
    pub(crate) fn business(kind: &str) -> Self {
        Self { by: By::Business, kind: kind.to_owned(), stage: Some(Stage::Accepted), ..Self::default() }
    }
}
