//! Places on the map.

use serde::{Deserialize, Serialize};

/// A place on the map, in micro-degrees, so that it can be compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// Degrees north × 1,000,000.
    pub latitude: i32,
    /// Degrees east × 1,000,000.
    pub longitude: i32,
    /// What is there.
    pub name: Option<String>,
    /// Street and town.
    pub address: Option<String>,
}
