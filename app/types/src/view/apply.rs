//! The reducer: old state + event = new state.

use super::directory::upsert;
use super::{InboxView, List, Scope, View};
use crate::conversation::Summary;
use crate::event::{Change, Event};
use crate::{ConversationId, GroupId};

impl InboxView {
    /// Takes an event in. One that is contained already changes nothing, so a repeat is harmless.
    pub fn apply(&mut self, event: &Event) {
        if event.seq <= self.cursor {
            return;
        }
        self.cursor = event.seq;
        match &event.change {
            Change::Conversation { was, now, messages } => {
                if let Some(was) = was {
                    self.counts.add(&self.scope, was, -1);
                }
                self.counts.add(&self.scope, &now.placement(), 1);
                self.list.put(&self.scope, now);
                if let Some(thread) = self.thread.as_mut().filter(|thread| thread.conversation.id == now.id) {
                    thread.conversation = (**now).clone();
                    for message in messages {
                        thread.arrive(message.clone());
                    }
                }
            }
            Change::Gone { conversation, was } => {
                self.counts.add(&self.scope, was, -1);
                self.list.remove(*conversation);
                self.thread.take_if(|thread| thread.conversation.id == *conversation);
            }
            Change::Message { message, .. } => {
                if let Some(thread) =
                    self.thread.as_mut().filter(|thread| thread.conversation.id == message.conversation)
                {
                    thread.change(message);
                }
            }
            Change::Agent { agent } => upsert(&mut self.directory.agents, agent.clone(), |agent| agent.id),
            Change::Group { group, .. } => {
                upsert(&mut self.directory.groups, group.clone(), |group| group.id);
                if self.scope.sees_group(Some(group.id)) {
                    self.counts.ensure(View::Group(group.id));
                }
            }
            Change::GroupDeleted { id, .. } => self.forget_group(*id),
            Change::Inbox { inbox } => {
                upsert(&mut self.directory.inboxes, inbox.clone(), |inbox| inbox.id);
                self.counts.ensure(View::Inbox(inbox.id));
            }
            Change::Label { label } => upsert(&mut self.directory.labels, label.clone(), |label| label.id),
            Change::CannedReply { reply } => {
                upsert(&mut self.directory.canned_replies, reply.clone(), |reply| reply.id);
            }
            Change::CannedReplyDeleted { id } => self.directory.canned_replies.retain(|reply| reply.id != *id),
            // Frames and menus show alarms, not the inbox.
            Change::Alarm { .. } | Change::Unknown => {}
        }
    }

    fn forget_group(&mut self, id: GroupId) {
        self.directory.groups.retain(|group| group.id != id);
        self.scope.groups.retain(|group| *group != id);
        self.counts.0.retain(|(view, _)| *view != View::Group(id));
    }
}

impl List {
    /// Puts a row where it belongs now, or takes it out.
    fn put(&mut self, scope: &Scope, row: &Summary) {
        self.remove(row.id);
        let key = self.query.sort.key(row);
        if self.query.holds(scope.me, row) && self.end.is_none_or(|end| key <= end) {
            let place = self.rows.partition_point(|known| self.query.sort.key(known) < key);
            self.rows.insert(place, row.clone());
        }
    }

    fn remove(&mut self, id: ConversationId) {
        self.rows.retain(|row| row.id != id);
    }
}
