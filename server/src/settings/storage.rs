//! Section `[storage]`: where Frontdesk keeps files.

use serde::{Deserialize, Serialize};

/// Where Frontdesk keeps files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Storage {
    /// The folder with everything people attached to messages.
    pub folder: String,
    /// The bucket for them instead, at a service that speaks S3; empty: none.
    pub bucket: String,
    /// Where that service is; empty: Amazon.
    pub bucket_endpoint: String,
    /// The service's word for the place.
    pub bucket_region: String,
    /// The file with the key that encrypts secrets of channels; made when it is not there.
    pub key_file: String,
    /// Days for which calls of providers are kept to be looked at.
    pub keep_calls_days: u32,
}

impl Default for Storage {
    fn default() -> Self {
        Self {
            folder: "data/files".to_owned(),
            bucket: String::new(),
            bucket_endpoint: String::new(),
            bucket_region: "us-east-1".to_owned(),
            key_file: "data/secret.key".to_owned(),
            keep_calls_days: 7,
        }
    }
}
