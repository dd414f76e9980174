//! The axum server: every URL, the live connections, the visitor's chat, the REST API and the commands of the binary.
//!
//! Handlers read a request, ask the `Desk` and answer; what the product decides is decided in `domain`.

// The pages' views are deeply nested types, and are turned into code here.
#![recursion_limit = "512"]

pub mod agents;
pub mod apart;
pub mod command;
pub mod customers;
pub mod email_pages;
pub mod extract;
pub mod integrators;
pub mod live;
pub mod operators;
pub mod pages;
pub mod pdf_pages;
pub mod providers;
pub mod refused;
pub mod router;
pub mod security;
pub mod settings;
pub mod shutdown;
pub mod state;
pub mod stored_file;
pub mod trace;

pub use refused::Refused;
pub use router::router;
pub use settings::Settings;
pub use state::App;
