//! Section `[log]`: what Frontdesk tells about itself.

use serde::{Deserialize, Serialize};

/// What Frontdesk tells about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// Which messages are written, in the syntax of `tracing_subscriber::EnvFilter`.
    pub filter: String,
}

impl Default for Log {
    fn default() -> Self {
        Self { filter: "info".to_owned() }
    }
}
