//! The simulator over real HTTP. A tiny server plays Frontdesk, checks signatures, and refuses calls when told to.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "what helpers of tests cannot do must fail the test, and say where"
)]

mod arrivals;
mod desk;
mod faults;
mod gupshup;
mod mail;
mod mail_faults;
mod phone;
mod played;
mod restart;
mod sender;
mod telegram;
mod threads;
mod webhooks;
mod whatsapp;
