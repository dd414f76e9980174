//! Section `[limits]`: how often somebody may write.

use serde::{Deserialize, Serialize};

/// How often somebody may write. 0: as often as they like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Messages and signs of visitors from one network address, in a minute.
    pub visitor_posts_per_minute: u32,
    /// Files of visitors from one network address, in a minute.
    pub uploads_per_minute: u32,
    /// Calls of the REST API with one token, in a minute.
    pub api_calls_per_minute: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { visitor_posts_per_minute: 300, uploads_per_minute: 30, api_calls_per_minute: 6_000 }
    }
}
