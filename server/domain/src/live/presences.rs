//! Who is with which conversation right now. Kept in memory: who reconnects says it again.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;
use types::conversation::Placement;
use types::live::{Presence, TYPING_SECONDS, Viewer};
use types::{ConversationId, Timestamp, UserId, Uuid};

/// An agent's page.
struct Page {
    agent: UserId,
    conversation: ConversationId,
    typing_until: Option<Timestamp>,
}

/// A customer's chat.
#[derive(Default)]
struct Chat {
    pages: usize,
    typing_until: Option<Timestamp>,
}

/// Everybody who is with a conversation of one account.
#[derive(Default)]
pub(super) struct Presences {
    pages: HashMap<Uuid, Page>,
    chats: HashMap<ConversationId, Chat>,
    /// Where the conversations stood when they were last looked at: decides who is told.
    places: HashMap<ConversationId, Placement>,
}

impl Presences {
    /// An agent's page shows this conversation now, or none. Returns the conversations whose presence changed.
    pub(super) fn agent_at(
        &mut self,
        page: Uuid,
        agent: UserId,
        at: Option<(ConversationId, Placement)>,
        typing: Option<bool>,
        now: Timestamp,
    ) -> BTreeSet<ConversationId> {
        let mut changed = BTreeSet::new();
        let before = self.pages.remove(&page);
        changed.extend(before.iter().map(|page| page.conversation));
        if let Some((conversation, place)) = at {
            self.places.insert(conversation, place);
            let still = before.filter(|page| page.conversation == conversation).and_then(|page| page.typing_until);
            let typing_until = match typing {
                Some(true) => Some(now + Duration::from_secs(TYPING_SECONDS)),
                Some(false) => None,
                None => still,
            };
            self.pages.insert(page, Page { agent, conversation, typing_until });
            changed.insert(conversation);
        }
        changed
    }

    /// The customer is typing, or has stopped.
    pub(super) fn customer_typing(&mut self, id: ConversationId, place: Placement, on: bool, now: Timestamp) {
        self.places.insert(id, place);
        self.chats.entry(id).or_default().typing_until = on.then(|| now + Duration::from_secs(TYPING_SECONDS));
    }

    /// The customer has opened (+1) or closed (-1) a page with the chat.
    pub(super) fn customer_here(&mut self, id: ConversationId, place: Placement, opened: bool) {
        self.places.insert(id, place);
        let chat = self.chats.entry(id).or_default();
        chat.pages = if opened { chat.pages + 1 } else { chat.pages.saturating_sub(1) };
    }

    /// Forgets typing signs that were not renewed. Returns the conversations whose presence changed.
    pub(super) fn expire(&mut self, now: Timestamp) -> BTreeSet<ConversationId> {
        let mut changed = BTreeSet::new();
        let over = |until: &mut Option<Timestamp>| until.take_if(|until| *until <= now).is_some();
        for page in self.pages.values_mut() {
            if over(&mut page.typing_until) {
                changed.insert(page.conversation);
            }
        }
        for (id, chat) in &mut self.chats {
            if over(&mut chat.typing_until) {
                changed.insert(*id);
            }
        }
        self.chats.retain(|_, chat| chat.pages > 0 || chat.typing_until.is_some());
        let (pages, chats) = (&self.pages, &self.chats);
        self.places.retain(|id, _| {
            changed.contains(id) || chats.contains_key(id) || pages.values().any(|page| page.conversation == *id)
        });
        changed
    }

    /// Who is with a conversation.
    pub(super) fn of(&self, id: ConversationId) -> Option<(Presence, Placement)> {
        let mut viewers: Vec<Viewer> = Vec::new();
        for page in self.pages.values().filter(|page| page.conversation == id) {
            let typing = page.typing_until.is_some();
            match viewers.iter_mut().find(|viewer| viewer.agent == page.agent) {
                Some(viewer) => viewer.typing |= typing,
                None => viewers.push(Viewer { agent: page.agent, typing }),
            }
        }
        viewers.sort_unstable_by_key(|viewer| viewer.agent);
        let chat = self.chats.get(&id);
        let presence = Presence {
            conversation: id,
            viewers,
            customer_typing: chat.is_some_and(|chat| chat.typing_until.is_some()),
            customer_online: chat.is_some_and(|chat| chat.pages > 0),
        };
        self.places.get(&id).map(|place| (presence, *place))
    }

    /// Everybody, for somebody who has just come.
    pub(super) fn all(&self) -> Vec<(Presence, Placement)> {
        self.places.keys().filter_map(|id| self.of(*id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::InboxId;
    use types::conversation::StatusKind;

    const HERE: ConversationId = ConversationId(1);

    fn place() -> Placement {
        Placement { inbox: InboxId(1), group: None, assignee: None, status: StatusKind::Open }
    }

    #[test]
    fn an_agent_with_two_pages_is_one_viewer() {
        let mut presences = Presences::default();
        let (first, second) = (Uuid::from_u128(1), Uuid::from_u128(2));
        presences.agent_at(first, UserId(7), Some((HERE, place())), None, Timestamp(0));
        presences.agent_at(second, UserId(7), Some((HERE, place())), Some(true), Timestamp(0));
        let viewers = presences.of(HERE).unwrap().0.viewers;
        assert_eq!(viewers, [Viewer { agent: UserId(7), typing: true }]);
        presences.agent_at(second, UserId(7), None, None, Timestamp(0));
        assert_eq!(presences.of(HERE).unwrap().0.viewers, [Viewer { agent: UserId(7), typing: false }]);
    }

    #[test]
    fn a_typing_sign_that_is_not_renewed_goes_out() {
        let mut presences = Presences::default();
        presences.customer_here(HERE, place(), true);
        presences.customer_typing(HERE, place(), true, Timestamp(0));
        assert!(presences.expire(Timestamp::from_seconds(5)).is_empty());
        assert_eq!(presences.expire(Timestamp::from_seconds(6)), BTreeSet::from([HERE]));
        let presence = presences.of(HERE).unwrap().0;
        assert!(presence.customer_online && !presence.customer_typing);
        presences.customer_here(HERE, place(), false);
        presences.expire(Timestamp::from_seconds(7));
        assert!(presences.all().is_empty());
    }
}
