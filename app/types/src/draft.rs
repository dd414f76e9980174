//! What an agent has begun to write. It is kept on the server, so that no closed tab loses it.

use crate::message::Audience;
use crate::{AttachmentId, MessageId, Timestamp, Uuid};
use serde::{Deserialize, Serialize};

/// An unsent text of one agent in one conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The text so far.
    pub text: String,
    /// A reply or a note.
    pub audience: Audience,
    /// When it was last saved.
    pub saved_at: Timestamp,
}

/// What an agent sends: a reply or a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// Made by the sender, once per press of the button: a repeat is the same message.
    pub client_id: Uuid,
    /// A reply or a note.
    pub audience: Audience,
    /// The text; may be empty when files go along.
    pub text: String,
    /// Files already uploaded to this conversation.
    pub attachments: Vec<AttachmentId>,
    /// The message that is answered.
    #[serde(default)]
    pub reply_to: Option<MessageId>,
    /// A template instead of a text of one's own.
    #[serde(default)]
    pub template: Option<ChosenTemplate>,
}

impl Outgoing {
    /// Words alone.
    pub fn text(client_id: Uuid, audience: Audience, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { client_id, audience, text, attachments: Vec::new(), reply_to: None, template: None }
    }
}

/// A template with its variables filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenTemplate {
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// A value for each of its variables, in order.
    pub values: Vec<String>,
}
