//! The names behind the ids: colleagues, groups, inboxes, labels.

use crate::agent::Agent;
use crate::canned_reply::CannedReply;
use crate::group::Group;
use crate::inbox::Inbox;
use crate::label::Label;
use crate::{GroupId, InboxId, LabelId, UserId};
use serde::{Deserialize, Serialize};

/// The names behind the ids, each list ascending by id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// Colleagues, also those who have left.
    pub agents: Vec<Agent>,
    /// Groups.
    pub groups: Vec<Group>,
    /// Inboxes.
    pub inboxes: Vec<Inbox>,
    /// Labels.
    pub labels: Vec<Label>,
    /// Canned replies.
    pub canned_replies: Vec<CannedReply>,
}

impl Directory {
    /// A colleague.
    #[must_use]
    pub fn agent(&self, id: UserId) -> Option<&Agent> {
        self.agents.iter().find(|agent| agent.id == id)
    }

    /// A group.
    #[must_use]
    pub fn group(&self, id: GroupId) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// An inbox.
    #[must_use]
    pub fn inbox(&self, id: InboxId) -> Option<&Inbox> {
        self.inboxes.iter().find(|inbox| inbox.id == id)
    }

    /// A label.
    #[must_use]
    pub fn label(&self, id: LabelId) -> Option<&Label> {
        self.labels.iter().find(|label| label.id == id)
    }

    /// A colleague's name.
    #[must_use]
    pub fn agent_name(&self, id: UserId) -> String {
        self.agent(id).map_or_else(|| "Former colleague".to_owned(), |agent| agent.name.clone())
    }

    /// A group's name.
    #[must_use]
    pub fn group_name(&self, id: GroupId) -> String {
        self.group(id).map_or_else(|| "Deleted group".to_owned(), |group| group.name.clone())
    }
}

/// Puts `item` at its place by id, over the one that was there.
pub(super) fn upsert<T, K: Ord>(items: &mut Vec<T>, item: T, key: impl Fn(&T) -> K) {
    match items.binary_search_by_key(&key(&item), &key) {
        Ok(place) => {
            if let Some(old) = items.get_mut(place) {
                *old = item;
            }
        }
        Err(place) => items.insert(place, item),
    }
}
