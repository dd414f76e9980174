//! The one list of what can go wrong, shared by server functions and the REST API. `kind` is for programs, the text for people.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Why something was refused or failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Problem {
    /// Nobody is signed in, or the session ended.
    #[error("Please sign in.")]
    SignedOut,
    /// Somebody is, and may not do this.
    #[error("You may not do this: {why}")]
    Forbidden {
        /// What would be needed.
        why: String,
    },
    /// It is not there, or not for this person to know.
    #[error("There is no such {what}.")]
    NotFound {
        /// The kind of thing.
        what: Noun,
    },
    /// A value cannot be taken as it is.
    #[error("{message}")]
    Invalid {
        /// The form field or JSON field.
        field: String,
        /// What is wrong and what to do, a whole sentence that names the field where needed.
        message: String,
    },
    /// It could be done, but not in the present state.
    #[error("{message}")]
    Conflict {
        /// What is in the way, a whole sentence.
        message: String,
    },
    /// More than fits.
    #[error("This is too large: at most {limit} bytes.")]
    TooLarge {
        /// The largest size taken, in bytes.
        limit: u64,
    },
    /// Too often.
    #[error("Too many attempts. Try again in {after_seconds} seconds.")]
    TooMany {
        /// How long to wait.
        after_seconds: u64,
    },
    /// The database or a provider is not to be reached; nothing was changed.
    #[error("The service is not available right now. Nothing was lost; please try again.")]
    Unavailable,
    /// The connection to the server failed; nobody knows whether it was done.
    #[error("The server could not be reached. Check your connection and try again.")]
    Unreachable,
    /// A fault of ours; the log has it.
    #[error("Something went wrong on our side. Please try again.")]
    Internal,
}

impl Problem {
    /// `Invalid`, in short.
    pub fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid { field: field.into(), message: message.into() }
    }

    /// `Conflict`, in short.
    pub fn conflict(message: impl Into<String>) -> Self {
        Self::Conflict { message: message.into() }
    }

    /// `Forbidden`, in short.
    pub fn forbidden(why: impl Into<String>) -> Self {
        Self::Forbidden { why: why.into() }
    }

    /// `TooMany`, in short.
    #[must_use]
    pub fn too_many(after: Duration) -> Self {
        Self::TooMany { after_seconds: after.as_secs().max(1) }
    }

    /// The HTTP status that says the same.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignedOut => 401,
            Self::Forbidden { .. } => 403,
            Self::NotFound { .. } => 404,
            Self::Conflict { .. } => 409,
            Self::TooLarge { .. } => 413,
            Self::Invalid { .. } => 422,
            Self::TooMany { .. } => 429,
            Self::Unavailable | Self::Unreachable => 503,
            Self::Internal => 500,
        }
    }
}

/// What was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each name says it all")]
pub enum Noun {
    Account,
    Agent,
    Attachment,
    CannedReply,
    Contact,
    Conversation,
    DeadLetter,
    Group,
    Inbox,
    Label,
    Message,
    Notice,
    Page,
    Session,
    Template,
    Token,
}

impl std::fmt::Display for Noun {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Account => "account",
            Self::Agent => "agent",
            Self::Attachment => "attachment",
            Self::CannedReply => "canned reply",
            Self::Contact => "contact",
            Self::Conversation => "conversation",
            Self::DeadLetter => "dead letter",
            Self::Group => "group",
            Self::Inbox => "inbox",
            Self::Label => "label",
            Self::Message => "message",
            Self::Notice => "notice",
            Self::Page => "page",
            Self::Session => "session",
            Self::Template => "template",
            Self::Token => "token",
        })
    }
}

/// A word that is none of the known ones.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{word:?} is not one of {}", known.join(", "))]
pub struct UnknownWord {
    /// What was given.
    pub word: String,
    /// What would have been understood.
    pub known: &'static [&'static str],
}
