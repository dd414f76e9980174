//! Settings of a running Frontdesk. The file `Leptos.toml` shows and explains every default.
//!
//! Order: default < file < environment (`FRONTDESK_SECTION__KEY`, and `DATABASE_URL`). Secrets belong in the environment.

mod database;
mod limits;
mod log;
mod problem;
mod providers;
mod server;
mod source;
mod storage;

pub use database::Database;
pub use limits::Limits;
pub use log::Log;
pub use problem::SettingsProblem;
pub use providers::Providers;
pub use server::Server;
pub use source::{read, read_from};
pub use storage::Storage;

use serde::{Deserialize, Serialize};

/// Everything that can be set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Where Frontdesk is reached.
    pub server: Server,
    /// Where it keeps conversations.
    pub database: Database,
    /// Where it keeps files.
    pub storage: Storage,
    /// How often somebody may write.
    pub limits: Limits,
    /// Where providers are reached.
    pub providers: Providers,
    /// What it tells about itself.
    pub log: Log,
}
