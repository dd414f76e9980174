//! The demo's past: a desk whose clock is set to when each thing happened.

use crate::clock::FixedClock;
use crate::incoming::Inbound;
use crate::{Actor, Desk};
use std::sync::Arc;
use std::time::Duration;
use types::action::Action;
use types::draft::Outgoing;
use types::message::{Audience, MessageBody};
use types::{AccountId, ConversationId, GroupId, InboxId, LabelId, Problem, Timestamp, UserId, Uuid};

/// The cast and the place, with a clock of its own.
pub(super) struct Stage {
    desk: Desk,
    clock: Arc<FixedClock>,
    /// The present, by the real desk's clock.
    pub(super) now: Timestamp,
    pub(super) account: AccountId,
    pub(super) olivia: Actor,
    pub(super) ana: Actor,
    pub(super) ben: Actor,
    pub(super) chiara: Actor,
    pub(super) shop: InboxId,
    pub(super) help: InboxId,
    pub(super) sales: GroupId,
    pub(super) care: GroupId,
    pub(super) vip: LabelId,
    pub(super) billing: LabelId,
    pub(super) wilting: LabelId,
}

/// A customer who writes on a website.
#[derive(Clone, Copy)]
pub(super) struct Customer(pub(super) InboxId, pub(super) &'static str);

impl Stage {
    pub(super) async fn set(
        desk: &Desk,
        account: AccountId,
        people: &[UserId],
        [shop, help]: [InboxId; 2],
        [sales, care]: [GroupId; 2],
        [vip, billing, wilting]: [LabelId; 3],
    ) -> Result<Self, Problem> {
        let [olivia, ana, ben, chiara] = people else { return Err(Problem::Internal) };
        let now = desk.now();
        let clock = Arc::new(FixedClock::at(now));
        let past = Desk { clock: clock.clone(), ..desk.clone() };
        Ok(Self {
            olivia: past.demo_actor(account, *olivia).await?,
            ana: past.demo_actor(account, *ana).await?,
            ben: past.demo_actor(account, *ben).await?,
            chiara: past.demo_actor(account, *chiara).await?,
            desk: past,
            clock,
            now,
            account,
            shop,
            help,
            sales,
            care,
            vip,
            billing,
            wilting,
        })
    }

    /// Goes back to so long before the present.
    pub(super) fn ago(&self, span: Duration) {
        self.clock.set(self.now - span);
    }

    /// Lets time pass, but never beyond the present.
    pub(super) fn later(&self, span: Duration) {
        self.clock.advance(span);
        if self.desk.now() > self.now {
            self.clock.set(self.now);
        }
    }

    pub(super) async fn writes(&self, customer: Customer, body: MessageBody) -> Result<ConversationId, Problem> {
        let Customer(inbox, name) = customer;
        let id = format!("demo:{}", Uuid::now_v7());
        let plain = Inbound::new(self.account, inbox, format!("demo:{name}"), id, body);
        let accepted = self.desk.receive(Inbound { name: Some(name.to_owned()), ..plain }).await?;
        Ok(accepted.message.conversation)
    }

    pub(super) async fn says(&self, customer: Customer, text: &str) -> Result<ConversationId, Problem> {
        self.writes(customer, MessageBody::text(text)).await
    }

    pub(super) async fn answers(&self, who: &Actor, place: ConversationId, text: &str) -> Result<(), Problem> {
        let outgoing = Outgoing::text(Uuid::new_v4(), Audience::Customer, text);
        self.desk.send(who, place, outgoing).await.map(drop)
    }

    pub(super) async fn notes(&self, who: &Actor, place: ConversationId, text: &str) -> Result<(), Problem> {
        let outgoing = Outgoing::text(Uuid::new_v4(), Audience::Team, text);
        self.desk.send(who, place, outgoing).await.map(drop)
    }

    pub(super) async fn bot(&self, place: ConversationId, body: MessageBody) -> Result<(), Problem> {
        self.desk.bot_says(self.account, place, body).await.map(drop)
    }

    pub(super) async fn does(&self, who: &Actor, place: ConversationId, action: Action) -> Result<(), Problem> {
        self.desk.act(who, vec![place], action).await.map(drop)
    }
}
