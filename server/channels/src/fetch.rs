//! Getting the files of incoming messages.

use crate::Http;
use crate::inbound::{File, Source};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A file to get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Where it is.
    pub source: Source,
    /// The SHA-256 of its bytes, in base64 or hexadecimal; checked when given.
    pub sha256: Option<String>,
    /// Most bytes to take.
    pub limit: u64,
}

impl Wanted {
    /// The file of a message.
    #[must_use]
    pub fn of(file: &File, limit: u64) -> Self {
        Self { source: file.source.clone(), sha256: file.sha256.clone(), limit }
    }
}

/// A file that was got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Its bytes.
    pub bytes: Bytes,
    /// What the provider says it is. The sender chose that: look into the bytes before believing it.
    pub media_type: Option<String>,
    /// What the provider calls it.
    pub name: Option<String>,
}

/// Why a file was not got.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// Worth another try.
    #[error("not now: {reason}")]
    Later {
        /// Not before this long, when the provider says so.
        after: Option<Duration>,
        /// What is wrong, in a sentence.
        reason: String,
    },
    /// It will not be got.
    #[error("{reason}")]
    Never {
        /// Why, in words for agents.
        reason: String,
    },
}

impl FetchError {
    pub(crate) fn later(after: Option<Duration>, reason: impl Into<String>) -> Self {
        Self::Later { after, reason: reason.into() }
    }

    pub(crate) fn never(reason: impl Into<String>) -> Self {
        Self::Never { reason: reason.into() }
    }
}

/// Fetching does nothing that a repetition would double.
impl From<crate::SendError> for FetchError {
    fn from(error: crate::SendError) -> Self {
        let reason = error.sentence();
        match error {
            crate::SendError::Never { .. } => Self::Never { reason },
            crate::SendError::Later { after, .. } => Self::Later { after, reason },
            crate::SendError::Uncertain { .. } => Self::Later { after: None, reason },
        }
    }
}

/// A file that is public for a while, or here already.
pub(crate) async fn without_token(http: &Http, file: &Wanted) -> Result<Fetched, FetchError> {
    match &file.source {
        Source::Address(address) => http.download(address, None, file).await,
        Source::Bytes(bytes) => Ok(Fetched { bytes: bytes.clone().into(), media_type: None, name: None }),
        Source::Id(_) => Err(FetchError::never("This channel has no files under ids.")),
    }
}
