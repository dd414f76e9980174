//! Files that lie at the provider.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A file with its name, before it has an id.
#[derive(Clone, Debug)]
pub(crate) struct OneFile {
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) bytes: Bytes,
}

/// A file at the provider.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Media {
    pub(crate) name: String,
    pub(crate) media_type: String,
    /// In base64, as Meta writes it.
    pub(crate) sha256: String,
    pub(crate) size: usize,
    /// Kept in a file of its own.
    #[serde(skip)]
    pub(crate) bytes: Bytes,
    /// That file is written.
    #[serde(skip)]
    pub(crate) kept: bool,
}

impl From<OneFile> for Media {
    fn from(file: OneFile) -> Self {
        Self {
            sha256: STANDARD.encode(Sha256::digest(&file.bytes)),
            size: file.bytes.len(),
            name: file.name,
            media_type: file.media_type,
            bytes: file.bytes,
            kept: false,
        }
    }
}
