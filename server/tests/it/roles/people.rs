//! Who tries to get in.

use crate::TestDesk;
use domain::{Actor, Permissions};

/// Who tries to get in, in the order of the table's columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A browser without any cookie.
    Nobody,
    /// A visitor of the website's chat.
    Visitor,
    /// An agent of the business who is not in the group whose conversations are asked for.
    Outsider,
    /// An agent of the business who is.
    Agent,
    /// The owner of the business, and its program.
    Owner,
    /// The owner of another business, and its program: nobody there may do more.
    Stranger,
}

impl Role {
    pub(super) const ALL: [Self; 6] =
        [Self::Nobody, Self::Visitor, Self::Outsider, Self::Agent, Self::Owner, Self::Stranger];
}

/// What the customer whose conversation is not for everybody has said besides what can be searched for.
pub(super) const SECRET_WORD: &str = "zephyrine";
/// The group whose conversations they are.
pub(super) const GROUP: &str = "Plant care";
/// What the visitor's browser keeps.
pub(super) const VISITOR_TOKEN: &str = "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr";

/// Somebody who tries to get in.
pub(super) struct Person {
    /// As whom.
    pub(super) role: Role,
    /// What the browser sends along.
    pub(super) cookie: String,
    /// The token of their program, which is sent to the REST API only.
    pub(super) program: Option<String>,
    /// Who they are, once signed in.
    pub(super) actor: Option<Actor>,
}

impl Person {
    /// Everybody, in the order of the table's columns.
    pub(super) async fn all(desk: &TestDesk) -> Vec<Self> {
        let nobody = Self { role: Role::Nobody, cookie: String::new(), program: None, actor: None };
        let cookie = format!("frontdesk_visitor={VISITOR_TOKEN}");
        let visitor = Self { role: Role::Visitor, cookie, program: None, actor: None };
        let outsider = Self::of_the_demo(desk, Role::Outsider, "Ana").await;
        let agent = Self::of_the_demo(desk, Role::Agent, "Ben").await;
        let program = Some(desk.demo.api_token.to_owned());
        let owner = Self { program, ..Self::of_the_demo(desk, Role::Owner, "Olivia").await };
        vec![nobody, visitor, outsider, agent, owner, Self::stranger(desk).await]
    }

    async fn of_the_demo(desk: &TestDesk, role: Role, name: &str) -> Self {
        let cookie = format!("frontdesk_session={}", desk.token(name).await);
        Self { role, cookie, program: None, actor: Some(desk.actor(name).await) }
    }

    async fn stranger(desk: &TestDesk) -> Self {
        let (email, password) = ("olga@other.example", "a long password");
        let account = desk.app.desk.create_admin("Other business", "Olga Other", email, password).await.unwrap();
        let key = desk.app.desk.websites(account).await.unwrap().remove(0).key;
        let everything = Permissions { read: true, write: true, agent: true };
        let program = desk.app.desk.create_token(&key, "Their program", everything, 1).await.unwrap();
        let signed_in = desk.app.desk.sign_in(email, password, "127.0.0.1").await.unwrap();
        let cookie = format!("frontdesk_session={}", signed_in.token);
        Self { role: Role::Stranger, cookie, program: Some(program), actor: Some(signed_in.actor) }
    }

    /// What no answer to them may contain, whatever they ask for.
    pub(super) const fn must_not_hear(&self) -> &'static [&'static str] {
        match self.role {
            Role::Agent | Role::Owner => &[],
            // Colleagues know each other's groups.
            Role::Outsider => &[SECRET_WORD],
            Role::Nobody | Role::Visitor | Role::Stranger => &[SECRET_WORD, GROUP],
        }
    }
}
