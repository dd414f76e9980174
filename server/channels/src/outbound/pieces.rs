//! Messages that a channel takes only in pieces: a file and then its words, one contact card after the other.

use super::{SendError, Sent};
use crate::inbound::Failure;

/// Both pieces as one. When the second fails the first is with the customer already, so the whole may not be repeated.
pub(crate) fn together(first: Sent, second: Result<Sent, SendError>) -> Result<Sent, SendError> {
    match second {
        Ok(second) => {
            let also = first.also.into_iter().chain([second.id]).chain(second.also).collect();
            Ok(Sent { id: first.id, also })
        }
        Err(error) => {
            let reason = format!("A part of it was sent, the rest was not: {}", error.sentence());
            Err(SendError::Uncertain { failure: Failure { code: error.failure().code.clone(), reason: Some(reason) } })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_message_is_not_repeated_whole() {
        let lost = together(Sent::as_one("a"), Err(SendError::later(None, Some("4".to_owned()), "Wait.")));
        let Err(SendError::Uncertain { failure }) = lost else { panic!("{lost:?}") };
        assert_eq!(failure.code.as_deref(), Some("4"));
        assert_eq!(failure.reason.as_deref(), Some("A part of it was sent, the rest was not: Wait."));
    }

    #[test]
    fn both_ids_are_kept() {
        let sent = together(Sent::as_one("a"), Ok(Sent::as_one("b")));
        assert_eq!(sent, Ok(Sent { id: "a".to_owned(), also: vec!["b".to_owned()] }));
    }
}
