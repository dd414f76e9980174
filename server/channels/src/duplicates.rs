//! The same thing twice in one call is one thing. Providers do repeat themselves, and across calls the receiver has to look as well.

use crate::Inbound;
use crate::inbound::{Happening, Mark, Stage};
use std::collections::HashMap;
use types::message::Direction;

#[derive(PartialEq, Eq, Hash)]
enum Key {
    Said(Direction, String),
    Reacted(String),
    Status(String, Stage),
}

/// Keeps the first of each. What came both to us and on standby came to us.
pub(crate) fn removed(all: Vec<Inbound>) -> Vec<Inbound> {
    let mut places: HashMap<Key, usize> = HashMap::new();
    let mut kept: Vec<Inbound> = Vec::with_capacity(all.len());
    for item in all {
        let known = match key(&item) {
            Some(key) => {
                let next = kept.len();
                let place = *places.entry(key).or_insert(next);
                (place < next).then_some(place)
            }
            None => kept.iter().position(|other| *other == item),
        };
        match known.and_then(|place| kept.get_mut(place)) {
            Some(first) => first.standby &= item.standby,
            None => kept.push(item),
        }
    }
    kept
}

fn key(item: &Inbound) -> Option<Key> {
    match &item.what {
        Happening::Said(said) => Some(Key::Said(item.direction, said.id.clone()?)),
        Happening::Reacted { id, .. } => Some(Key::Reacted(id.clone()?)),
        Happening::Status(status) => match &status.messages {
            Mark::One(message) => Some(Key::Status(message.id.clone(), status.stage)),
            Mark::UpTo(_) | Mark::Untold => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inbound::{Person, Said, Target};

    fn said(id: Option<&str>, standby: bool) -> Inbound {
        let said = Said { id: id.map(str::to_owned), ..Said::default() };
        Inbound { standby, ..Inbound::incoming(None, Person::nameless("7"), None, Happening::Said(said)) }
    }

    #[test]
    fn the_first_stays_in_its_place() {
        let kept =
            removed(vec![said(Some("a"), true), said(Some("b"), true), said(Some("a"), false), said(None, false)]);
        let ids: Vec<_> = kept.iter().map(|item| (key(item).is_some(), item.standby)).collect();
        assert_eq!(ids, [(true, false), (true, true), (false, false)]);
    }

    #[test]
    fn edits_of_one_message_are_different_unless_they_are_equal() {
        let edit = |text: &str| {
            let (message, text) = (Target::one("a"), Some(text.to_owned()));
            let what = Happening::Edited { message, text, enclosures: Vec::new(), version: None };
            Inbound::incoming(None, Person::nameless("7"), None, what)
        };
        assert_eq!(removed(vec![edit("1"), edit("2"), edit("2"), said(Some("a"), false)]).len(), 3);
    }
}
