//! News for the administrator of an inbox: not part of any conversation.

use super::Failure;
use serde_json::Value;

/// Something about the account at the provider.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What it is about.
    pub subject: Subject,
    /// The provider's word for the event or field.
    pub event: String,
    /// Code and words, when something went wrong.
    pub failure: Option<Failure>,
    /// All the provider said, to be shown as it is.
    pub details: Value,
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The provider reports an error that belongs to no message.
    Error,
    /// A template was approved, refused, paused, or changed its category or quality.
    Template,
    /// The account was reviewed, restricted, banned or freed, or its abilities changed.
    Account,
    /// The display name or quality of a number changed.
    Number,
    /// A page or account broke the provider's rules.
    Policy,
    /// Somebody mentioned us where everybody can read it.
    Mention,
}
