//! How far a message has come. It only ever moves forward.

use serde::{Deserialize, Serialize};

/// How far a message has come on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Delivery {
    /// It does not travel: it came in, or it stays inside (notes, activity lines).
    Stored,
    /// Waits to be handed to the provider.
    Queued,
    /// Is being handed over.
    Attempting,
    /// The provider did not answer: it may or may not have been sent, and is not repeated by itself.
    Uncertain {
        /// What is known, in plain words.
        reason: String,
    },
    /// The provider has it; on a website: it stands in the chat.
    Sent,
    /// It is on the customer's device.
    Delivered,
    /// The customer has seen it.
    Read,
    /// It will not arrive.
    Failed {
        /// Why, in plain words.
        reason: String,
        /// The provider's code.
        #[serde(default)]
        code: Option<String>,
    },
}

impl Delivery {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Stored => "stored",
            Self::Queued => "queued",
            Self::Attempting => "attempting",
            Self::Uncertain { .. } => "uncertain",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Failed { .. } => "failed",
        }
    }

    /// From the word and the reason in the database; an unknown word of a newer version reads as stored.
    #[must_use]
    pub fn from_parts(word: &str, reason: Option<String>, code: Option<String>) -> Self {
        let reason = reason.unwrap_or_default();
        match word {
            "queued" => Self::Queued,
            "attempting" => Self::Attempting,
            "uncertain" => Self::Uncertain { reason },
            "sent" => Self::Sent,
            "delivered" => Self::Delivered,
            "read" => Self::Read,
            "failed" => Self::Failed { reason, code },
            _ => Self::Stored,
        }
    }

    /// The reason of a failure or doubt.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Uncertain { reason } | Self::Failed { reason, .. } => Some(reason),
            _ => None,
        }
    }

    /// The provider's code of a failure.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Failed { code, .. } => code.as_deref(),
            _ => None,
        }
    }

    const fn rank(&self) -> u8 {
        match self {
            Self::Stored | Self::Queued => 0,
            Self::Attempting => 1,
            Self::Uncertain { .. } => 2,
            Self::Sent => 3,
            Self::Failed { .. } => 4,
            Self::Delivered => 5,
            Self::Read => 6,
        }
    }

    /// Whether `next` is news: a failure beats sent and loses to delivered, everything else only moves forward.
    #[must_use]
    pub const fn moves_to(&self, next: &Self) -> bool {
        next.rank() > self.rank()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delivery_only_moves_forward() {
        let failed = Delivery::Failed { reason: "gone".to_owned(), code: None };
        assert!(Delivery::Sent.moves_to(&Delivery::Read));
        assert!(!Delivery::Read.moves_to(&Delivery::Delivered));
        assert!(!Delivery::Delivered.moves_to(&Delivery::Delivered));
        assert!(Delivery::Sent.moves_to(&failed));
        assert!(!failed.moves_to(&Delivery::Sent));
        assert!(failed.moves_to(&Delivery::Delivered));
        assert!(!Delivery::Delivered.moves_to(&failed));
    }

    #[test]
    fn a_delivery_survives_the_database() {
        for delivery in [
            Delivery::Queued,
            Delivery::Uncertain { reason: "time-out".to_owned() },
            Delivery::Failed { reason: "no such number".to_owned(), code: Some("131026".to_owned()) },
        ] {
            let (reason, code) = (delivery.reason().map(str::to_owned), delivery.code().map(str::to_owned));
            assert_eq!(Delivery::from_parts(delivery.as_str(), reason, code), delivery);
        }
    }
}
