//! Server functions: what pages ask of the server. Each calls the desk and nothing else.
//!
//! They answer below `/api/fn/` and take plain form posts too: those are sent back to the page they came from, which finds
//! what went wrong in its address and shows it in the same place as it would with JavaScript.

#![expect(missing_docs, reason = "the server macro makes a struct of each function, whose fields are its parameters")]

pub mod channels;
pub mod contacts;
pub mod conversations;
pub mod groups;
pub mod inbox;
pub mod messages;
pub mod search;
pub mod session;
pub mod statistics;
pub mod templates;
