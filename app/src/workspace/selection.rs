//! Conversations ticked in the list, for doing something to all of them.

use std::collections::BTreeSet;
use types::ConversationId;

/// What is ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    ticked: BTreeSet<ConversationId>,
    /// The last one that was touched: where a range begins.
    anchor: Option<ConversationId>,
}

impl Selection {
    /// How many.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ticked.len()
    }

    /// Nothing is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ticked.is_empty()
    }

    /// Whether this one is.
    #[must_use]
    pub fn has(&self, conversation: ConversationId) -> bool {
        self.ticked.contains(&conversation)
    }

    /// All of them, ascending.
    #[must_use]
    pub fn all(&self) -> Vec<ConversationId> {
        self.ticked.iter().copied().collect()
    }

    /// Ticks or unticks one.
    pub fn toggle(&mut self, conversation: ConversationId) {
        if !self.ticked.remove(&conversation) {
            self.ticked.insert(conversation);
        }
        self.anchor = Some(conversation);
    }

    /// Ticks everything between the last one touched and this one, in the order of the list.
    pub fn extend_to(&mut self, conversation: ConversationId, rows: &[ConversationId]) {
        let place = |id: ConversationId| rows.iter().position(|row| *row == id);
        match (self.anchor.and_then(place), place(conversation)) {
            (Some(from), Some(to)) => {
                let range = rows.get(from.min(to)..=from.max(to)).unwrap_or_default();
                self.ticked.extend(range);
                self.anchor = Some(conversation);
            }
            _ => self.toggle(conversation),
        }
    }

    /// Ticks all of them.
    pub fn tick(&mut self, rows: &[ConversationId]) {
        self.ticked.extend(rows);
    }

    /// Unticks everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Unticks what is no longer in the list: nobody should change what they cannot see.
    pub fn keep_only(&mut self, rows: &[ConversationId]) {
        self.ticked.retain(|ticked| rows.contains(ticked));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> [ConversationId; 5] {
        [9, 4, 7, 1, 5].map(ConversationId)
    }

    #[test]
    fn a_range_follows_the_list_in_both_directions() {
        let mut selection = Selection::default();
        selection.toggle(ConversationId(1));
        selection.extend_to(ConversationId(4), &rows());
        assert_eq!(selection.all(), [1, 4, 7].map(ConversationId));
        selection.extend_to(ConversationId(9), &rows());
        assert_eq!(selection.count(), 4);
    }

    #[test]
    fn a_range_without_a_beginning_is_one() {
        let mut selection = Selection::default();
        selection.extend_to(ConversationId(7), &rows());
        assert_eq!(selection.all(), [ConversationId(7)]);
        selection.toggle(ConversationId(7));
        assert!(selection.is_empty());
    }

    #[test]
    fn what_leaves_the_list_is_unticked() {
        let mut selection = Selection::default();
        selection.tick(&rows());
        selection.keep_only(&rows()[..2]);
        assert_eq!(selection.all(), [4, 9].map(ConversationId));
    }
}
