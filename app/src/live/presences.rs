//! Who is with which conversation. A typing sign that is not renewed goes out by itself.

use leptos::prelude::*;
use std::collections::BTreeMap;
use std::time::Duration;
use types::live::{Presence, TYPING_SECONDS, Viewer};
use types::{ConversationId, UserId};

/// Who is with which conversation right now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presences {
    known: BTreeMap<ConversationId, Presence>,
    /// Counts what arrived, so that an old alarm does not put out a new sign.
    arrivals: BTreeMap<ConversationId, u64>,
}

impl Presences {
    /// The customer is typing there.
    #[must_use]
    pub fn customer_types(&self, conversation: ConversationId) -> bool {
        self.known.get(&conversation).is_some_and(|presence| presence.customer_typing)
    }

    /// The customer's chat is open there.
    #[must_use]
    pub fn customer_is_online(&self, conversation: ConversationId) -> bool {
        self.known.get(&conversation).is_some_and(|presence| presence.customer_online)
    }

    /// Colleagues other than `me` who look at it.
    #[must_use]
    pub fn colleagues(&self, conversation: ConversationId, me: UserId) -> Vec<Viewer> {
        let viewers = self.known.get(&conversation).map(|presence| presence.viewers.as_slice()).unwrap_or_default();
        viewers.iter().filter(|viewer| viewer.agent != me).copied().collect()
    }

    /// Takes in the newest word; returns its number.
    fn put(&mut self, presence: Presence) -> u64 {
        let arrival = self.arrivals.entry(presence.conversation).or_default();
        *arrival += 1;
        self.known.insert(presence.conversation, presence);
        *arrival
    }

    /// Puts the typing signs out, unless something newer came.
    fn quiet(&mut self, conversation: ConversationId, arrival: u64) {
        if self.arrivals.get(&conversation) == Some(&arrival)
            && let Some(presence) = self.known.get_mut(&conversation)
        {
            presence.customer_typing = false;
            for viewer in &mut presence.viewers {
                viewer.typing = false;
            }
        }
    }
}

/// Takes in the newest word on a conversation.
pub(super) fn arrive(presences: RwSignal<Presences>, presence: Presence) {
    let conversation = presence.conversation;
    let typing = presence.customer_typing || presence.viewers.iter().any(|viewer| viewer.typing);
    let Some(arrival) = presences.try_update(|presences| presences.put(presence)) else { return };
    if typing {
        // Two seconds of grace: the renewal travels too.
        set_timeout(
            move || {
                presences.try_update(|presences| presences.quiet(conversation, arrival));
            },
            Duration::from_secs(TYPING_SECONDS + 2),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typing(conversation: i64) -> Presence {
        Presence {
            conversation: ConversationId(conversation),
            viewers: vec![Viewer { agent: UserId(1), typing: true }, Viewer { agent: UserId(2), typing: false }],
            customer_typing: true,
            customer_online: true,
        }
    }

    #[test]
    fn a_typing_sign_goes_out_unless_it_is_renewed() {
        let mut presences = Presences::default();
        let first = presences.put(typing(5));
        let second = presences.put(typing(5));
        presences.quiet(ConversationId(5), first);
        assert!(presences.customer_types(ConversationId(5)));
        presences.quiet(ConversationId(5), second);
        assert!(!presences.customer_types(ConversationId(5)));
        assert!(presences.customer_is_online(ConversationId(5)));
    }

    #[test]
    fn colleagues_are_all_but_me() {
        let mut presences = Presences::default();
        presences.put(typing(5));
        let others = presences.colleagues(ConversationId(5), UserId(1));
        assert_eq!(others, [Viewer { agent: UserId(2), typing: false }]);
        assert!(presences.colleagues(ConversationId(6), UserId(1)).is_empty());
    }
}
