//! Teams of agents: list, create, rename, choose members, delete.

use crate::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::agent::Agent;
use types::group::{Group, GroupLoad};
use types::{GroupId, Timestamp, UserId};

/// Everything on the pages about groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Teams {
    /// When it was read.
    pub now: Timestamp,
    /// The groups with how busy they are, by name.
    pub groups: Vec<GroupLoad>,
    /// Colleagues who can sign in, by name.
    pub agents: Vec<Agent>,
}

/// All groups and those who can be in them.
#[server(prefix = "/api/fn", endpoint = "groups")]
pub async fn groups() -> Result<Teams, AppError> {
    use crate::server::{actor, desk};
    let (desk, actor) = (desk(), actor().await?);
    let mut groups = desk.group_loads(&actor).await?;
    groups.sort_by_key(|load| load.group.name.to_lowercase());
    let mut agents = desk.directory(&actor).await?.agents;
    agents.retain(|agent| agent.active);
    agents.sort_by_key(|agent| agent.name.to_lowercase());
    Ok(Teams { now: desk.now(), groups, agents })
}

/// Makes a group without members, and opens its page so that they can be chosen.
#[server(prefix = "/api/fn", endpoint = "create_group")]
pub async fn create_group(name: String) -> Result<Group, AppError> {
    use crate::server::{actor, desk, go_to};
    let group = desk().create_group(&actor().await?, &name).await?;
    go_to(&format!("/groups/{}", group.id));
    Ok(group)
}

/// Gives a group another name.
#[server(prefix = "/api/fn", endpoint = "rename_group")]
pub async fn rename_group(group: GroupId, name: String) -> Result<Group, AppError> {
    use crate::server::{actor, desk};
    Ok(desk().rename_group(&actor().await?, group, &name).await?)
}

/// Sets who belongs to a group. Without a ticked box, forms send no `members` at all: nobody.
#[server(prefix = "/api/fn", endpoint = "set_members")]
pub async fn set_members(group: GroupId, #[server(default)] members: Vec<UserId>) -> Result<Group, AppError> {
    use crate::server::{actor, desk};
    Ok(desk().set_members(&actor().await?, group, members).await?)
}

/// Deletes a group. `heir` says where its conversations go: `everyone`, or the id of another group.
#[server(prefix = "/api/fn", endpoint = "delete_group")]
pub async fn delete_group(group: GroupId, heir: String) -> Result<(), AppError> {
    use crate::server::{actor, desk, go_to};
    use types::{Problem, group::Heir};
    let heir = match heir.as_str() {
        "everyone" => Heir::Everyone,
        id => {
            Heir::Group(id.parse().map_err(|_| Problem::invalid("heir", "Please choose where the conversations go."))?)
        }
    };
    desk().delete_group(&actor().await?, group, heir).await?;
    go_to("/groups");
    Ok(())
}
