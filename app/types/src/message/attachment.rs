//! Files that belong to a message.

use crate::AttachmentId;
use serde::{Deserialize, Serialize};

/// A stored file. It is fetched from `/files/{key}` by those who may see its conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Which.
    pub id: AttachmentId,
    /// Unguessable name of the file in storage and in its address.
    pub key: String,
    /// What the sender called it, cleaned for display.
    pub name: String,
    /// Media type found in the bytes, not the one the sender claimed.
    pub media_type: String,
    /// Size in bytes; 0 while it is not here.
    pub bytes: i64,
    /// Whether it is here.
    #[serde(default, skip_serializing_if = "FileState::is_ready")]
    pub state: FileState,
}

/// Whether a file is here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum FileState {
    /// It can be fetched.
    #[default]
    Ready,
    /// It is being fetched from the provider.
    Pending,
    /// It could not be fetched.
    Failed {
        /// Why, in plain words.
        reason: String,
    },
}

impl FileState {
    /// It can be fetched.
    #[must_use]
    pub const fn is_ready(&self) -> bool {
        matches!(self, Self::Ready)
    }
}

impl Attachment {
    /// A picture the browser may show in place. SVG is not one: it can carry script.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        matches!(self.media_type.as_str(), "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/avif")
    }

    /// A PDF, of which the server can draw pages. It is never opened in place: a PDF can carry script.
    #[must_use]
    pub fn is_pdf(&self) -> bool {
        self.media_type == "application/pdf"
    }

    /// A sound the browser may play in place.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.media_type.starts_with("audio/")
    }

    /// A film the browser may play in place.
    #[must_use]
    pub fn is_film(&self) -> bool {
        matches!(self.media_type.as_str(), "video/mp4" | "video/webm")
    }
}

/// `1.4 MB`: a size for people, in powers of ten.
#[must_use]
pub fn file_size(bytes: i64) -> String {
    match bytes {
        ..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
