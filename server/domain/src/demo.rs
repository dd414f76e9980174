//! A business to try things with. Its passwords are known to everybody, so it exists only where only this machine can reach it.

mod channels;

use crate::accounts::website;
use crate::{Actor, Desk, Permissions};
use std::time::Duration;
use store::inboxes::{self, NewInbox};
use store::users;
use types::action::Action;
use types::agent::Role;
use types::conversation::{Priority, SnoozeUntil};
use types::draft::Outgoing;
use types::inbox::{ChannelKind, WebsiteSettings};
use types::label::LabelColor;
use types::message::{
    Audience, Button, CallOutcome, ContactCard, Direction, InteractiveBody, Location, MessageBody, OrderItem,
};
use types::{AccountId, ConversationId, InboxId, Problem, Uuid};

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
        // The token comes last: a demo that was interrupted half-way is told from a whole one by it.
        drop(conn);
        if !known {
            let account = self.create_admin("Greenleaf Tutoring", owner.name, owner.email, owner.password).await?;
            self.furnish(account, &access).await?;
        }
        Ok(access)
    }

    async fn furnish(&self, account: AccountId, access: &DemoAccess) -> Result<(), Problem> {
        let mut conn = self.store.conn().await?;
        let owner_id = users::agents(&mut conn, account).await?.first().map(|agent| agent.id);
        drop(conn);
        let owner_id = owner_id.ok_or(Problem::Internal)?;
        let mut people = vec![self.demo_actor(account, owner_id).await?];
        for agent in access.agents.iter().skip(1) {
            let id = self.add_colleague(account, agent.name, agent.email, agent.password, agent.role).await?;
            people.push(self.demo_actor(account, id).await?);
        }
        let [olivia, ana, ben, chiara] = people.as_slice() else { return Err(Problem::Internal) };
        let sales = self.create_group(olivia, "Enrolment").await?;
        let support = self.create_group(olivia, "Tutoring help").await?;
        self.set_members(olivia, sales.id, vec![ana.user, olivia.user]).await?;
        self.set_members(olivia, support.id, vec![ben.user, chiara.user]).await?;
        // Who they are did not change, but what they may see has.
        for person in &mut people {
            *person = self.demo_actor(account, person.user).await?;
        }
        let [olivia, ana, ben, chiara] = people.as_slice() else { return Err(Problem::Internal) };
        let vip = self.create_label(olivia, "VIP", LabelColor::Purple).await?;
        let billing = self.create_label(olivia, "Billing", LabelColor::Orange).await?;
        let urgent = self.create_label(olivia, "Exam week", LabelColor::Red).await?;
        for (shortcut, text) in [
            ("hello", "Hi {{contact.first_name}}, this is {{agent.first_name}} from Greenleaf. How can I help?"),
            ("prices", "A single lesson is 28 €, a bundle of ten is 240 €. The first lesson is free."),
            ("thanks", "Thank you for writing to us, {{contact.first_name}}. Have a good day!"),
            ("hours", "Our tutors are online Monday to Saturday from 8:00 to 22:00."),
        ] {
            self.save_canned_reply(olivia, None, shortcut, text).await?;
        }
        let shop = self.demo_inbox(account, "Book shop chat", SHOP_KEY, "Greenleaf Books", "#0f766e").await?;
        let help = self.demo_inbox(account, "Student help", HELP_KEY, "Greenleaf Help", "#4f46e5").await?;

        let mara = self
            .customer(
                account,
                shop,
                "Mara Lindqvist",
                &[
                    MessageBody::text("Hello! Do you still have the algebra workbook for year 9?"),
                    MessageBody::text("The one with the green cover 📗"),
                ],
            )
            .await?;
        self.say(ana, mara, "Hi Mara! Yes, four copies are left. Shall I put one aside for you?").await?;
        self.customer_again(
            account,
            shop,
            "Mara Lindqvist",
            MessageBody::text("Yes please! Can I pick it up at this branch?"),
        )
        .await?;
        self.customer_again(
            account,
            shop,
            "Mara Lindqvist",
            MessageBody::Location(Location {
                latitude: 59_334_591,
                longitude: 18_063_240,
                name: Some("Greenleaf Books, Sveavägen".to_owned()),
                address: Some("Sveavägen 21, Stockholm".to_owned()),
            }),
        )
        .await?;
        self.act(olivia, vec![mara], Action::Group(Some(sales.id))).await?;
        self.act(olivia, vec![mara], Action::AddLabel(vip.id)).await?;

        let jonas = self.customer(account, help, "Jonas Weber", &[
            MessageBody::text("My calculus exam is tomorrow morning and I don't understand integration by parts at all. Is any tutor free tonight?"),
        ]).await?;
        self.act(olivia, vec![jonas], Action::Group(Some(support.id))).await?;
        self.act(olivia, vec![jonas], Action::Prioritize(Priority::Urgent)).await?;
        self.act(olivia, vec![jonas], Action::AddLabel(urgent.id)).await?;
        self.note(ben, jonas, "@Chiara Rossi you had him last week. Could you take a 20:00 slot?").await?;

        let priya = self
            .customer(
                account,
                help,
                "Priya Nair",
                &[
                    MessageBody::text("Hi, I was charged twice for the ten-lesson bundle."),
                    MessageBody::Order {
                        items: vec![OrderItem {
                            product: "Ten-lesson bundle".to_owned(),
                            quantity: 2,
                            price_cents: 24_000,
                            currency: "EUR".to_owned(),
                        }],
                        remark: Some("I only ordered one!".to_owned()),
                    },
                ],
            )
            .await?;
        self.act(olivia, vec![priya], Action::Assign(Some(ana.user))).await?;
        self.act(olivia, vec![priya], Action::AddLabel(billing.id)).await?;
        self.say(
            ana,
            priya,
            "I'm sorry about that, Priya. I can see both charges. The second one will be refunded today.",
        )
        .await?;
        self.note(ana, priya, "Refund ticket 8812 is with accounting.").await?;
        self.act(ana, vec![priya], Action::Snooze(SnoozeUntil::Tomorrow)).await?;

        let tomas = self
            .customer(account, help, "Tomás Herrera", &[MessageBody::text("Which subject should I choose?")])
            .await?;
        self.bot(
            account,
            tomas,
            MessageBody::Interactive(InteractiveBody {
                text: "What do you need help with?".to_owned(),
                footer: Some("Answered by our assistant".to_owned()),
                buttons: [("maths", "Maths"), ("physics", "Physics"), ("languages", "Languages")]
                    .map(|(id, title)| Button { id: id.to_owned(), title: title.to_owned() })
                    .to_vec(),
                sections: Vec::new(),
            }),
        )
        .await?;
        self.customer_again(
            account,
            help,
            "Tomás Herrera",
            MessageBody::Choice { id: "physics".to_owned(), title: "Physics".to_owned() },
        )
        .await?;
        self.say(chiara, tomas, "Great choice! What topic are you working on?").await?;
        self.customer_again(account, help, "Tomás Herrera", MessageBody::text("Thermodynamics, mostly entropy."))
            .await?;

        let wei = self
            .customer(
                account,
                shop,
                "Wei Zhang",
                &[
                    MessageBody::text("Can you call my mother about the invoice? Here is her number."),
                    MessageBody::Contacts {
                        cards: vec![ContactCard {
                            name: "Li Zhang".to_owned(),
                            phones: vec!["+46 70 123 45 67".to_owned()],
                            emails: vec!["li.zhang@mail.example".to_owned()],
                        }],
                    },
                ],
            )
            .await?;
        self.bot(
            account,
            wei,
            MessageBody::Call {
                direction: Direction::Outgoing,
                video: false,
                outcome: CallOutcome::Missed,
                seconds: 0,
            },
        )
        .await?;

        let sofia = self
            .customer(
                account,
                shop,
                "Sofia Marino",
                &[MessageBody::text("Thank you, the books arrived today. Lovely packaging!")],
            )
            .await?;
        self.say(ana, sofia, "That's wonderful to hear, Sofia. Enjoy reading!").await?;
        self.bot(account, sofia, MessageBody::RatingRequest { text: "How did we do? 1 (bad) to 5 (great)".to_owned() })
            .await?;
        self.customer_again(
            account,
            shop,
            "Sofia Marino",
            MessageBody::Rating { score: 5, comment: Some("Quick and kind".to_owned()) },
        )
        .await?;
        self.act(ana, vec![sofia], Action::Resolve).await?;

        for (name, text) in [
            ("Emil Novak", "Is the free trial lesson really free?"),
            ("Hannah Fischer", "Do you ship to Austria, and what does it cost?"),
            ("Lucas Martin", "I forgot my password for the lesson room."),
            ("Aisha Rahman", "Could I move my Thursday lesson to Friday at the same time?"),
            ("Noah Jensen", "Hej! Har ni öppet på lördag?"),
        ] {
            self.customer(account, if name < "H" { help } else { shop }, name, &[MessageBody::text(text)]).await?;
        }
        let everything = Permissions { read: true, write: true, agent: true };
        self.keep_token(API_TOKEN, SHOP_KEY, "Demo program", everything, 3_650).await
    }

    async fn demo_actor(&self, account: AccountId, user: types::UserId) -> Result<Actor, Problem> {
        Actor::load(&mut *self.store.snapshot().await?, account, user).await?.ok_or(Problem::Internal)
    }

    async fn demo_inbox(
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

    async fn customer(
        &self,
        account: AccountId,
        inbox: InboxId,
        name: &str,
        said: &[MessageBody],
    ) -> Result<ConversationId, Problem> {
        let mut conversation = None;
        for body in said {
            conversation = Some(self.customer_again(account, inbox, name, body.clone()).await?);
        }
        conversation.ok_or(Problem::Internal)
    }

    async fn customer_again(
        &self,
        account: AccountId,
        inbox: InboxId,
        name: &str,
        body: MessageBody,
    ) -> Result<ConversationId, Problem> {
        let accepted = self
            .receive(crate::incoming::Inbound {
                name: Some(name.to_owned()),
                ..crate::incoming::Inbound::new(
                    account,
                    inbox,
                    format!("demo:{name}"),
                    format!("demo:{}", Uuid::now_v7()),
                    body,
                )
            })
            .await?;
        pause().await;
        Ok(accepted.message.conversation)
    }

    async fn say(&self, actor: &Actor, conversation: ConversationId, text: &str) -> Result<(), Problem> {
        self.write_as(actor, conversation, text, Audience::Customer).await
    }

    async fn note(&self, actor: &Actor, conversation: ConversationId, text: &str) -> Result<(), Problem> {
        self.write_as(actor, conversation, text, Audience::Team).await
    }

    async fn write_as(
        &self,
        actor: &Actor,
        conversation: ConversationId,
        text: &str,
        audience: Audience,
    ) -> Result<(), Problem> {
        let outgoing = Outgoing::text(Uuid::new_v4(), audience, text);
        self.send(actor, conversation, outgoing).await?;
        pause().await;
        Ok(())
    }

    async fn bot(&self, account: AccountId, conversation: ConversationId, body: MessageBody) -> Result<(), Problem> {
        self.bot_says(account, conversation, body).await?;
        pause().await;
        Ok(())
    }
}

/// So that no two messages of the demo have the same time.
async fn pause() {
    tokio::time::sleep(Duration::from_millis(2)).await;
}
