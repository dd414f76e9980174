//! The words everyone shares: the browser, the server functions, the REST API and the store.
//!
//! Nothing here does any work outside the process: plain values, pure rules, serde.

mod sql;

pub mod action;
pub mod agent;
pub mod canned_reply;
pub mod contact;
pub mod conversation;
pub mod draft;
pub mod event;
pub mod group;
pub mod id;
pub mod inbox;
pub mod label;
pub mod limits;
pub mod live;
pub mod message;
pub mod problem;
pub mod search;
pub mod statistics;
pub mod time;
pub mod view;
pub mod visitor;

pub use id::*;
pub use problem::{Noun, Problem};
pub use time::{Timestamp, Zone};
pub use uuid::Uuid;
