//! Answering a comment: a page may write to its author once, within seven days (developers.facebook.com, private replies). A comment
//! opens no reply window: only what the author writes to the page itself does.

use super::{Delivery, Message, MessageBody};
use crate::Timestamp;
use std::time::Duration;

/// How long a comment can be answered privately.
const PRIVATE_REPLY: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The comment that can be answered privately, and until when: the last thing the customer said, if it is one and nothing was sent
/// since. Takes the end of a timeline, oldest first.
#[must_use]
pub fn open_comment(messages: &[Message], now: Timestamp) -> Option<(&Message, Timestamp)> {
    let spoken = messages.iter().rev().filter(|message| message.for_customer());
    let mut relevant = spoken.filter(|message| !matches!(message.delivery, Delivery::Failed { .. }));
    let last = relevant.next().filter(|last| last.author.kind().is_customer())?;
    let until = last.sent_at + PRIVATE_REPLY;
    (matches!(last.body, MessageBody::Comment { .. }) && now < until).then_some((last, until))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Author;
    use crate::{ContactId, ConversationId, MessageId, UserId};

    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    const THEN: Timestamp = Timestamp::from_seconds(1_774_746_000);

    fn said(author: Author, body: MessageBody, delivery: Delivery) -> Message {
        Message {
            id: MessageId(1),
            conversation: ConversationId(1),
            author,
            body,
            attachments: Vec::new(),
            client_id: None,
            delivery,
            reply_to: None,
            reactions: Vec::new(),
            edited_at: None,
            sent_at: THEN,
            received_at: THEN,
        }
    }

    fn comment() -> Message {
        let body = MessageBody::Comment { text: "Price?".to_owned(), post: None };
        said(Author::Contact(ContactId(1)), body, Delivery::Stored)
    }

    fn answer(delivery: Delivery) -> Message {
        said(Author::Agent(UserId(1)), MessageBody::text("Ten."), delivery)
    }

    #[test]
    fn a_comment_can_be_answered_for_seven_days() {
        let open = |after: Duration| open_comment(&[comment()], THEN + after).map(|(_, until)| until);
        assert_eq!(open(DAY * 6), Some(THEN + DAY * 7));
        assert_eq!(open(DAY * 7), None);
    }

    #[test]
    fn a_comment_can_be_answered_once_unless_the_answer_failed() {
        let open = |messages: &[Message]| open_comment(messages, THEN).is_some();
        assert!(!open(&[comment(), answer(Delivery::Queued)]));
        let failed = Delivery::Failed { reason: String::new(), code: None };
        assert!(open(&[comment(), answer(failed)]));
        assert!(open(&[comment(), answer(Delivery::Sent), comment()]));
    }

    #[test]
    fn who_has_written_to_the_page_is_answered_there() {
        let written = said(Author::Contact(ContactId(1)), MessageBody::text("Hi"), Delivery::Stored);
        assert!(open_comment(&[comment(), written], THEN).is_none());
        assert!(open_comment(&[], THEN).is_none());
    }
}
