//! How far a message of ours has come, by the provider's account.

use super::Mark;
use types::message::Delivery;

/// News of messages of ours. They come in any order, and before our own send call was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Which.
    pub messages: Mark,
    /// How far.
    pub stage: Stage,
    /// What went wrong.
    pub failure: Option<Failure>,
    /// The word of our own that we sent along (`biz_opaque_callback_data`): it resolves a send that timed out.
    pub reference: Option<String>,
}

impl Status {
    /// The same in the words of our messages; `None` when it says nothing about delivery.
    #[must_use]
    pub fn delivery(&self) -> Option<Delivery> {
        Some(match self.stage {
            Stage::Accepted | Stage::Enqueued | Stage::Sent => Delivery::Sent,
            Stage::Delivered => Delivery::Delivered,
            Stage::Read | Stage::Played => Delivery::Read,
            Stage::Failed => {
                let told =
                    self.failure.as_ref().and_then(|failure| failure.reason.clone().or_else(|| failure.code.clone()));
                Delivery::Failed {
                    reason: told.unwrap_or_else(|| "The provider gave no reason.".to_owned()),
                    code: self.failure.as_ref().and_then(|failure| failure.code.clone()),
                }
            }
            Stage::Deleted => return None,
        })
    }
}

/// The stages providers tell of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Taken, nothing more.
    Accepted,
    /// Waits at the provider.
    Enqueued,
    /// On its way.
    Sent,
    /// On the device.
    Delivered,
    /// Seen.
    Read,
    /// A voice message was listened to.
    Played,
    /// Will not arrive.
    Failed,
    /// Taken back.
    Deleted,
}

impl Stage {
    /// From the provider's word; an unknown one is none.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "accepted" => Self::Accepted,
            "enqueued" => Self::Enqueued,
            "sent" => Self::Sent,
            "delivered" => Self::Delivered,
            "read" => Self::Read,
            "played" => Self::Played,
            "failed" => Self::Failed,
            "deleted" => Self::Deleted,
            _ => return None,
        })
    }

    /// The provider's word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Enqueued => "enqueued",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Played => "played",
            Self::Failed => "failed",
            Self::Deleted => "deleted",
        }
    }
}

/// What a provider says went wrong. Decide by the code; the reason is for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failure {
    /// The provider's code.
    pub code: Option<String>,
    /// The provider's words.
    pub reason: Option<String>,
}
