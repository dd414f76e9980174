//! Section `[database]`: where Frontdesk keeps conversations.

use serde::{Deserialize, Serialize};

/// Where Frontdesk keeps conversations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// `sqlite:path` or `postgres://…`.
    pub url: String,
    /// Most connections at a time.
    pub connections: usize,
}

impl Default for Database {
    fn default() -> Self {
        Self { url: "sqlite:data/frontdesk.db".to_owned(), connections: 8 }
    }
}
