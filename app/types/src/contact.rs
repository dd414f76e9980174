//! People who write to the business.

use crate::{ContactId, Timestamp};
use serde::{Deserialize, Serialize};

/// A customer, as rows, threads and the context panel show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Who.
    pub id: ContactId,
    /// Their name, or a stand-in such as "Visitor 4821" until it is known.
    pub name: String,
    /// E-mail address, when known.
    pub email: Option<String>,
    /// Telephone number in international form, when known.
    pub phone: Option<String>,
}

/// What the context panel tells of a contact beyond the row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactProfile {
    /// Who.
    pub contact: Contact,
    /// When they first wrote.
    pub created_at: Timestamp,
    /// Their conversations that the reader may see, newest first, at most 20.
    pub conversations: Vec<crate::conversation::Summary>,
}

/// What may be changed about a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactEdit {
    /// Their name.
    pub name: String,
    /// Empty: unknown.
    pub email: String,
    /// Empty: unknown.
    pub phone: String,
}
