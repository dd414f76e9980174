//! Who sees what: the one rule.

use crate::conversation::Placement;
use crate::{GroupId, UserId};
use serde::{Deserialize, Serialize};

/// What somebody may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// Who.
    pub me: UserId,
    /// Sees everything of the account.
    pub everything: bool,
    /// Groups they are a member of, ascending.
    pub groups: Vec<GroupId>,
}

impl Scope {
    /// Theirs, their group's, or no group's.
    #[must_use]
    pub fn sees(&self, place: &Placement) -> bool {
        self.everything || place.assignee == Some(self.me) || self.sees_group(place.group)
    }

    /// Conversations of this group that are assigned to others or to nobody.
    #[must_use]
    pub fn sees_group(&self, group: Option<GroupId>) -> bool {
        self.everything || group.is_none_or(|group| self.groups.contains(&group))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::InboxId;
    use crate::conversation::StatusKind;

    #[test]
    fn an_agent_sees_their_own_their_groups_and_nobodys() {
        let ana = Scope { me: UserId(1), everything: false, groups: vec![GroupId(1)] };
        let boss = Scope { me: UserId(9), everything: true, groups: vec![] };
        for (group, assignee, seen) in [
            (None, None, true),
            (None, Some(2), true),
            (Some(1), Some(2), true),
            (Some(2), None, false),
            (Some(2), Some(1), true),
        ] {
            let place = Placement {
                inbox: InboxId(1),
                group: group.map(GroupId),
                assignee: assignee.map(UserId),
                status: StatusKind::Open,
            };
            assert_eq!(ana.sees(&place), seen, "{group:?} {assignee:?}");
            assert!(boss.sees(&place));
        }
    }
}
