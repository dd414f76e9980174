//! What a message answers.

use super::AuthorKind;
use crate::MessageId;
use serde::{Deserialize, Serialize};

/// What a message answers, as it read when it was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Which; `None`: it is older than our memory.
    pub message: Option<MessageId>,
    /// The channel's name of it.
    pub external_id: Option<String>,
    /// Who wrote it, when that is known.
    pub author: Option<AuthorKind>,
    /// Its beginning, on one line; empty when it is unknown or was taken back.
    pub text: String,
}
