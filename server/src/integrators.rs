//! The REST API for programs of customers' own.

mod challenge;
pub mod documentation;
pub mod session_body;
pub mod sessions;

pub use challenge::add as add_challenge;
