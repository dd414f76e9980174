//! The website chat, as its visitors meet it.

pub mod assets;
pub mod chat;
pub mod files;
pub mod live;
pub mod messages;
pub mod shop;
pub mod signals;
