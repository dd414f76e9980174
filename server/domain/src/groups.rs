//! Groups of agents, for those who manage the account.

use crate::change::{Touched, Work};
use crate::{Actor, Desk};
use store::{Conn, StoreError, conversations, groups, tallies, users};
use types::conversation::StatusKind;
use types::event::Change;
use types::group::{Group, GroupLoad, Heir};
use types::message::{Activity, Author};
use types::{AccountId, GroupId, Noun, Problem, UserId, limits};

/// Conversations moved in one transaction when a group is deleted.
const MOVED_AT_ONCE: i64 = 200;

impl Desk {
    /// Every group with how busy it is.
    ///
    /// # Errors
    /// `Forbidden` for agents.
    pub async fn group_loads(&self, actor: &Actor) -> Result<Vec<GroupLoad>, Problem> {
        actor.must_manage()?;
        let mut tx = self.store.snapshot().await?;
        let groups = groups::all(&mut tx, actor.account).await?;
        let waiting = conversations::waiting_by_group(&mut tx, actor.account).await?;
        let placed = tallies::all(&mut tx, actor.account).await?;
        let open: Vec<_> = placed.into_iter().filter(|(place, _)| place.status == StatusKind::Open).collect();
        let load = |group: Group| {
            let here = || open.iter().filter(|(place, _)| place.group == Some(group.id));
            let of_member =
                |user: &UserId| open.iter().filter(|(place, _)| place.assignee == Some(*user)).map(|(_, n)| n).sum();
            let standing =
                waiting.iter().find(|(id, _)| *id == group.id).map(|(_, standing)| *standing).unwrap_or_default();
            GroupLoad {
                open: here().map(|(_, n)| n).sum(),
                unassigned: here().filter(|(place, _)| place.assignee.is_none()).map(|(_, n)| n).sum(),
                waiting: standing.waiting,
                oldest_waiting: standing.oldest,
                member_open: group.members.iter().map(of_member).collect(),
                group,
            }
        };
        Ok(groups.into_iter().map(load).collect())
    }

    /// Founds a group without members.
    ///
    /// # Errors
    /// `Forbidden` for agents, `Invalid` for a bad name, `Conflict` when the name is in use.
    pub async fn create_group(&self, actor: &Actor, name: &str) -> Result<Group, Problem> {
        actor.must_manage()?;
        let name = limits::name("name", name)?;
        self.change(actor.account, move |work| {
            Box::pin(async move {
                let id = groups::create(work.conn, work.account, &name, work.now).await.map_err(|e| taken(e, &name))?;
                let group = Group { id, name, members: Vec::new() };
                announce(work, &group, Vec::new(), Vec::new());
                Ok(group)
            })
        })
        .await
    }

    /// Gives a group another name.
    ///
    /// # Errors
    /// As `create_group`, and `NotFound`.
    pub async fn rename_group(&self, actor: &Actor, id: GroupId, name: &str) -> Result<Group, Problem> {
        actor.must_manage()?;
        let name = limits::name("name", name)?;
        self.change(actor.account, move |work| {
            Box::pin(async move {
                find(work.conn, work.account, id).await?;
                groups::rename(work.conn, work.account, id, &name).await.map_err(|e| taken(e, &name))?;
                let group = find(work.conn, work.account, id).await?;
                announce(work, &group, Vec::new(), Vec::new());
                Ok(group)
            })
        })
        .await
    }

    /// Replaces the members of a group. Their rights change at once, also on pages that are open.
    ///
    /// # Errors
    /// `Forbidden` for agents, `NotFound` for an unknown group or person.
    pub async fn set_members(&self, actor: &Actor, id: GroupId, members: Vec<UserId>) -> Result<Group, Problem> {
        actor.must_manage()?;
        let mut members = members;
        members.sort_unstable();
        members.dedup();
        self.change(actor.account, move |work| {
            Box::pin(async move {
                let before = find(work.conn, work.account, id).await?.members;
                let known = users::agents(work.conn, work.account).await?;
                if members.iter().any(|member| !known.iter().any(|agent| agent.id == *member)) {
                    return Err(Problem::NotFound { what: Noun::Agent });
                }
                groups::set_members(work.conn, work.account, id, &members).await?;
                let group = find(work.conn, work.account, id).await?;
                let without = |all: &[UserId], some: &[UserId]| -> Vec<UserId> {
                    all.iter().filter(|member| !some.contains(member)).copied().collect()
                };
                announce(work, &group, without(&members, &before), without(&before, &members));
                Ok(group)
            })
        })
        .await
    }

    /// Deletes a group; its conversations go to the heir, in steps when there are many, so that nobody waits long.
    ///
    /// # Errors
    /// `Forbidden` for agents, `NotFound` for an unknown group or heir, `Invalid` when it is its own heir.
    pub async fn delete_group(&self, actor: &Actor, id: GroupId, heir: Heir) -> Result<(), Problem> {
        actor.must_manage()?;
        let heir = match heir {
            Heir::Everyone => None,
            Heir::Group(heir) if heir == id => {
                return Err(Problem::invalid("heir", "The conversations must go to another group."));
            }
            Heir::Group(heir) => Some(heir),
        };
        let author = Author::Agent(actor.user);
        loop {
            let empty = self
                .change(actor.account, move |work| {
                    Box::pin(async move {
                        let members = find(work.conn, work.account, id).await?.members;
                        if let Some(heir) = heir {
                            find(work.conn, work.account, heir).await?;
                        }
                        let rest = conversations::of_group(work.conn, work.account, id, MOVED_AT_ONCE).await?;
                        for conversation in &rest {
                            let known = conversations::find_to_change(work.conn, work.account, *conversation).await?;
                            let Some(known) = known.filter(|known| known.summary.group == Some(id)) else { continue };
                            let mut touched = Touched::known(known);
                            touched.conversation.summary.group = heir;
                            touched.log(work, author, Activity::Grouped { to: heir }).await?;
                            work.save(touched).await?;
                        }
                        if rest.is_empty() {
                            groups::delete(work.conn, work.account, id).await?;
                            work.announce(Change::GroupDeleted { id, members });
                        }
                        Ok(rest.is_empty())
                    })
                })
                .await?;
            if empty {
                return Ok(());
            }
        }
    }
}

async fn find(conn: &mut Conn, account: AccountId, id: GroupId) -> Result<Group, Problem> {
    groups::find(conn, account, id).await?.ok_or(Problem::NotFound { what: Noun::Group })
}

fn announce(work: &mut Work<'_>, group: &Group, joined: Vec<UserId>, left: Vec<UserId>) {
    work.announce(Change::Group { group: group.clone(), joined, left });
}

fn taken(error: StoreError, name: &str) -> Problem {
    match error {
        StoreError::Taken(_) => Problem::conflict(format!("There is a group {name:?} already.")),
        error => error.into(),
    }
}
