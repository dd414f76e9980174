//! What happened to a message on its way: the answer to "why?".

use crate::Timestamp;
use crate::sql::words;
use serde::{Deserialize, Serialize};

words! {
    /// Things that happen to a message on its way.
    pub enum StepKind {
        /// The provider's call came in.
        Received = "received",
        /// It was proven to be from the provider.
        Verified = "verified",
        /// It was durable.
        Stored = "stored",
        /// It was put into the queue to the provider.
        Queued = "queued",
        /// It was handed to the provider.
        Attempted = "attempted",
        /// The provider took it.
        Accepted = "accepted",
        /// The provider, or the way to it, asks for another attempt later.
        Postponed = "postponed",
        /// Nobody knows whether the provider took it.
        Uncertain = "uncertain",
        /// The provider refused it.
        Refused = "refused",
        /// The provider told how far it has come.
        Status = "status",
        /// It was rewritten, taken back or reacted to.
        Changed = "changed",
        /// A file of it was fetched, or could not be.
        Fetched = "fetched",
    }
}

/// Something that happened to a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageStep {
    /// When.
    pub at: Timestamp,
    /// What.
    pub step: StepKind,
    /// More about it: the provider's words and codes, how long it took.
    pub detail: String,
}
