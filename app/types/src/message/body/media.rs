//! Pictures, sounds, films, documents and stickers.

use crate::sql::words;
use serde::{Deserialize, Serialize};

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
