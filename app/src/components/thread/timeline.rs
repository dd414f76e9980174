//! What stands in a thread, from top to bottom: messages, and between them the days and the line above what is new.

use crate::workspace::Echo;
use std::time::Duration;
use types::message::{AuthorKind, Message, MessageBody};
use types::{ConversationId, MessageId, Timestamp, Uuid, Zone};

/// Messages of one author within this time stand together.
const TOGETHER: Duration = Duration::from_secs(5 * 60);

/// How a message is known before and after it got its id: one this page sent keeps its place when it comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// By its id.
    Id(MessageId),
    /// By the name its sender gave it.
    Client(Uuid),
}

impl Key {
    /// The key of a message.
    #[must_use]
    pub fn of(message: &Message) -> Self {
        message.client_id.map_or(Self::Id(message.id), Self::Client)
    }
}

/// One line of a thread.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Entry {
    /// A day begins (`2026-11-22`).
    Day(String),
    /// Here begins what nobody had seen.
    Fresh,
    /// A message.
    Message {
        /// Which.
        key: Key,
        /// The first of several by one author: it shows who.
        first: bool,
    },
}

/// The lines of a thread.
#[must_use]
pub fn entries(
    conversation: ConversationId,
    messages: &[Message],
    echoes: &[Echo],
    fresh_from: Option<MessageId>,
    zone: &Zone,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut before: Option<&Message> = None;
    let mut day = String::new();
    for message in messages.iter().filter(|message| message.is_shown()) {
        let apart = separate(&mut entries, &mut day, message.sent_at, zone)
            | (fresh_from == Some(message.id)).then(|| entries.push(Entry::Fresh)).is_some();
        let first = apart || before.is_none_or(|before| !stand_together(before, message));
        entries.push(Entry::Message { key: Key::of(message), first });
        before = Some(message);
    }
    for echo in echoes.iter().filter(|echo| echo.conversation == conversation) {
        let key = Key::Client(echo.client_id);
        if !messages.iter().any(|message| Key::of(message) == key) {
            separate(&mut entries, &mut day, echo.at, zone);
            entries.push(Entry::Message { key, first: true });
        }
    }
    entries
}

/// Begins a day where one begins. Times that run backwards a little, as echoes may, begin none.
fn separate(entries: &mut Vec<Entry>, day: &mut String, at: Timestamp, zone: &Zone) -> bool {
    let today = zone.civil(at).iso_date();
    let begins = today > *day;
    if begins {
        day.clone_from(&today);
        entries.push(Entry::Day(today));
    }
    begins
}

fn stand_together(before: &Message, message: &Message) -> bool {
    before.author == message.author
        && message.author.kind() != AuthorKind::System
        && !is_activity(before)
        && !is_activity(message)
        && before.for_customer() == message.for_customer()
        && message.sent_at.since(before.sent_at) <= TOGETHER
}

const fn is_activity(message: &Message) -> bool {
    matches!(message.body, MessageBody::Activity(_))
}

