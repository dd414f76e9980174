//! Why a message was not sent, and whether it may be tried again.

use crate::inbound::Failure;
use std::time::Duration;

/// Why a message was not sent, or may not have been.
///
/// What may have been carried out is never [`SendError::Later`]: a customer must not get the same message twice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// Certainly not sent, and worth another try.
    #[error("not now: {}", told(failure))]
    Later {
        /// Not before this long, when the provider says so.
        after: Option<Duration>,
        /// What is wrong.
        failure: Failure,
    },
    /// Certainly not sent, and never will be as it is.
    #[error("refused: {}", told(failure))]
    Never {
        /// What is wrong, in words for agents, with the provider's code.
        failure: Failure,
    },
    /// Nobody knows: it may have arrived. Do not repeat it by itself.
    #[error("unknown whether sent: {}", told(failure))]
    Uncertain {
        /// What went wrong.
        failure: Failure,
    },
}

impl SendError {
    pub(crate) fn later(after: Option<Duration>, code: Option<String>, reason: impl Into<String>) -> Self {
        Self::Later { after, failure: failure(code, reason) }
    }

    pub(crate) fn never(code: Option<String>, reason: impl Into<String>) -> Self {
        Self::Never { failure: failure(code, reason) }
    }

    pub(crate) fn uncertain(code: Option<String>, reason: impl Into<String>) -> Self {
        Self::Uncertain { failure: failure(code, reason) }
    }

    /// What went wrong.
    #[must_use]
    pub const fn failure(&self) -> &Failure {
        match self {
            Self::Later { failure, .. } | Self::Never { failure } | Self::Uncertain { failure } => failure,
        }
    }

    /// What went wrong, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        told(self.failure())
    }

    /// For calls that do nothing a customer would see, such as an upload: repeating them does no harm.
    pub(crate) fn harmless(self) -> Self {
        match self {
            Self::Uncertain { failure } => Self::Later { after: None, failure },
            other => other,
        }
    }
}

fn failure(code: Option<String>, reason: impl Into<String>) -> Failure {
    Failure { code, reason: Some(reason.into()) }
}

fn told(failure: &Failure) -> String {
    failure.reason.clone().or_else(|| failure.code.clone()).unwrap_or_else(|| "No reason was given.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upload_of_unknown_fate_may_be_repeated() {
        let error = SendError::uncertain(None, "It broke.");
        assert!(matches!(error.clone().harmless(), SendError::Later { after: None, .. }));
        assert_eq!(error.harmless().sentence(), "It broke.");
        let never = SendError::never(Some("100".to_owned()), "Wrong.");
        assert_eq!(never.clone().harmless(), never);
    }
}
