//! Who asks.

use store::{Conn, StoreError};
use types::agent::Role;
use types::view::Scope;
use types::{AccountId, Problem, UserId};

/// An agent at work: every verb takes one first.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The business they work in.
    pub account: AccountId,
    /// Who.
    pub user: UserId,
    /// What they may do.
    pub role: Role,
    /// What they may see.
    pub scope: Scope,
    /// Full name.
    pub name: String,
    /// The IANA zone they work in: what "tomorrow" means.
    pub zone: String,
    /// The session they act in; `None` for the command line. Live connections end with it.
    pub(crate) session: Option<String>,
}

impl Actor {
    /// Somebody with their present rights; `None` when they are no active member.
    pub(crate) async fn load(conn: &mut Conn, account: AccountId, user: UserId) -> Result<Option<Self>, StoreError> {
        let Some(agent) = store::users::find_agent(conn, account, user).await?.filter(|agent| agent.active) else {
            return Ok(None);
        };
        let groups = store::groups::of_member(conn, account, user).await?;
        let scope = Scope { me: user, everything: agent.role.manages(), groups };
        Ok(Some(Self { account, user, role: agent.role, scope, name: agent.name, zone: String::new(), session: None }))
    }

    /// The same, working in that zone.
    #[must_use]
    pub fn in_zone(self, zone: impl Into<String>) -> Self {
        Self { zone: zone.into(), ..self }
    }

    /// Refuses those who do not manage the account.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn must_manage(&self) -> Result<(), Problem> {
        if self.role.manages() {
            Ok(())
        } else {
            Err(Problem::forbidden("only owners and admins can. Ask one of them."))
        }
    }
}
