//! Doing something to conversations, and taking it back.

use super::{Selection, Workspace};
use crate::AppError;
use crate::api::conversations::{act, undo};
use leptos::prelude::*;
use leptos::task::spawn_local;
use types::ConversationId;
use types::action::{Action, Undo};
use types::contact::Contact;
use types::view::Directory;

impl Workspace {
    /// Does something to conversations, and offers to take it back.
    pub fn act(self, conversations: Vec<ConversationId>, action: Action) {
        if conversations.is_empty() {
            return;
        }
        let said = self.directory_now(|directory| what_was_done(action, conversations.len(), directory));
        let (name, value) = action.fields();
        spawn_local(async move {
            let answer = act(joined(&conversations), name.to_owned(), value).await;
            self.tell(answer, &said);
        });
    }

    /// Does it to what is ticked, or else to the open conversation, and unticks everything.
    pub fn act_on_targets(self, action: Action) {
        self.act(self.targets(), action);
        self.selection.update(Selection::clear);
    }

    fn take_back(self, steps: Undo) {
        spawn_local(async move {
            let answer = undo(steps).await.map(|_| Undo::new());
            self.tell(answer, "Taken back");
        });
    }

    /// Says what came of it. Nothing changed: nothing to say, nothing to take back.
    fn tell(self, answer: Result<Undo, AppError>, said: &str) {
        if self.view.is_disposed() {
            return;
        }
        match answer {
            Ok(steps) => {
                let undo = (!steps.is_empty()).then(|| Callback::new(move |()| self.take_back(steps.clone())));
                self.toasts.show(said, undo);
                self.after_change();
            }
            Err(error) => self.give_up(&error),
        }
    }

    /// A contact is known better now. The live connection tells too; this is for when it is away.
    pub fn learn_contact(self, contact: &Contact) {
        if self.view.is_disposed() {
            return;
        }
        self.view.update(|view| {
            let open = view.thread.iter_mut().map(|thread| &mut thread.conversation);
            for conversation in view.list.rows.iter_mut().chain(open).filter(|row| row.contact.id == contact.id) {
                conversation.contact = contact.clone();
            }
        });
    }

    /// Something was changed by other means than an action.
    pub fn changed(self) {
        if !self.view.is_disposed() {
            self.after_change();
        }
    }

    /// Says what did not work.
    pub fn say(self, error: &AppError) {
        if !self.view.is_disposed() {
            self.give_up(error);
        }
    }

    /// Looks something up in the directory, for handlers of events.
    pub fn directory_now<T>(&self, look: impl FnOnce(&Directory) -> T) -> T {
        self.view.with_untracked(|view| look(&view.directory))
    }
}

fn joined(conversations: &[ConversationId]) -> String {
    conversations.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// What has been done, in a few words.
#[must_use]
pub fn what_was_done(action: Action, conversations: usize, directory: &Directory) -> String {
    let label = |id| directory.label(id).map_or("Label", |label| label.name.as_str());
    let deed = match action {
        Action::Assign(None) => "Unassigned".to_owned(),
        Action::Assign(Some(agent)) => format!("Assigned to {}", directory.agent_name(agent)),
        Action::Group(None) => "Taken out of the group".to_owned(),
        Action::Group(Some(group)) => format!("Moved to {}", directory.group_name(group)),
        Action::Resolve => "Resolved".to_owned(),
        Action::Reopen => "Reopened".to_owned(),
        Action::Pend => "Marked as pending".to_owned(),
        Action::Snooze(_) => "Snoozed".to_owned(),
        Action::Prioritize(priority) => format!("Priority {}", priority.title().to_lowercase()),
        Action::AddLabel(id) => format!("{} added", label(id)),
        Action::RemoveLabel(id) => format!("{} removed", label(id)),
        Action::MarkUnread => "Marked as unread".to_owned(),
        Action::MarkRead => "Marked as read".to_owned(),
    };
    if conversations == 1 { deed } else { format!("{deed}: {conversations} conversations") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::{GroupId, LabelId};

    #[test]
    fn deeds_are_told_in_a_few_words() {
        let directory = Directory::default();
        assert_eq!(what_was_done(Action::Resolve, 1, &directory), "Resolved");
        assert_eq!(what_was_done(Action::Resolve, 3, &directory), "Resolved: 3 conversations");
        assert_eq!(what_was_done(Action::Group(Some(GroupId(4))), 1, &directory), "Moved to Deleted group");
        assert_eq!(what_was_done(Action::AddLabel(LabelId(1)), 1, &directory), "Label added");
    }

    #[test]
    fn ids_are_joined_as_the_server_reads_them() {
        assert_eq!(joined(&[ConversationId(3), ConversationId(4)]), "3,4");
    }
}
