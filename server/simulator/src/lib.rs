//! The providers' side as a real HTTP server, and a phone to play their customers with.
//!
//! A stranger to Frontdesk: it knows nothing of its code and speaks only the providers' protocols. Requests are checked as the provider
//! checks them, answers and errors are the provider's own, and webhooks are signed and repeated as theirs are. All of it stands under one
//! origin, which is given to Frontdesk in place of the real addresses:
//!
//! | address | in place of |
//! |---|---|
//! | `/graph/v25.0` | `https://graph.facebook.com/v25.0`, `https://graph.instagram.com/v25.0` |
//! | `/gupshup` | `https://api.gupshup.io` |
//! | `/gupshup-partner` | `https://partner.gupshup.io` |
//! | `/telegram` | `https://api.telegram.org` |
//! | `/control` | nothing real: state, troubles and customers, for tests and the phone |
//! | `/` | the phone |
//!
//! Mail has a listener of its own, in place of the mail provider's SMTP server.

mod accept;
mod channel;
mod clock;
mod control;
mod courier;
mod escaped_json;
mod fetch;
mod graph;
mod gupshup;
mod ids;
mod incoming;
mod news;
mod part;
mod phone;
mod plan;
mod receipts;
mod router;
mod samples;
mod server;
mod smtp;
mod state;
mod storage;
mod telegram;
mod trouble;
mod window;
mod world;

pub use channel::Channel;
pub use plan::{Line, Plan};
pub use server::{Listeners, SimulatorError, serve};
