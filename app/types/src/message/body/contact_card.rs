//! People's details that were passed on.

use serde::{Deserialize, Serialize};

/// Somebody's details.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactCard {
    /// Full name.
    pub name: String,
    /// Telephone numbers.
    #[serde(default)]
    pub phones: Vec<String>,
    /// E-mail addresses.
    #[serde(default)]
    pub emails: Vec<String>,
}
