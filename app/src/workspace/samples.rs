//! Values for the tests of this folder and of the components.

use types::contact::Contact;
use types::conversation::{Preview, Priority, Status, Summary};
use types::message::{Author, Delivery, Message, MessageBody};
use types::view::{Counts, Directory, InboxView, List, ListQuery, Scope, Thread};
use types::{ContactId, ConversationId, InboxId, MessageId, Seq, Timestamp, UserId, Uuid};

/// A conversation of Ben's.
pub(crate) fn summary(id: i64) -> Summary {
    Summary {
        id: ConversationId(id),
        public_id: Uuid::nil(),
        inbox: InboxId(1),
        contact: Contact { id: ContactId(1), name: "Ben Okri".to_owned(), email: None, phone: None },
        status: Status::Open,
        group: None,
        assignee: None,
        priority: Priority::Normal,
        labels: vec![],
        unread: 0,
        marked_unread: false,
        message_count: 1,
        preview: Preview::default(),
        created_at: Timestamp(0),
        last_activity_at: Timestamp(id),
        waiting_since: None,
        first_reply_at: None,
        resolved_at: None,
        outcome: None,
        customer_received_at: None,
        customer_seen_at: None,
        customer_wrote_at: None,
    }
}

/// A message of Ben's, a second after the one before.
pub(crate) fn message(id: i64, text: &str) -> Message {
    Message {
        id: MessageId(id),
        conversation: ConversationId(1),
        author: Author::Contact(ContactId(1)),
        body: MessageBody::text(text),
        attachments: vec![],
        client_id: None,
        delivery: Delivery::Stored,
        reply_to: None,
        reactions: vec![],
        edited_at: None,
        sent_at: Timestamp::from_seconds(id),
        received_at: Timestamp::from_seconds(id),
    }
}

/// The first conversation, open.
pub(crate) fn thread(messages: Vec<Message>) -> Thread {
    Thread { conversation: summary(1), messages, older: false, newer: false, draft: None }
}

/// An empty page of the agent 1.
pub(crate) fn view() -> InboxView {
    InboxView {
        cursor: Seq(9),
        loaded_at: Timestamp(0),
        scope: Scope { me: UserId(1), everything: true, groups: vec![] },
        directory: Directory::default(),
        counts: Counts::default(),
        list: List { query: ListQuery::default(), rows: vec![], end: None },
        thread: None,
    }
}
