//! What an agent sees, as a value: loaded whole once, then kept right by applying events.
//!
//! The browser and the tests run the very same `apply`; a test compares its result with a fresh load after every verb.

mod apply;
mod counts;
mod directory;
mod query;
mod scope;
mod thread;

pub use counts::{Counts, StatusCounts};
pub use directory::Directory;
pub use query::{After, AssigneeFilter, ListQuery, Sort, StatusFilter, View};
pub use scope::Scope;
pub use thread::Thread;

use crate::conversation::Summary;
use crate::{Seq, Timestamp};
use serde::{Deserialize, Serialize};

/// Everything on an agent's inbox page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxView {
    /// The last event this state contains.
    pub cursor: Seq,
    /// When it was loaded, by the server's clock.
    pub loaded_at: Timestamp,
    /// What its reader may see.
    pub scope: Scope,
    /// Names of colleagues, groups, inboxes and labels.
    pub directory: Directory,
    /// How many conversations stand in each view.
    pub counts: Counts,
    /// The list.
    pub list: List,
    /// The open conversation.
    pub thread: Option<Thread>,
}

/// The loaded part of the conversation list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Which conversations, in which order.
    pub query: ListQuery,
    /// The rows, in that order.
    pub rows: Vec<Summary>,
    /// Where the loaded part ends; `None` when all of it is loaded. Rows up to here are complete.
    pub end: Option<After>,
}

impl List {
    /// Adds the page that follows.
    pub fn extend(&mut self, page: Self) {
        let known: Vec<_> = page.rows.into_iter().filter(|row| !self.rows.iter().any(|old| old.id == row.id)).collect();
        self.rows.extend(known);
        self.rows.sort_by_key(|row| self.query.sort.key(row));
        self.end = page.end;
    }
}
