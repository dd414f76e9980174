//! The visitor's side of a website chat: the JSON its page and the server exchange. Nothing internal can be said in it.

use crate::message::{Attachment, Author, Message, MessageBody};
use crate::sql::words;
use crate::{MessageId, Seq, Timestamp, Uuid};
use serde::{Deserialize, Serialize};

words! {
    /// Who wrote a message, in a visitor's eyes.
    pub enum VisitorParty {
        /// The visitor.
        Customer = "customer",
        /// A person of the business.
        Agent = "agent",
        /// A flow, an AI or a greeting.
        Bot = "bot",
    }
}

/// A message as its visitor may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitorMessage {
    /// Which.
    pub id: MessageId,
    /// The name its sender gave it; replaces the sender's own echo.
    pub client_id: Option<Uuid>,
    /// Who wrote it.
    pub from: VisitorParty,
    /// What the writer is called.
    pub name: String,
    /// When it was written.
    pub at: Timestamp,
    /// What it says.
    pub body: MessageBody,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
}

impl VisitorMessage {
    /// The message for its visitor; `None` when it stays inside the business.
    #[must_use]
    pub fn of(message: &Message, name: String) -> Option<Self> {
        let from = match message.author {
            Author::Contact(_) => VisitorParty::Customer,
            Author::Agent(_) => VisitorParty::Agent,
            Author::Bot => VisitorParty::Bot,
            Author::Business => VisitorParty::Agent,
            Author::System => return None,
        };
        message.for_customer().then(|| Self {
            id: message.id,
            client_id: message.client_id,
            from,
            name,
            at: message.sent_at,
            body: message.body.clone(),
            attachments: message.attachments.clone(),
        })
    }
}

/// The newest part of a visitor's chat, or a page of what was before; empty for a new visitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitorThread {
    /// Oldest first.
    pub messages: Vec<VisitorMessage>,
    /// There are older messages.
    pub older: bool,
    /// Live frames are wanted from here on.
    pub cursor: Seq,
    /// Everything written until then has arrived.
    pub received_at: Option<Timestamp>,
    /// Everything written until then has been seen.
    pub seen_at: Option<Timestamp>,
    /// Somebody of the business is there.
    pub online: bool,
}

/// What a visitor sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitorDraft {
    /// Made by the sender, once per press of the button: a repeat is the same message.
    pub client_id: Uuid,
    /// The text; may be empty when files go along.
    #[serde(default)]
    pub text: String,
    /// Keys of files already uploaded.
    #[serde(default)]
    pub attachments: Vec<String>,
}

/// From the server to a visitor's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "frame", rename_all = "snake_case")]
pub enum VisitorFrame {
    /// A message is new or has changed.
    Message {
        /// Where to resume from.
        cursor: Seq,
        /// How it is now.
        message: Box<VisitorMessage>,
    },
    /// Somebody of the business is typing, or has stopped.
    Typing {
        /// Has begun or still does.
        on: bool,
        /// Who.
        name: String,
    },
    /// How far messages have come.
    Marks {
        /// Where to resume from.
        cursor: Seq,
        /// Everything written until then has arrived.
        received_at: Option<Timestamp>,
        /// Everything written until then has been seen.
        seen_at: Option<Timestamp>,
    },
    /// Everything up to the cursor has been sent.
    Beat {
        /// Where to resume from.
        cursor: Seq,
        /// The server's clock.
        at: Timestamp,
    },
    /// The page's cursor is too old: load the messages anew.
    Resync,
}

/// From a visitor's page to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "frame", rename_all = "snake_case")]
pub enum VisitorSignal {
    /// The visitor is typing, or has stopped.
    Typing {
        /// Has begun or still does.
        on: bool,
    },
    /// Everything written until then has been seen.
    Seen {
        /// The newest message seen.
        up_to: Timestamp,
    },
    /// Everything written until then is on the visitor's device.
    Received {
        /// The newest message received.
        up_to: Timestamp,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Activity, Delivery};
    use crate::{AttachmentId, ContactId, ConversationId, UserId};
    use serde_json::{Value, json};

    const CLIENT: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";

    fn message(author: Author, body: MessageBody) -> Message {
        Message {
            id: MessageId(7),
            conversation: ConversationId(3),
            author,
            body,
            attachments: Vec::new(),
            client_id: Uuid::parse_str(CLIENT).ok(),
            delivery: Delivery::Sent,
            reply_to: None,
            reactions: Vec::new(),
            edited_at: None,
            sent_at: Timestamp(1_000_001),
            received_at: Timestamp(1_000_002),
        }
    }

