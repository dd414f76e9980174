//! Section `[storage]`: where Frontdesk keeps files.

use serde::{Deserialize, Serialize};

/// Where Frontdesk keeps files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Storage {
    /// The folder with everything people attached to messages.
    pub folder: String,
    /// The file with the key that encrypts secrets of channels; made when it is not there.
    pub key_file: String,
}

impl Default for Storage {
    fn default() -> Self {
        Self { folder: "data/files".to_owned(), key_file: "data/secret.key".to_owned() }
    }
}
