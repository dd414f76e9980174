//! What every request passes before and after its handler.

pub mod client;
pub mod content_policy;
pub mod headers;
pub mod limits;
pub mod origin;
pub mod panics;
pub mod rates;
