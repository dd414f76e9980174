//! What agents' pages use besides pages and server functions.

pub mod file_pages;
pub mod files;
pub mod formatted_email;
pub mod live;
pub mod live_events;
pub mod mail_sign_in;
mod presence;
pub mod statistics_csv;
