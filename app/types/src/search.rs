//! Search over messages, notes and contacts.

use crate::conversation::Summary;
use crate::{MessageId, Timestamp};
use serde::{Deserialize, Serialize};

/// Where a search text was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchHit {
    /// The conversation it is in.
    pub conversation: Summary,
    /// The message; `None` when the contact was found.
    pub message: Option<MessageId>,
    /// When the message was written, or the conversation last moved.
    pub at: Timestamp,
    /// The text around the find, in pieces; `true` ones are the find.
    pub snippet: Vec<(bool, String)>,
}

/// One page of hits, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchPage {
    /// The hits.
    pub hits: Vec<SearchHit>,
    /// There are more, to be asked for by `offset`.
    pub more: bool,
}
