//! Holding rows still under the pointer: what is new waits on top until the pointer leaves.

use std::collections::HashSet;
use types::ConversationId;

/// What to show while `held` is under the pointer and the list has become `now`, and how many wait to be shown on top.
#[must_use]
pub(super) fn hold(held: &[ConversationId], now: &[ConversationId]) -> (Vec<ConversationId>, usize) {
    let here: HashSet<_> = now.iter().copied().collect();
    let shown: Vec<_> = held.iter().copied().filter(|id| here.contains(id)).collect();
    let known: HashSet<_> = shown.iter().copied().collect();
    // What was fetched by scrolling comes behind everything that was there, and moves nothing.
    let last_known = now.iter().rposition(|id| known.contains(id));
    let (before, behind) = now.split_at(last_known.map_or(0, |at| at + 1));
    let news = before.iter().filter(|id| !known.contains(id)).count();
    // Known ones that went to the top: everything before the first that still is where it was, among its old neighbours.
    let risen = before
        .iter()
        .filter(|id| known.contains(id))
        .zip(&shown)
        .take_while(|(now, held)| now != held)
        .filter(|(now, held)| place(&shown, **now) > place(&shown, **held))
        .count();
    (shown.iter().chain(behind).copied().collect(), news + risen)
}

fn place(rows: &[ConversationId], id: ConversationId) -> usize {
    rows.iter().position(|row| *row == id).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn try_hold(held: &[i64], now: &[i64]) -> (Vec<i64>, usize) {
        let ids = |rows: &[i64]| rows.iter().copied().map(ConversationId).collect::<Vec<_>>();
        let (shown, waiting) = hold(&ids(held), &ids(now));
        (shown.into_iter().map(|id| id.0).collect(), waiting)
    }

    #[test]
    fn a_new_row_waits() {
        assert_eq!(try_hold(&[1, 2, 3], &[9, 1, 2, 3]), (vec![1, 2, 3], 1));
    }

    #[test]
    fn a_row_that_rose_waits() {
        assert_eq!(try_hold(&[1, 2, 3], &[3, 1, 2]), (vec![1, 2, 3], 1));
        assert_eq!(try_hold(&[1, 2, 3], &[1, 2, 3]), (vec![1, 2, 3], 0));
    }

    #[test]
    fn a_row_that_left_leaves() {
        assert_eq!(try_hold(&[1, 2, 3], &[1, 3]), (vec![1, 3], 0));
        assert_eq!(try_hold(&[1, 2], &[]), (vec![], 0));
    }

    #[test]
    fn rows_fetched_by_scrolling_come_at_once() {
        assert_eq!(try_hold(&[1, 2], &[1, 2, 3, 4]), (vec![1, 2, 3, 4], 0));
        assert_eq!(try_hold(&[], &[1, 2]), (vec![1, 2], 0));
    }
}
