//! How everything is kept: Diesel on SQLite or PostgreSQL, one code path for both.
//!
//! Every function takes the account it works for. Topics do not call each other; the domain puts them together.

mod closing;
mod db;
mod error;
mod schema;

pub mod accounts;
pub mod attachments;
pub mod canned_replies;
pub mod contacts;
pub mod conversations;
pub mod dead_letters;
pub mod drafts;
pub mod events;
pub mod groups;
pub mod inboxes;
pub mod labels;
pub mod mail_grants;
pub mod mailboxes;
pub mod measures;
pub mod message_steps;
pub mod messages;
pub mod notices;
pub mod outbox;
pub mod pending_effects;
pub mod provider_calls;
pub mod search;
pub mod sessions;
pub mod tallies;
pub mod templates;
pub mod tokens;
pub mod users;

pub use db::{Conn, Kind, OpenError, Store, Tx};
pub use error::StoreError;
