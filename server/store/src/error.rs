//! What can go wrong between the domain and the database, without a word of Diesel.

use diesel::result::{DatabaseErrorKind, Error};

/// Why a query did not do its work. Nothing of the transaction it was in is kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached or is overloaded; a repeat may help.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// A unique rule would have been broken.
    #[error("that exists already: {0}")]
    Taken(String),
    /// Anything else: a fault of ours.
    #[error("the query failed: {0}")]
    Failed(String),
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        let text = error.to_string();
        match error {
            Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Self::Taken(text),
            Error::DatabaseError(
                DatabaseErrorKind::UnableToSendCommand
                | DatabaseErrorKind::ClosedConnection
                | DatabaseErrorKind::SerializationFailure
                | DatabaseErrorKind::ReadOnlyTransaction,
                _,
            )
            | Error::BrokenTransactionManager => Self::Unavailable(text),
            // SQLite's words for "another process holds the file" and "the disk is full", and PostgreSQL's for waiting in vain.
            _ if ["database is locked", "disk is full", "deadlock detected", "lock timeout", "statement timeout"]
                .iter()
                .any(|words| text.contains(words)) =>
            {
                Self::Unavailable(text)
            }
            _ => Self::Failed(text),
        }
    }
}

impl From<StoreError> for types::Problem {
    /// The boundary between the database and people: the details are logged here, once, and go no further.
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Unavailable(_) => {
                tracing::warn!(%error, "the database is not available");
                Self::Unavailable
            }
            StoreError::Taken(_) => Self::conflict("That exists already."),
            StoreError::Failed(_) => {
                tracing::error!(%error, "a query failed");
                Self::Internal
            }
        }
    }
}
