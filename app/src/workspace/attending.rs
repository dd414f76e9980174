//! What follows from a conversation being open: it has been seen, colleagues know who looks at it, its contact is asked for.

use super::Workspace;
use crate::api::contacts::contact_profile;
use crate::api::conversations::seen;
use leptos::prelude::*;
use leptos::task::spawn_local;
use types::ConversationId;
use types::contact::ContactProfile;

impl Workspace {
    /// Tells colleagues which conversation is open here.
    pub(super) fn keep_presence(self) {
        let opened = Memo::new(move |_| self.opened());
        Effect::new(move || self.live.view(opened.get()));
    }

    /// Tells the server that what is open has been seen: when it is opened, and when the customer writes while it is.
    pub(super) fn keep_seen(self) {
        let unread = Memo::new(move |_| self.thread(|thread| thread.conversation.unread > 0) == Some(true));
        Effect::new(move |before: Option<Option<ConversationId>>| {
            let (opened, before) = (self.opened(), before.flatten());
            let unread = unread.get();
            if !self.visible.get() {
                // Nobody sees it yet: what was just opened still counts so when they do.
                return before;
            }
            // A mark set by hand stays until the conversation is opened again.
            let marked = untrack(|| self.thread(|thread| thread.conversation.marked_unread)) == Some(true);
            if let Some(conversation) = opened.filter(|_| unread || (before != opened && marked)) {
                spawn_local(async move {
                    // Nothing is lost when it fails: it stays unread.
                    let _ = seen(conversation).await;
                });
            }
            opened
        });
    }

    /// Fetches what the context panel tells, whenever another contact's conversation is opened.
    pub(super) fn keep_profile(self) {
        let contact = Memo::new(move |_| self.thread(|thread| thread.conversation.contact.id));
        Effect::new(move || {
            let Some(contact) = contact.get() else { return };
            let is_there =
                |profile: &Option<ContactProfile>| profile.as_ref().is_some_and(|known| known.contact.id == contact);
            if self.profile.with_untracked(is_there) {
                return;
            }
            self.profile.set(None);
            spawn_local(async move {
                let answer = contact_profile(contact).await;
                if self.view.is_disposed()
                    || self
                        .view
                        .with_untracked(|view| view.thread.as_ref().map(|thread| thread.conversation.contact.id))
                        != Some(contact)
                {
                    return;
                }
                match answer {
                    Ok(profile) => self.profile.set(Some(profile)),
                    Err(error) => self.give_up(&error),
                }
            });
        });
    }
}
