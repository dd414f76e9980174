//! What agents' pages use besides pages and server functions.

pub mod file_pages;
pub mod files;
pub mod live;
pub mod live_events;
mod presence;
pub mod statistics_csv;
