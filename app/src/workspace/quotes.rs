//! What an answer that was begun quotes: kept in this browser beside the draft, by its message alone, never by its words.

use super::Workspace;
use crate::resource::read;
use leptos::prelude::*;
use leptos::web_sys::Storage;
use std::collections::BTreeMap;
use types::{ConversationId, MessageId, UserId};

/// Most quotes that are kept; those of the oldest conversations go first.
const KEPT: usize = 100;

type Quotes = BTreeMap<ConversationId, MessageId>;

/// Several people may share a browser.
fn key(me: UserId) -> String {
    format!("frontdesk.quotes.{me}")
}

/// Without storage (it may be forbidden) everything works, only a closed tab forgets.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn load(me: UserId) -> Quotes {
    let text = storage().and_then(|storage| storage.get_item(&key(me)).ok().flatten()).unwrap_or_default();
    read(&text).unwrap_or_default()
}

impl Workspace {
    /// The message that the answer begun in a conversation quotes. Only in browsers.
    #[must_use]
    pub fn quoted(self, conversation: ConversationId) -> Option<MessageId> {
        load(self.my_id()).get(&conversation).copied()
    }

    /// Keeps what the answer quotes now.
    pub fn remember_quoted(self, conversation: ConversationId, message: Option<MessageId>) {
        let me = self.my_id();
        let (before, Some(storage)) = (load(me), storage()) else { return };
        let after = put(before.clone(), conversation, message);
        if after != before {
            // A full storage keeps the page working.
            let _ = match serde_json::to_string(&after) {
                Ok(text) if !after.is_empty() => storage.set_item(&key(me), &text),
                _ => storage.remove_item(&key(me)),
            };
        }
    }
}

fn put(mut quotes: Quotes, conversation: ConversationId, message: Option<MessageId>) -> Quotes {
    match message {
        Some(message) => quotes.insert(conversation, message),
        None => quotes.remove(&conversation),
    };
    while quotes.len() > KEPT {
        quotes.pop_first();
    }
    quotes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_conversation_has_one_quote_and_old_ones_go_first() {
        let mut quotes = Quotes::new();
        for number in 0..=100 {
            quotes = put(quotes, ConversationId(number), Some(MessageId(number)));
        }
        assert_eq!((quotes.len(), quotes.first_key_value()), (KEPT, Some((&ConversationId(1), &MessageId(1)))));
        quotes = put(quotes, ConversationId(100), Some(MessageId(7)));
        assert_eq!(quotes.get(&ConversationId(100)), Some(&MessageId(7)));
        let written = serde_json::to_string(&quotes).unwrap();
        assert_eq!(serde_json::from_str::<Quotes>(&written).unwrap(), quotes);
        assert!(!put(quotes, ConversationId(100), None).contains_key(&ConversationId(100)));
    }
}
