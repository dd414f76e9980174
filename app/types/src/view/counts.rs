//! How many conversations stand in each view, by status. Moved by one at each change, never recounted in the browser.

use super::{Scope, View};
use crate::conversation::{Placement, StatusKind};
use serde::{Deserialize, Serialize};

/// Conversations by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusCounts {
    /// Open ones.
    pub open: i64,
    /// Pending ones.
    pub pending: i64,
    /// Snoozed ones.
    pub snoozed: i64,
    /// Resolved ones.
    pub resolved: i64,
}

impl StatusCounts {
    /// The number for one status.
    #[must_use]
    pub const fn of(&self, status: StatusKind) -> i64 {
        match status {
            StatusKind::Open => self.open,
            StatusKind::Pending => self.pending,
            StatusKind::Snoozed => self.snoozed,
            StatusKind::Resolved => self.resolved,
        }
    }

    /// Adds to the number of one status.
    pub const fn add(&mut self, status: StatusKind, conversations: i64) {
        let count = match status {
            StatusKind::Open => &mut self.open,
            StatusKind::Pending => &mut self.pending,
            StatusKind::Snoozed => &mut self.snoozed,
            StatusKind::Resolved => &mut self.resolved,
        };
        *count += conversations;
    }
}

/// The numbers of the navigation: one entry for each view its reader has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts(pub Vec<(View, StatusCounts)>);

impl Counts {
    /// The numbers of one view; zero for one that is not there.
    #[must_use]
    pub fn of(&self, view: View) -> StatusCounts {
        self.0.iter().find(|(known, _)| *known == view).map(|(_, counts)| *counts).unwrap_or_default()
    }

    /// Counts `conversations` more at that place.
    pub fn add(&mut self, scope: &Scope, place: &Placement, conversations: i64) {
        for (_, counts) in self.0.iter_mut().filter(|(view, _)| view.holds(scope.me, place)) {
            counts.add(place.status, conversations);
        }
    }

    /// Makes room for a view, at its sorted place.
    pub fn ensure(&mut self, view: View) {
        if let Err(place) = self.0.binary_search_by_key(&view, |(known, _)| *known) {
            self.0.insert(place, (view, StatusCounts::default()));
        }
    }
}
