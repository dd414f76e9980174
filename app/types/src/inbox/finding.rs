//! What a look at a channel's set-up has found.

use super::Severity;
use serde::{Deserialize, Serialize};

/// One step of the set-up, tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was tried, in a few words.
    pub step: String,
    /// `Info`: it works.
    pub severity: Severity,
    /// What was found, and what to do when it is not right.
    pub sentence: String,
}