    /// Checks that a value is written as `json`, and read back from it.
    fn is_written<T>(value: &T, json: &Value)
    where
        T: Serialize + for<'a> Deserialize<'a> + PartialEq + std::fmt::Debug,
    {
        assert_eq!(&serde_json::to_value(value).unwrap(), json);
        assert_eq!(&serde_json::from_value::<T>(json.clone()).unwrap(), value);
    }

    #[test]
    fn a_message_is_shown_without_anything_internal() {
        let mut stored = message(Author::Agent(UserId(9)), MessageBody::text("Hello"));
        stored.attachments.push(Attachment {
            id: AttachmentId(4),
            key: "k".to_owned(),
            name: "plan.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            bytes: 12,
            state: crate::message::FileState::Ready,
        });
        let shown = VisitorMessage::of(&stored, "Ana".to_owned()).unwrap();
        is_written(
            &shown,
            &json!({
                "id": 7, "client_id": CLIENT, "from": "agent", "name": "Ana", "at": 1_000_001,
                "body": {"kind": "text", "text": "Hello"},
                "attachments": [{"id": 4, "key": "k", "name": "plan.pdf", "media_type": "application/pdf", "bytes": 12}],
            }),
        );
    }

    #[test]
    fn only_what_is_meant_for_customers_reaches_them() {
        let note = || MessageBody::Note { text: "rude".to_owned(), mentions: Vec::new() };
        let newer = || MessageBody::Unknown(json!({"kind": "hologram"}));
        for (author, body, from) in [
            (Author::Contact(ContactId(1)), MessageBody::text("a"), Some(VisitorParty::Customer)),
            (Author::Bot, MessageBody::RatingRequest { text: "b".to_owned() }, Some(VisitorParty::Bot)),
            (Author::Agent(UserId(1)), note(), None),
            (Author::Agent(UserId(1)), newer(), None),
            (Author::Agent(UserId(1)), MessageBody::Activity(Activity::Reopened), None),
            (Author::System, MessageBody::text("c"), None),
        ] {
            let stored = message(author, body);
            assert_eq!(VisitorMessage::of(&stored, String::new()).map(|shown| shown.from), from, "{stored:?}");
        }
    }

    #[test]
    fn frames_are_written_as_agreed() {
        let shown = VisitorMessage::of(&message(Author::Bot, MessageBody::text("Hi")), "Bot".to_owned()).unwrap();
        let inner = serde_json::to_value(&shown).unwrap();
        is_written(
            &VisitorFrame::Message { cursor: Seq(5), message: Box::new(shown) },
            &json!({"frame": "message", "cursor": 5, "message": inner}),
        );
        is_written(
            &VisitorFrame::Typing { on: true, name: "Ana".to_owned() },
            &json!({"frame": "typing", "on": true, "name": "Ana"}),
        );
        is_written(
            &VisitorFrame::Marks { cursor: Seq(6), received_at: Some(Timestamp(2)), seen_at: None },
            &json!({"frame": "marks", "cursor": 6, "received_at": 2, "seen_at": null}),
        );
        is_written(
            &VisitorFrame::Beat { cursor: Seq(7), at: Timestamp(3) },
            &json!({"frame": "beat", "cursor": 7, "at": 3}),
        );
        is_written(&VisitorFrame::Resync, &json!({"frame": "resync"}));
    }

    #[test]
    fn signals_and_drafts_are_read_as_agreed() {
        is_written(&VisitorSignal::Typing { on: false }, &json!({"frame": "typing", "on": false}));
        is_written(&VisitorSignal::Seen { up_to: Timestamp(4) }, &json!({"frame": "seen", "up_to": 4}));
        is_written(&VisitorSignal::Received { up_to: Timestamp(5) }, &json!({"frame": "received", "up_to": 5}));
        let client_id = Uuid::parse_str(CLIENT).unwrap();
        is_written(
            &VisitorDraft { client_id, text: "Hi".to_owned(), attachments: vec!["k".to_owned()] },
            &json!({"client_id": CLIENT, "text": "Hi", "attachments": ["k"]}),
        );
        let bare: VisitorDraft = serde_json::from_value(json!({"client_id": CLIENT})).unwrap();
        assert!(bare.text.is_empty() && bare.attachments.is_empty());
    }

    #[test]
    fn a_thread_is_written_as_agreed() {
        is_written(
            &VisitorThread {
                messages: Vec::new(),
                older: false,
                cursor: Seq(9),
                received_at: None,
                seen_at: Some(Timestamp(1)),
                online: true,
            },
            &json!({"messages": [], "older": false, "cursor": 9, "received_at": null, "seen_at": 1, "online": true}),
        );
    }
}
