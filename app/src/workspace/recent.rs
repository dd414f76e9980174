//! The events of the last minutes. What was fetched while they came in is brought up to the page's time with them.

use std::collections::VecDeque;
use types::Seq;
use types::event::Event;
use types::message::Message;
use types::view::{InboxView, List, Thread};

/// How many are kept. More come in during one request only when something is very wrong.
const KEPT: usize = 500;

/// The last events the page has taken in.
#[derive(Debug, Default)]
pub struct Recent {
    events: VecDeque<Event>,
    /// The last one that was forgotten.
    forgotten: Option<Seq>,
}

/// What was fetched is older than the oldest event that is kept: it must be fetched again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooOld;

impl Recent {
    /// Keeps one.
    pub fn keep(&mut self, event: Event) {
        if self.events.len() == KEPT {
            self.forgotten = self.events.pop_front().map(|event| event.seq);
        }
        self.events.push_back(event);
    }

    /// Brings a freshly fetched view up to this page's time.
    ///
    /// # Errors
    /// `TooOld` when the events between are no longer there.
    pub fn catch_up(&self, view: &mut InboxView) -> Result<(), TooOld> {
        if self.forgotten.is_some_and(|forgotten| forgotten > view.cursor) {
            return Err(TooOld);
        }
        for event in &self.events {
            view.apply(event);
        }
        Ok(())
    }

    /// Brings a fetched conversation, which contains everything up to `cursor`, up to this page's time. `None`: it has gone
    /// out of the reader's sight since.
    ///
    /// # Errors
    /// `TooOld` when the events between are no longer there.
    pub fn thread(&self, page: &InboxView, thread: Thread, cursor: Seq) -> Result<Option<Thread>, TooOld> {
        let mut probe = probe(page, cursor);
        probe.thread = Some(thread);
        self.catch_up(&mut probe)?;
        Ok(probe.thread)
    }

    /// Brings a further page of the list up to this page's time; it was asked for when the page stood at `asked`.
    ///
    /// # Errors
    /// `TooOld` when the events between are no longer there.
    pub fn list(&self, page: &InboxView, list: List, asked: Seq) -> Result<List, TooOld> {
        let mut probe = probe(page, asked);
        probe.list = list;
        self.catch_up(&mut probe)?;
        Ok(probe.list)
    }

    /// Brings a further part of the open timeline up to this page's time; it was asked for when the page stood at `asked`.
    /// `newer`: more messages follow the part, so what has arrived since does not belong to it.
    ///
    /// # Errors
    /// `TooOld` when the events between are no longer there.
    pub fn messages(
        &self,
        page: &InboxView,
        messages: Vec<Message>,
        newer: bool,
        asked: Seq,
    ) -> Result<Vec<Message>, TooOld> {
        let Some(thread) = &page.thread else { return Ok(messages) };
        let part = Thread { conversation: thread.conversation.clone(), messages, older: true, newer, draft: None };
        Ok(self.thread(page, part, asked)?.map(|part| part.messages).unwrap_or_default())
    }
}

/// A view with nothing but its reader and its time, to try events on.
fn probe(page: &InboxView, cursor: Seq) -> InboxView {
    InboxView {
        cursor,
        loaded_at: page.loaded_at,
        scope: page.scope.clone(),
        directory: types::view::Directory::default(),
        counts: types::view::Counts::default(),
        list: List { query: page.list.query, rows: Vec::new(), end: None },
        thread: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::samples;
    use types::event::Change;
    use types::message::{Delivery, MessageBody};
    use types::{MessageId, Timestamp};

    fn event(seq: i64, change: Change) -> Event {
        Event { seq: Seq(seq), at: Timestamp(seq), change }
    }

    #[test]
    fn a_conversation_fetched_before_a_change_shows_the_change() {
        let (mut recent, page) = (Recent::default(), samples::view());
        let mut message = samples::message(1, "Hello");
        let fetched = samples::thread(vec![message.clone()]);
        message.delivery = Delivery::Read;
        recent.keep(event(8, Change::Message { place: samples::summary(1).placement(), message: Box::new(message) }));

        let stale = recent.thread(&page, fetched.clone(), Seq(7)).unwrap().unwrap();
        assert_eq!(stale.messages[0].delivery, Delivery::Read);
        // What it contains already is not applied again.
        let fresh = recent.thread(&page, fetched, Seq(8)).unwrap().unwrap();
        assert_eq!(fresh.messages[0].delivery, Delivery::Stored);
    }

    #[test]
    fn a_part_of_a_timeline_takes_changes_and_no_newcomers() {
        let (mut recent, mut page) = (Recent::default(), samples::view());
        page.thread = Some(samples::thread(vec![samples::message(9, "now")]));
        let mut changed = samples::message(1, "old");
        changed.body = MessageBody::text("edited");
        let place = samples::summary(1).placement();
        recent.keep(event(8, Change::Message { place, message: Box::new(changed) }));
        recent.keep(event(
            9,
            Change::Conversation {
                was: Some(place),
                now: Box::new(samples::summary(1)),
                messages: vec![samples::message(10, "new")],
            },
        ));
        let part = recent.messages(&page, vec![samples::message(1, "old")], true, Seq(7)).unwrap();
        assert_eq!(part.iter().map(|message| message.id).collect::<Vec<_>>(), [MessageId(1)]);
        assert_eq!(part[0].body, MessageBody::text("edited"));
        // The last part takes what came while it was fetched.
        let last = recent.messages(&page, vec![samples::message(1, "old")], false, Seq(7)).unwrap();
        assert_eq!(last.iter().map(|message| message.id.0).collect::<Vec<_>>(), [1, 10]);
    }

    #[test]
    fn what_is_older_than_all_that_is_known_must_be_fetched_again() {
        let mut recent = Recent::default();
        for seq in 0..=500 {
            recent.keep(event(seq + 10, Change::Unknown));
        }
        let page = samples::view();
        assert_eq!(recent.thread(&page, samples::thread(vec![]), Seq(9)), Err(TooOld));
        assert!(recent.thread(&page, samples::thread(vec![]), Seq(10)).is_ok());
    }
}
