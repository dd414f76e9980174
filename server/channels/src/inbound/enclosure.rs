//! What goes with words: files, places, contact cards, orders, links.

use serde::{Deserialize, Serialize};
use types::message::{ContactCard, Location, MediaKind, OrderItem};

/// Something that goes with a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Enclosure {
    /// A picture, sound, film, document or sticker.
    File(File),
    /// A place on the map.
    Place(Place),
    /// Somebody's details.
    Card(ContactCard),
    /// Goods chosen from a catalogue.
    Order {
        /// Which catalogue.
        catalog: Option<String>,
        /// What was chosen.
        items: Vec<OrderItem>,
    },
    /// Something that stands elsewhere: a shared post, a reel, a story.
    Link(Link),
}

/// A file, or where to get it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// What sort.
    pub kind: MediaKind,
    /// Where its bytes are.
    pub source: Source,
    /// The media type the sender claims, with parameters. Look into the bytes before believing it.
    pub media_type: Option<String>,
    /// What the sender calls it.
    pub name: Option<String>,
    /// Base64 of the SHA-256 of its bytes, as the provider computed it.
    pub sha256: Option<String>,
    /// Recorded on the spot.
    pub voice: bool,
    /// E-mail: the name by which the HTML text refers to it (`cid:`).
    pub content_id: Option<String>,
}

impl File {
    /// A file of which only kind and source are known.
    pub(crate) const fn new(kind: MediaKind, source: Source) -> Self {
        Self { kind, source, media_type: None, name: None, sha256: None, voice: false, content_id: None }
    }
}

/// Where the bytes of a file are. Ids and addresses expire within minutes to days: fetch at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// At the provider, under this id.
    Id(String),
    /// At this address.
    Address(String),
    /// Here.
    Bytes(Vec<u8>),
}

/// A place on the map, exactly as sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// What is there.
    pub name: Option<String>,
    /// Street and town.
    pub address: Option<String>,
}

impl Place {
    /// The place as conversations keep it.
    #[must_use]
    pub fn location(&self) -> Location {
        let micro = |degrees: f64| (degrees * 1_000_000.0).round() as i32;
        Location {
            latitude: micro(self.latitude),
            longitude: micro(self.longitude),
            name: self.name.clone(),
            address: self.address.clone(),
        }
    }

    /// Name and address, whichever there are.
    #[must_use]
    pub fn label(&self) -> Option<String> {
        let parts: Vec<&str> = [&self.name, &self.address].into_iter().flatten().map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// Something that stands elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What sort.
    pub kind: LinkKind,
    /// Its address, or its id at the provider.
    pub address: Option<String>,
    /// What it is called.
    pub title: Option<String>,
}

impl Link {
    /// The post a comment stands under.
    pub(crate) const fn post(id: String) -> Self {
        Self { kind: LinkKind::Post, address: Some(id), title: None }
    }
}

/// Sorts of links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// A link or post passed on.
    Share,
    /// The post a comment stands under, by its id.
    Post,
    /// A short film.
    Reel,
    /// The story that is answered. Its media may not be kept.
    Story,
    /// A story that mentions us. Its media may not be kept.
    StoryMention,
    /// Cards and buttons, sent by the business.
    Template,
    /// Whatever the provider calls so.
    Other(String),
}

impl LinkKind {
    /// The word for it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Share => "share",
            Self::Post => "post",
            Self::Reel => "reel",
            Self::Story => "story",
            Self::StoryMention => "story_mention",
            Self::Template => "template",
            Self::Other(word) => word,
        }
    }
}
