//! What the composer offers and warns of while one writes: canned replies, what came meanwhile.

use super::slash::{Slash, fill_in, fitting};
use super::writing::Writing;
use crate::components::thread::came_since;
use leptos::prelude::*;
use types::canned_reply::{CannedReply, Placeholders};
use types::inbox::Capabilities;

impl Writing {
    /// How many messages of others have come since the writing began.
    pub(super) fn surprises(self) -> usize {
        let Some(since) = self.since.get() else { return 0 };
        let me = self.workspace.my_id();
        self.workspace.thread(|thread| came_since(&thread.messages, since, me)).unwrap_or_default()
    }

    /// What has come has been read: it surprises no longer.
    pub(super) fn has_read(self) {
        self.since.set(self.newest());
        self.asks.set(false);
        self.focus();
    }

    /// What the channel can carry.
    pub(super) fn capabilities(self) -> Option<Capabilities> {
        self.workspace.opened_inbox().map(|inbox| inbox.channel.capabilities())
    }

    /// Canned replies that fit what stands after the slash.
    pub(super) fn offers(self) -> Vec<CannedReply> {
        self.slash
            .with(|slash| {
                let slash = slash.as_ref()?;
                let offers = self.workspace.directory(|directory| fitting(&slash.word, &directory.canned_replies));
                Some(offers.into_iter().take(8).collect())
            })
            .unwrap_or_default()
    }

    /// The id of the offer that Enter takes.
    pub(super) fn active_choice(self) -> Option<String> {
        let offers = self.offers();
        offers
            .get(self.choice.get().min(offers.len().checked_sub(1)?))
            .map(|reply| format!("canned-reply-{}", reply.id))
    }

    /// Puts a canned reply in the place of the slash, or at the caret.
    pub(super) fn fill_in(self, reply: &CannedReply) {
        let text = self.text.get_untracked();
        let customer = self
            .workspace
            .view
            .with_untracked(|view| view.thread.as_ref().map(|thread| thread.conversation.contact.name.clone()))
            .unwrap_or_default();
        let filled =
            self.workspace.me.with_untracked(|me| reply.filled(Placeholders { contact: &customer, agent: &me.name }));
        let slash =
            self.slash.get_untracked().unwrap_or(Slash { begin: text.len(), end: text.len(), word: String::new() });
        let (text, caret) = fill_in(&text, &slash, &filled);
        self.put(text, Some(caret));
        self.focus();
    }
}
