//! Teams of agents. A conversation of a group is seen by its members, its assignee and those who manage the account.

use crate::{GroupId, UserId};
use serde::{Deserialize, Serialize};

/// A team, as lists and menus show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Which.
    pub id: GroupId,
    /// What people call it.
    pub name: String,
    /// Who belongs to it.
    pub members: Vec<UserId>,
}

/// A group with how busy it is, for the owner's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupLoad {
    /// The group.
    pub group: Group,
    /// Open conversations.
    pub open: i64,
    /// Open and assigned to nobody.
    pub unassigned: i64,
    /// Open ones in which the customer waits.
    pub waiting: i64,
    /// Since when the one who waits longest has waited.
    pub oldest_waiting: Option<crate::Timestamp>,
    /// Open conversations per member, in the order of `group.members`.
    pub member_open: Vec<i64>,
}

/// Where the conversations of a deleted group go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heir {
    /// To no group: everyone sees them.
    Everyone,
    /// To another group.
    Group(GroupId),
}
