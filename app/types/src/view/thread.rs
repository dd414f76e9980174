//! The open conversation: its summary and the loaded part of its timeline.

use crate::conversation::Summary;
use crate::draft::Draft;
use crate::message::Message;
use serde::{Deserialize, Serialize};

/// The open conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// How it stands.
    pub conversation: Summary,
    /// The loaded part of the timeline, oldest first.
    pub messages: Vec<Message>,
    /// There are older messages.
    pub older: bool,
    /// There are newer messages than the loaded part, as after a jump to a search hit.
    pub newer: bool,
    /// What the reader had begun to write.
    pub draft: Option<Draft>,
}

impl Thread {
    /// Puts messages in their places; those that were there are replaced.
    pub fn merge(&mut self, messages: impl IntoIterator<Item = Message>) {
        for message in messages {
            self.messages.retain(|known| known.id != message.id);
            let place = self.messages.partition_point(|known| known.place() < message.place());
            self.messages.insert(place, message);
        }
    }

    /// Adds the page before the loaded part.
    pub fn prepend(&mut self, page: Vec<Message>, older: bool) {
        self.merge(page);
        self.older = older;
    }

    /// A message that is new now: it belongs to the loaded part unless it lies before or after it.
    pub(super) fn arrive(&mut self, message: Message) {
        let before = self.older && self.messages.first().is_some_and(|first| message.place() < first.place());
        if !self.newer && !before {
            self.merge([message]);
        }
    }

    /// A message that was there before has changed.
    pub(super) fn change(&mut self, message: &Message) {
        if let Some(known) = self.messages.iter_mut().find(|known| known.id == message.id) {
            *known = message.clone();
        }
    }
}
