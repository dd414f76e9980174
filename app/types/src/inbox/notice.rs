//! News about an inbox for its administrators.

use crate::sql::words;
use crate::{NoticeId, Timestamp};
use serde::{Deserialize, Serialize};

words! {
    /// How bad it is.
    pub enum Severity {
        /// Good to know.
        Info = "info",
        /// Will become bad.
        Warning = "warning",
        /// Messages do not get through.
        Bad = "bad",
    }
}

/// Something about an inbox that its administrators should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Which.
    pub id: NoticeId,
    /// When.
    pub at: Timestamp,
    /// How bad it is.
    pub severity: Severity,
    /// What happened and what to do.
    pub sentence: String,
    /// What the provider said, as JSON.
    pub details: String,
    /// Somebody has dealt with it, or it is over.
    pub settled: bool,
}
