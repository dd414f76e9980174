//! Behaviour of the whole program: the real router and a real database in the test's process, with a clock that stands still.
//!
//! `TEST_DATABASE_URL=postgres://…` runs the same tests on PostgreSQL, each in a schema of its own.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "what helpers of tests cannot do must fail the test, and say where"
)]

mod chat;
mod crash;
mod crowd;
mod csrf;
mod desk;
mod documentation;
mod files;
mod formatted_email;
mod headers;
mod health;
mod hooks;
mod layers;
mod live;
mod mail_sign_in;
mod mailboxes;
mod outage;
mod pdf_pages;
mod rates;
mod roles;
mod sending;
mod sequences;
mod sessions_api;
mod settings;
mod verbs;
mod watcher;

use desk::TestDesk;
