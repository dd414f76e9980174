//! Pages, one file each; a page with many parts has a folder.

pub mod channels;
pub mod groups;
pub mod inbox;
mod not_found;
pub mod search;
mod sign_in;
pub mod statistics;

pub use not_found::NotFoundPage;
pub use sign_in::{SignInPage, sign_in_url};
