//! What components ask of the state again and again.

use super::{CommandScope, Overlay, Workspace};
use leptos::prelude::*;
use types::conversation::Summary;
use types::inbox::Inbox;
use types::message::{AuthorKind, Message};
use types::view::{Directory, Thread};
use types::{ConversationId, MessageId, Noun, Problem, UserId};

/// Why the conversation of the address is not there, when nothing else is known.
pub(super) const NO_SUCH_CONVERSATION: Problem = Problem::NotFound { what: Noun::Conversation };

impl Workspace {
    /// Who is signed in.
    #[must_use]
    pub fn my_id(&self) -> UserId {
        self.me.with_untracked(|me| me.id)
    }

    /// Looks something up in the directory, and follows its changes.
    pub fn directory<T>(&self, look: impl FnOnce(&Directory) -> T) -> T {
        self.view.with(|view| look(&view.directory))
    }

    /// The open conversation, once it is there.
    #[must_use]
    pub fn opened(&self) -> Option<ConversationId> {
        let wanted = self.place.get().conversation;
        self.view
            .with(|view| view.thread.as_ref().map(|thread| thread.conversation.id).filter(|id| Some(*id) == wanted))
    }

    /// How a conversation stands: as the open one, or as a row of the list.
    #[must_use]
    pub fn summary(&self, id: ConversationId) -> Memo<Option<Summary>> {
        let view = self.view;
        Memo::new(move |_| {
            view.with(|view| {
                let opened = view.thread.as_ref().map(|thread| &thread.conversation).filter(|open| open.id == id);
                opened.or_else(|| view.list.rows.iter().find(|row| row.id == id)).cloned()
            })
        })
    }

    /// Looks something up in the open conversation; `None` while there is none.
    pub fn thread<T>(&self, look: impl FnOnce(&Thread) -> T) -> Option<T> {
        self.view.with(|view| view.thread.as_ref().map(look))
    }

    /// The inbox of the open conversation.
    #[must_use]
    pub fn opened_inbox(&self) -> Option<Inbox> {
        self.view.with(|view| view.directory.inbox(view.thread.as_ref()?.conversation.inbox).cloned())
    }

    /// What keys and commands are about: what is ticked, or else the row that has the keyboard, or else what is open.
    #[must_use]
    pub fn targets(&self) -> Vec<ConversationId> {
        let ticked = self.selection.with_untracked(super::Selection::all);
        if !ticked.is_empty() {
            return ticked;
        }
        focused_row().or_else(|| self.place.get_untracked().conversation).into_iter().collect()
    }

    /// Opens the command bar for what keys and commands are about now: once it is open, it has the keyboard itself.
    pub fn open_commands(self, scope: CommandScope) {
        self.aim.set(self.targets());
        self.overlay.set(Some(Overlay::Commands(scope)));
    }
}

/// The row of the list that has the keyboard.
#[must_use]
pub fn focused_row() -> Option<ConversationId> {
    document().active_element()?.get_attribute("data-row")?.parse().ok()
}

/// Where the line above what is new stands in a conversation that has just been opened.
pub(super) fn fresh_from(thread: &Thread) -> Option<MessageId> {
    first_unread(&thread.messages, thread.conversation.unread)
}

/// The first of the customer's last `unread` messages.
fn first_unread(messages: &[Message], unread: i64) -> Option<MessageId> {
    let unread = usize::try_from(unread).ok().filter(|unread| *unread > 0)?;
    let of_customer = messages.iter().rev().filter(|message| message.author.kind() == AuthorKind::Contact);
    of_customer.take(unread).last().map(|message| message.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::samples;

    #[test]
    fn the_line_stands_above_the_first_unread_message() {
        let messages = [samples::message(1, "a"), samples::message(2, "b"), samples::message(3, "c")];
        assert_eq!(first_unread(&messages, 2), Some(MessageId(2)));
        assert_eq!(first_unread(&messages, 9), Some(MessageId(1)));
        assert_eq!(first_unread(&messages, 0), None);
    }
}
