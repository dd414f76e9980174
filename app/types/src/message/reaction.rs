//! Emoji put on messages.

use super::Author;
use crate::Timestamp;
use serde::{Deserialize, Serialize};

/// What somebody has put on a message. One person has one per message; the newest counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reaction {
    /// Whose; all people of the business count as one.
    pub author: Author,
    /// The emoji; empty when it was taken away, which is kept so that a late older one does not come back.
    pub emoji: String,
    /// When, by the provider's clock.
    pub at: Timestamp,
}

impl Reaction {
    /// Puts a reaction among those that are there. Returns whether that changes anything.
    pub fn put(all: &mut Vec<Self>, new: Self) -> bool {
        let same_person = |known: &Self| known.author.kind().is_customer() == new.author.kind().is_customer();
        match all.iter().position(same_person) {
            Some(place) if all.get(place).is_some_and(|known| known.at > new.at || *known == new) => false,
            Some(place) => {
                all.remove(place);
                all.push(new);
                true
            }
            None => {
                all.push(new);
                true
            }
        }
    }

    /// To be shown: not taken away.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        !self.emoji.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ContactId, UserId};

    fn reaction(author: Author, emoji: &str, at: i64) -> Reaction {
        Reaction { author, emoji: emoji.to_owned(), at: Timestamp(at) }
    }

    #[test]
    fn the_newest_reaction_of_a_person_counts_whatever_the_order_of_arrival() {
        let customer = Author::Contact(ContactId(1));
        let mut all = Vec::new();
        assert!(Reaction::put(&mut all, reaction(customer, "b", 2)));
        assert!(!Reaction::put(&mut all, reaction(customer, "a", 1)));
        assert!(Reaction::put(&mut all, reaction(Author::Agent(UserId(3)), "c", 1)));
        assert!(Reaction::put(&mut all, reaction(customer, "", 3)));
        assert!(!Reaction::put(&mut all, reaction(customer, "", 3)));
        let shown: Vec<_> = all.iter().filter(|one| one.is_shown()).map(|one| &*one.emoji).collect();
        assert_eq!(shown, ["c"]);
    }
}
