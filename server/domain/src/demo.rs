//! A business to try things with. Its passwords are known to everybody, so it exists only where only this machine can reach it.

mod channels;
mod history;
mod mail;
mod scenes;
mod stage;

use crate::accounts::website;
use crate::{Actor, Desk, Permissions};
use stage::Stage;
use std::time::Duration;
use store::inboxes::{self, NewInbox};
use store::users;
use types::agent::Role;
use types::inbox::{ChannelKind, WebsiteSettings};
use types::label::LabelColor;
use types::{AccountId, InboxId, Problem};

/// What the demo's people sign in with.
#[derive(Clone, Debug)]
pub struct DemoAgent {
    /// Full name.
    pub name: &'static str,
    /// Sign-in address.
    pub email: &'static str,
    /// Known to everybody.
    pub password: &'static str,
    /// What they may do.
    pub role: Role,
}

/// How to get into the demo.
#[derive(Clone, Debug)]
pub struct DemoAccess {
    /// Its people.
    pub agents: Vec<DemoAgent>,
    /// The public key of its website inbox.
    pub inbox_key: &'static str,
    /// A token for the REST API that may do everything.
    pub api_token: &'static str,
}

const PASSWORD: &str = "frontdesk-demo";
const SHOP_KEY: &str = "demoshop";
const HELP_KEY: &str = "demohelp";
const API_TOKEN: &str = "fd_demo_token_for_this_machine_only";

/// How to get into the demo. The same every time, so that tests and people can know it.
#[must_use]
pub fn access() -> DemoAccess {
    let agent = |name, email, role| DemoAgent { name, email, password: PASSWORD, role };
    DemoAccess {
        agents: vec![
            agent("Olivia Brandt", "olivia@demo.example", Role::Owner),
            agent("Ana Costa", "ana@demo.example", Role::Agent),
            agent("Ben Okafor", "ben@demo.example", Role::Agent),
            agent("Chiara Rossi", "chiara@demo.example", Role::Agent),
        ],
        inbox_key: SHOP_KEY,
        api_token: API_TOKEN,
    }
}

impl Desk {
    /// Makes the demo business when it is not there yet.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn seed_demo(&self) -> Result<DemoAccess, Problem> {
        let access = access();
        let Some(owner) = access.agents.first() else { return Err(Problem::Internal) };
        let mut conn = self.store.conn().await?;
        let known = users::find_credentials(&mut conn, owner.email).await?.is_some();
        drop(conn);
        if !known {
            let account = self.create_admin("Fern & Fig", owner.name, owner.email, owner.password).await?;
            self.furnish(account, &access).await?;
        }
        Ok(access)
    }

    /// People, groups, labels, websites, and what was said in the last days.
    async fn furnish(&self, account: AccountId, access: &DemoAccess) -> Result<(), Problem> {
        let mut conn = self.store.conn().await?;
        let owner = users::agents(&mut conn, account).await?.first().map(|agent| agent.id).ok_or(Problem::Internal)?;
        drop(conn);
        let mut ids = vec![owner];
        for agent in access.agents.iter().skip(1) {
            ids.push(self.add_colleague(account, agent.name, agent.email, agent.password, agent.role).await?);
        }
        let [olivia, ana, ben, chiara] = ids.as_slice() else { return Err(Problem::Internal) };
        let owner = self.demo_actor(account, *olivia).await?;
        let sales = self.create_group(&owner, "Sales").await?;
        let care = self.create_group(&owner, "Plant care").await?;
        self.set_members(&owner, sales.id, vec![*ana, *olivia]).await?;
        self.set_members(&owner, care.id, vec![*ben, *chiara]).await?;
        let labels = [
            self.create_label(&owner, "VIP", LabelColor::Purple, None).await?.id,
            self.create_label(&owner, "Billing", LabelColor::Orange, None).await?.id,
            self.create_label(&owner, "Wilting", LabelColor::Red, None).await?.id,
        ];
        for (shortcut, text) in [
            ("hello", "Hi {{contact.first_name}}, this is {{agent.first_name}} from Fern & Fig. How can I help?"),
            (
                "delivery",
                "Plants travel within two days, in a box that keeps them upright. Delivery is free above 40 €.",
            ),
            ("thanks", "Thank you for writing to us, {{contact.first_name}}. Have a good day!"),
            ("hours", "The greenhouse is open Monday to Saturday from 9:00 to 18:00."),
        ] {
            self.save_canned_reply(&owner, None, shortcut, text).await?;
        }
        let shop = self.demo_website(account, "Shop chat", SHOP_KEY, "Fern & Fig", "#0f766e").await?;
        let help = self.demo_website(account, "Plant doctor", HELP_KEY, "Fern & Fig plant doctor", "#4f46e5").await?;
        let stage = Stage::set(self, account, &ids, [shop, help], [sales.id, care.id], labels).await?;
        scenes::play(&stage).await?;
        // The token comes last: a demo that was interrupted half-way is told from a whole one by it.
        let everything = Permissions { read: true, write: true, agent: true };
        self.keep_token(API_TOKEN, SHOP_KEY, "Demo program", everything, 3_650).await
    }

    async fn demo_actor(&self, account: AccountId, user: types::UserId) -> Result<Actor, Problem> {
        Actor::load(&mut *self.store.snapshot().await?, account, user).await?.ok_or(Problem::Internal)
    }

    async fn demo_website(
        &self,
        account: AccountId,
        name: &str,
        key: &str,
        title: &str,
        color: &str,
    ) -> Result<InboxId, Problem> {
        let look = WebsiteSettings { title: title.to_owned(), color: color.to_owned(), ..WebsiteSettings::default() };
        let settings = website(&look)?;
        let mut tx = self.store.begin().await?;
        let channel = ChannelKind::Website;
        let inbox = NewInbox { name, channel, key, settings: &settings, secrets: "", route: "" };
        let id = inboxes::create(&mut tx, account, inbox, self.now()).await?;
        tx.commit().await?;
        Ok(id)
    }
}

/// That long ago, in the demo's time.
const fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(60 * minutes)
}
