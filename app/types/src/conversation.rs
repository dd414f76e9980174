//! Conversations: where they stand, whose they are, and how they read as a row of the list.

mod status;
mod summary;

pub use status::{Outcome, SnoozeUntil, Status, StatusKind, Step};
pub use summary::{Placement, Preview, Priority, Summary};
