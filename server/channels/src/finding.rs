//! What trying out a set-up showed.

use crate::SendError;
use serde::{Deserialize, Serialize};

/// The result of one step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was tried, in a word or two.
    pub step: String,
    /// How it went.
    pub state: FindingState,
    /// What that means, and what to do.
    pub sentence: String,
}

/// How a step went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingState {
    /// As it should be.
    Good,
    /// It works, but not all of it, or not for long.
    Warning,
    /// It does not work.
    Bad,
}

impl Finding {
    pub(crate) fn good(step: &str, sentence: impl Into<String>) -> Self {
        Self { step: step.to_owned(), state: FindingState::Good, sentence: sentence.into() }
    }

    pub(crate) fn warning(step: &str, sentence: impl Into<String>) -> Self {
        Self { step: step.to_owned(), state: FindingState::Warning, sentence: sentence.into() }
    }

    pub(crate) fn bad(step: &str, sentence: impl Into<String>) -> Self {
        Self { step: step.to_owned(), state: FindingState::Bad, sentence: sentence.into() }
    }

    /// The step failed: the provider's reason says what to do.
    pub(crate) fn failed(step: &str, error: &SendError) -> Self {
        Self::bad(step, error.sentence())
    }

    /// The address providers should call: they only call encrypted ones.
    pub(crate) fn of_callback(callback_url: &str) -> Self {
        if callback_url.starts_with("https://") {
            Self::good("Our address", "The address for incoming messages is encrypted.")
        } else {
            Self::warning(
                "Our address",
                "Providers call only addresses that begin with https://. Set the public address of this server.",
            )
        }
    }
}