/// How many messages of others came after `since`: what an answer begun then does not know of.
#[must_use]
pub fn came_since(messages: &[Message], since: MessageId, me: types::UserId) -> usize {
    let others = |message: &&Message| {
        message.author != types::message::Author::Agent(me) && !is_activity(message) && message.is_shown()
    };
    messages.iter().filter(|message| message.id > since).filter(others).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::samples;
    use types::UserId;
    use types::message::{Activity, Audience, Author};

    fn keys(entries: &[Entry]) -> Vec<(i64, bool)> {
        entries
            .iter()
            .filter_map(|entry| match entry {
                Entry::Message { key: Key::Id(id), first } => Some((id.0, *first)),
                _ => None,
            })
            .collect()
    }

    fn read(messages: &[Message], fresh_from: Option<i64>) -> Vec<Entry> {
        entries(ConversationId(1), messages, &[], fresh_from.map(MessageId), &Zone::default())
    }

    #[test]
    fn messages_of_one_author_stand_together_for_five_minutes() {
        let mut late = samples::message(3, "later");
        late.sent_at = Timestamp::from_seconds(2 + 301);
        let mut answer = samples::message(4, "answer");
        answer.author = Author::Agent(UserId(1));
        answer.sent_at = late.sent_at;
        let messages = [samples::message(1, "a"), samples::message(2, "b"), late, answer];
        assert_eq!(keys(&read(&messages, None)), [(1, true), (2, false), (3, true), (4, true)]);
    }

    #[test]
    fn an_activity_stands_alone_and_parts_its_neighbours() {
        let mut activity = samples::message(2, "");
        activity.body = MessageBody::Activity(Activity::Reopened);
        let messages = [samples::message(1, "a"), activity, samples::message(3, "b")];
        assert_eq!(keys(&read(&messages, None)), [(1, true), (2, true), (3, true)]);
    }

    #[test]
    fn days_begin_in_the_readers_zone() {
        let mut evening = samples::message(1, "evening");
        evening.sent_at = Timestamp::from_seconds(86_400 - 1_800);
        let mut night = samples::message(2, "night");
        night.sent_at = Timestamp::from_seconds(86_400 + 1_800);
        let messages = [evening, night];
        let days = |zone: &Zone| {
            entries(ConversationId(1), &messages, &[], None, zone)
                .into_iter()
                .filter(|entry| matches!(entry, Entry::Day(_)))
                .collect::<Vec<_>>()
        };
        assert_eq!(days(&Zone::default()), [Entry::Day("1970-01-01".to_owned()), Entry::Day("1970-01-02".to_owned())]);
        let berlin = Zone { name: "Europe/Berlin".to_owned(), offsets: vec![(Timestamp(0), 3_600)] };
        assert_eq!(days(&berlin), [Entry::Day("1970-01-02".to_owned())]);
    }

    #[test]
    fn what_was_told_of_twice_is_shown_and_counted_once() {
        let mut twin = samples::message(2, "");
        twin.body = MessageBody::Merged;
        let messages = [samples::message(1, "a"), twin, samples::message(3, "b")];
        assert_eq!(keys(&read(&messages, None)), [(1, true), (3, false)]);
        assert_eq!(came_since(&messages, MessageId(1), UserId(9)), 1);
    }

    #[test]
    fn the_line_stands_above_the_first_new_message() {
        let messages = [samples::message(1, "a"), samples::message(2, "b"), samples::message(3, "c")];
        let entries = read(&messages, Some(2));
        assert_eq!(entries[2], Entry::Fresh);
        assert_eq!(keys(&entries), [(1, true), (2, true), (3, false)]);
    }

    #[test]
    fn an_echo_keeps_its_place_when_its_message_comes() {
        let name = Uuid::from_u128(7);
        let words = Echo::words(ConversationId(1), Audience::Customer, "Hi".to_owned(), Timestamp::from_seconds(2));
        let echo = Echo { client_id: name, ..words };
        let waiting = entries(
            ConversationId(1),
            &[samples::message(1, "a")],
            std::slice::from_ref(&echo),
            None,
            &Zone::default(),
        );
        let mut message = samples::message(2, "Hi");
        message.author = Author::Agent(UserId(1));
        message.client_id = Some(name);
        let arrived = entries(
            ConversationId(1),
            &[samples::message(1, "a"), message],
            std::slice::from_ref(&echo),
            None,
            &Zone::default(),
        );
        assert_eq!(waiting, arrived);
        assert_eq!(entries(ConversationId(2), &[], &[echo], None, &Zone::default()), []);
    }

    #[test]
    fn only_what_others_wrote_surprises_a_writer() {
        let mut mine = samples::message(3, "mine");
        mine.author = Author::Agent(UserId(1));
        let messages = [samples::message(1, "a"), samples::message(2, "b"), mine, samples::message(4, "c")];
        assert_eq!(came_since(&messages, MessageId(1), UserId(1)), 2);
        assert_eq!(came_since(&messages, MessageId(4), UserId(1)), 0);
    }
}
