//! What a message says: one model per kind. Stored as JSON with its kind; a kind this version does not know is kept whole.

use super::{Activity, Audience, Shared};
use crate::UserId;
use crate::sql::words;
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

words! {
    /// Kinds of media.
    pub enum MediaKind {
        /// A picture.
        Image = "image",
        /// A recording.
        Audio = "audio",
        /// A film.
        Video = "video",
        /// Any other file.
        Document = "document",
        /// A sticker.
        Sticker = "sticker",
    }
}

words! {
    /// Which way something went.
    pub enum Direction {
        /// From the customer.
        Incoming = "incoming",
        /// To the customer.
        Outgoing = "outgoing",
    }
}

words! {
    /// How a call ended.
    pub enum CallOutcome {
        /// They spoke.
        Answered = "answered",
        /// Nobody picked up.
        Missed = "missed",
        /// It was turned down.
        Declined = "declined",
    }
}

/// A picture, sound, film, document or sticker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaBody {
    /// Which of them.
    pub media: MediaKind,
    /// Words that go with it.
    pub caption: Option<String>,
    /// Recorded on the spot, to be shown as a voice note.
    #[serde(default)]
    pub voice: bool,
}

/// A place on the map, in micro-degrees, so that it can be compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// Degrees north × 1,000,000.
    pub latitude: i32,
    /// Degrees east × 1,000,000.
    pub longitude: i32,
    /// What is there.
    pub name: Option<String>,
    /// Street and town.
    pub address: Option<String>,
}

/// Somebody's details.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactCard {
    /// Full name.
    pub name: String,
    /// Telephone numbers.
    #[serde(default)]
    pub phones: Vec<String>,
    /// E-mail addresses.
    #[serde(default)]
    pub emails: Vec<String>,
}

/// A question with things to press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InteractiveBody {
    /// The question.
    pub text: String,
    /// Small print below.
    pub footer: Option<String>,
    /// Buttons, when it has buttons.
    #[serde(default)]
    pub buttons: Vec<Button>,
    /// A list behind one button, when it has a list.
    #[serde(default)]
    pub sections: Vec<ListSection>,
}

/// Something to press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// Comes back in the choice.
    pub id: String,
    /// What stands on it.
    pub title: String,
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListSection {
    /// Its heading.
    pub title: String,
    /// What can be chosen.
    pub rows: Vec<ListRow>,
}

/// A choice in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListRow {
    /// Comes back in the choice.
    pub id: String,
    /// What it says.
    pub title: String,
    /// More about it.
    pub description: Option<String>,
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderItem {
    /// The catalogue's number or name.
    pub product: String,
    /// How many.
    pub quantity: u32,
    /// Price of one, in hundredths of the currency.
    pub price_cents: i64,
    /// ISO 4217 code.
    pub currency: String,
}

/// An e-mail, without its attachments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email {
    /// Its subject.
    pub subject: String,
    /// Its text part, or its HTML part as text.
    pub text: String,
    /// Who else got it.
    #[serde(default)]
    pub copies: Vec<String>,
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

    /// All words in it, for search and previews; empty when there are none.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Text { text }
            | Self::Comment { text, .. }
            | Self::Note { text, .. }
            | Self::RatingRequest { text }
            | Self::Template { text, .. } => text.clone(),
            Self::Media(media) => media.caption.clone().unwrap_or_default(),
            Self::Shared(shared) => shared.words(),
            Self::Location(place) => {
                [place.name.as_deref(), place.address.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ")
            }
            Self::Contacts { cards } => cards
                .iter()
                .map(|card| format!("{} {} {}", card.name, card.phones.join(" "), card.emails.join(" ")))
                .collect::<Vec<_>>()
                .join(", "),
            Self::Interactive(question) => {
                let buttons = question.buttons.iter().map(|button| button.title.as_str());
                let rows = question.sections.iter().flat_map(|s| s.rows.iter().map(|row| row.title.as_str()));
                std::iter::once(question.text.as_str()).chain(buttons).chain(rows).collect::<Vec<_>>().join(" ")
            }
            Self::Choice { title, .. } => title.clone(),
            Self::Order { items, remark } => {
                items.iter().map(|item| item.product.as_str()).chain(remark.as_deref()).collect::<Vec<_>>().join(" ")
            }
            Self::Rating { comment, .. } => comment.clone().unwrap_or_default(),
            Self::Email(email) => format!("{} {}", email.subject, email.text),
            Self::Activity(_)
            | Self::Call { .. }
            | Self::Deleted
            | Self::Merged
            | Self::Unsupported { .. }
            | Self::Unknown(_) => String::new(),
        }
    }

    /// One line for lists: its words, or what it is; at most 140 characters.
    #[must_use]
    pub fn preview(&self) -> String {
        let stand_in = match self {
            Self::Media(media) => match media.media {
                MediaKind::Image => "Photo",
                MediaKind::Audio if media.voice => "Voice message",
                MediaKind::Audio => "Audio",
                MediaKind::Video => "Video",
                MediaKind::Document => "File",
                MediaKind::Sticker => "Sticker",
            },
            Self::Location(_) => "Location",
            Self::Shared(shared) => shared.stand_in(),
            Self::Contacts { .. } => "Contact",
            Self::Order { .. } => "Order",
            Self::Rating { score, .. } => return format!("Rated {score} of 5"),
            Self::Call { .. } => "Call",
            Self::Deleted => "Message deleted",
            Self::Activity(_) | Self::Merged => "",
            Self::Unsupported { .. } => "Unsupported message",
            _ => "Message",
        };
        let words = self.words();
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() { stand_in.to_owned() } else { line.chars().take(140).collect() }
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

    #[test]
    fn a_preview_is_one_short_line() {
        assert_eq!(MessageBody::text("a\n\n b").preview(), "a b");
        assert_eq!(MessageBody::text("ä".repeat(500)).preview().chars().count(), 140);
        let voice = MessageBody::Media(MediaBody { media: MediaKind::Audio, caption: None, voice: true });
        assert_eq!(voice.preview(), "Voice message");
    }
}
