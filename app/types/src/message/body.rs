//! What a message says: one model per kind. Stored as JSON with its kind; a kind this version does not know is kept whole.

mod call;
mod contact_card;
mod interactive;
mod location;
mod media;
mod order;
mod preview;

pub use call::{CallOutcome, Direction};
pub use contact_card::ContactCard;
pub use interactive::{Button, InteractiveBody, ListRow, ListSection};
pub use location::Location;
pub use media::{MediaBody, MediaKind};
pub use order::OrderItem;

use super::{Activity, Audience, Email, Shared};
use crate::UserId;
use serde::{Deserialize, Serialize};

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MessageBody {
    /// Plain text, as typed.
    Text {
        /// What was written.
        text: String,
    },
    /// A picture, sound, film, document or sticker; the files stand in the message's attachments.
    Media(MediaBody),
    /// A place on the map.
    Location(Location),
    /// People's details passed on.
    Contacts {
        /// One card each.
        cards: Vec<ContactCard>,
    },
    /// Written under a post, for everybody to read.
    Comment {
        /// What was written.
        text: String,
        /// The post, in the provider's id.
        post: Option<String>,
    },
    /// A story, a reel, a post or a link that was passed on or answered.
    Shared(Shared),
    /// Taken back by its writer. What it said is gone.
    Deleted,
    /// It turned out to be another message of this timeline, told of twice. Pages leave it out.
    Merged,
    /// A question with buttons or a list to choose from.
    Interactive(InteractiveBody),
    /// What was chosen from an interactive message.
    Choice {
        /// The id of the button or row.
        id: String,
        /// What stood on it.
        title: String,
    },
    /// A message from an approved template.
    Template {
        /// The provider's name of it.
        name: String,
        /// Its language, as the provider writes it.
        language: String,
        /// The text with its variables filled in.
        text: String,
        /// The values of its variables, in order.
        #[serde(default)]
        values: Vec<String>,
    },
    /// Goods chosen from a catalogue.
    Order {
        /// What was ordered.
        items: Vec<OrderItem>,
        /// The customer's remark.
        remark: Option<String>,
    },
    /// A word among colleagues; customers never see it.
    Note {
        /// What was written.
        text: String,
        /// Colleagues called by `@`.
        mentions: Vec<UserId>,
    },
    /// Something that happened to the conversation.
    Activity(Activity),
    /// The question how it was.
    RatingRequest {
        /// What is asked.
        text: String,
    },
    /// The answer to that question.
    Rating {
        /// 1 (bad) to 5 (good).
        score: u8,
        /// The customer's own words.
        comment: Option<String>,
    },
    /// A call, by voice or video.
    Call {
        /// Who called.
        direction: Direction,
        /// With pictures.
        video: bool,
        /// How it ended.
        outcome: CallOutcome,
        /// How long it was, in seconds.
        seconds: u32,
    },
    /// An e-mail.
    Email(Email),
    /// The channel told us of something that cannot be shown.
    Unsupported {
        /// What it was, in the provider's word.
        what: String,
    },
    /// Written by a newer version: kept whole, shown as such.
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

impl MessageBody {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }

    /// The word in the database, for filters and statistics.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Media(_) => "media",
            Self::Location(_) => "location",
            Self::Contacts { .. } => "contacts",
            Self::Comment { .. } => "comment",
            Self::Shared(_) => "shared",
            Self::Deleted => "deleted",
            Self::Merged => "merged",
            Self::Interactive(_) => "interactive",
            Self::Choice { .. } => "choice",
            Self::Template { .. } => "template",
            Self::Order { .. } => "order",
            Self::Note { .. } => "note",
            Self::Activity(_) => "activity",
            Self::RatingRequest { .. } => "rating_request",
            Self::Rating { .. } => "rating",
            Self::Call { .. } => "call",
            Self::Email(_) => "email",
            Self::Unsupported { .. } => "unsupported",
            Self::Unknown(_) => "unknown",
        }
    }

    /// Stays inside the business. What is unknown stays inside too: it might be a newer kind of note.
    #[must_use]
    pub const fn is_internal(&self) -> bool {
        matches!(self, Self::Note { .. } | Self::Activity(_) | Self::Unknown(_))
    }

    /// Who reads it when an agent writes it.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        if self.is_internal() { Audience::Team } else { Audience::Customer }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_body_of_a_newer_version_is_kept_whole() {
        let written = json!({"kind": "hologram", "url": "x", "depth": [1, 2]});
        let body: MessageBody = serde_json::from_value(written.clone()).unwrap();
        assert_eq!(body, MessageBody::Unknown(written.clone()));
        assert_eq!(serde_json::to_value(&body).unwrap(), written);
        assert!(body.is_internal());
    }

    #[test]
    fn every_body_survives_json() {
        for body in [
            MessageBody::text("Hi\u{0}\u{202e}"),
            MessageBody::Media(MediaBody { media: MediaKind::Audio, caption: None, voice: true }),
            MessageBody::Location(Location {
                latitude: -33_856_784,
                longitude: 151_215_297,
                name: None,
                address: None,
            }),
            MessageBody::Activity(Activity::Assigned { to: Some(UserId(3)) }),
            MessageBody::Activity(Activity::Reopened),
            MessageBody::Rating { score: 4, comment: Some("nice".to_owned()) },
            MessageBody::Unsupported { what: "poll".to_owned() },
        ] {
            let json = serde_json::to_value(&body).unwrap();
            assert_eq!(json["kind"], body.kind());
            assert_eq!(serde_json::from_value::<MessageBody>(json).unwrap(), body);
        }
    }
}
