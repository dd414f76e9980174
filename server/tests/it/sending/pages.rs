//! Every verb of the channels: what the pages make of its events is what a fresh load shows.

use crate::desk::TestDesk;
use crate::desk::simulated::answer;
use crate::watcher::everybody;
use bytes::Bytes;
use domain::channels::CustomerNews;
use domain::effects::{Effect, News};
use domain::incoming::{Inbound, ProviderFile};
use domain::outbox::{LEASE, Outcome, Shipment};
use std::time::Duration;
use types::inbox::{ChannelKind, InboxState};
use types::message::{Delivery, FileState, MediaBody, MediaKind, Message, MessageBody};
use types::{ConversationId, InboxId, Timestamp};

const CUSTOMER: &str = "5511955501234";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n0000";

/// A desk with one inbox of WhatsApp and one conversation in it, on which many pages look.
struct Scene<'a> {
    desk: &'a TestDesk,
    inbox: InboxId,
    open: ConversationId,
}

impl<'a> Scene<'a> {
    async fn of(desk: &'a TestDesk) -> Self {
        let inbox = desk.connects(ChannelKind::Whatsapp, "1001").await.inbox.id;
        let mut scene = Self { desk, inbox, open: ConversationId(0) };
        scene.open = desk.app.desk.receive(scene.inbound("first", "Hello?").await).await.unwrap().message.conversation;
        scene
    }

    async fn inbound(&self, id: &str, text: &str) -> Inbound {
        let account = self.desk.actor("Olivia").await.account;
        let plain = Inbound::new(account, self.inbox, CUSTOMER.to_owned(), id.to_owned(), MessageBody::text(text));
        Inbound { name: Some("Ana Souza".to_owned()), phone: Some(format!("+{CUSTOMER}")), ..plain }
    }

    /// Does something between a load of everybody's page and a look at what became of it.
    async fn keeps_pages_right<T>(&self, what: &str, act: impl AsyncFnOnce() -> T) -> T {
        let mut watchers = everybody(self.desk, self.open).await;
        let out = act().await;
        for watcher in &mut watchers {
            watcher.verifies(what).await;
        }
        out
    }

    /// The provider tells something about a message.
    async fn told(&self, name: &str, effect: Effect) -> bool {
        let account = self.desk.actor("Olivia").await.account;
        let (inbox, names) = (self.inbox, vec![name.to_owned()]);
        let what = format!("{effect:?} of {name}");
        let news = News { account, inbox, names, reference: None, effect, call: None };
        self.keeps_pages_right(&what, async || self.desk.app.desk.told(news).await.unwrap()).await
    }

    /// The agent's answer is on its way.
    async fn under_way(&self, text: &str) -> (Message, Shipment) {
        let (owner, talk) = (self.desk.actor("Olivia").await, &self.desk.app.desk);
        let message = self
            .keeps_pages_right("an answer", async || talk.send(&owner, self.open, answer(text)).await.unwrap())
            .await;
        let shipment = self.taken().await;
        assert_eq!(shipment.message.id, message.id);
        (message, shipment)
    }

    async fn taken(&self) -> Shipment {
        let talk = &self.desk.app.desk;
        let parcel = talk.due_parcels(1, Vec::new()).await.unwrap().pop().unwrap();
        self.keeps_pages_right("the taking of a parcel", async || talk.take_parcel(&parcel).await.unwrap().unwrap())
            .await
    }

    async fn settles(&self, shipment: &Shipment, outcome: Outcome) {
        let what = format!("{outcome:?}");
        let took = Duration::from_millis(20);
        self.keeps_pages_right(&what, async || self.desk.app.desk.settle(shipment, outcome, took).await.unwrap()).await;
    }

    async fn known(&self, name: &str) -> Message {
        self.desk.app.desk.message_by_name(self.inbox, name).await.unwrap().unwrap()
    }
}

fn delivered(delivery: Delivery) -> Effect {
    Effect::Delivery { delivery, at: None }
}

fn sent(id: &str) -> Outcome {
    Outcome::Sent { id: id.to_owned(), also: Vec::new() }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_customers_send_with_files_keeps_every_page_right() {
    let desk = TestDesk::start().await;
    let scene = Scene::of(&desk).await;
    let talk = &desk.app.desk;
    let there = |source: &str| ProviderFile::There {
        name: "photo.jpg".to_owned(),
        media_type: "image/jpeg".to_owned(),
        source: source.to_owned(),
    };
    let body = MessageBody::Media(MediaBody { media: MediaKind::Image, caption: None, voice: false });
    for (id, files) in [
        ("here", vec![ProviderFile::here("a.png", Bytes::from_static(PNG))]),
        ("there", vec![there("one")]),
        ("gone", vec![there("two")]),
    ] {
        let inbound = Inbound { files, body: body.clone(), ..scene.inbound(id, "").await };
        scene.keeps_pages_right("a file", async || talk.receive(inbound).await.unwrap()).await;
    }
    let claimed = talk.claim_files(10).await.unwrap();
    assert_eq!(claimed.len(), 2);
    for pending in claimed {
        let one = pending.source == "one";
        scene
            .keeps_pages_right("a fetched file", async || {
                if one {
                    talk.file_fetched(pending, None, Bytes::from_static(PNG)).await.unwrap();
                } else {
                    talk.file_not_fetched(pending, "It is gone.".to_owned(), None, true).await.unwrap();
                }
            })
            .await;
    }
    assert_eq!(scene.known("there").await.attachments[0].state, FileState::Ready);
    let gone = FileState::Failed { reason: "It is gone.".to_owned() };
    assert_eq!(scene.known("gone").await.attachments[0].state, gone);
    scene.told("here", Effect::Deleted).await;
    assert!(scene.known("here").await.attachments.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_told_of_messages_keeps_every_page_right() {
    let desk = TestDesk::start().await;
    let scene = Scene::of(&desk).await;
    let talk = &desk.app.desk;
    let (_, shipment) = scene.under_way("Good morning!").await;
    scene.settles(&shipment, sent("ours")).await;
    for delivery in [Delivery::Delivered, Delivery::Sent, Delivery::Read, Delivery::Delivered] {
        assert!(scene.told("ours", delivered(delivery)).await);
    }
    assert_eq!(scene.known("ours").await.delivery, Delivery::Read);
    scene.told("ours", Effect::Seen).await;

    let quoting = Inbound { reply_to: vec!["first".to_owned()], ..scene.inbound("second", "As I said").await };
    scene.keeps_pages_right("an answer to a message", async || talk.receive(quoting).await.unwrap()).await;
    desk.clock.advance(Duration::from_secs(5));
    let edited = |text: &str| Effect::Edited { text: text.to_owned(), version: None, at: None };
    scene.told("second", edited("As I wrote")).await;
    assert_eq!(scene.known("second").await.body, MessageBody::text("As I wrote"));
    scene.told("first", edited("Hello!")).await;
    let reacted = |by_customer, emoji: &str| Effect::Reacted {
        by_customer,
        emoji: emoji.to_owned(),
        at: Some(desk.app.desk.now()),
    };
    for (by_customer, emoji) in [(true, "👍"), (false, "❤"), (true, "😮"), (true, "")] {
        scene.told("ours", reacted(by_customer, emoji)).await;
    }
    scene.told("first", Effect::Deleted).await;
    scene.told("second", Effect::Deleted).await;
    scene.told("second", edited("Not gone")).await;
    assert_eq!(scene.known("second").await.body, MessageBody::Deleted);

    // Told of before it is here.
    assert!(!scene.told("late", edited("Later words")).await);
    let late = scene.inbound("late", "First words").await;
    scene.keeps_pages_right("what was told of before", async || talk.receive(late).await.unwrap()).await;
    assert_eq!(scene.known("late").await.body, MessageBody::text("Later words"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_told_of_customers_keeps_every_page_right() {
    let desk = TestDesk::start().await;
    let scene = Scene::of(&desk).await;
    let talk = &desk.app.desk;
    let account = desk.actor("Olivia").await.account;
    let (answer, shipment) = scene.under_way("Good morning!").await;
    scene.settles(&shipment, sent("ours")).await;
    for (place, news) in [
        CustomerNews::UpTo { time: answer.sent_at, seen: false },
        CustomerNews::UpTo { time: answer.sent_at, seen: true },
        CustomerNews::UpTo { time: Timestamp(0), seen: true },
        CustomerNews::Consented { given: false },
        CustomerNews::Consented { given: true },
        CustomerNews::Reachable { on: false },
        CustomerNews::Reachable { on: true },
        CustomerNews::Moved { to: Some("5511955509999".to_owned()) },
        CustomerNews::Moved { to: None },
    ]
    .into_iter()
    .enumerate()
    {
        // Each comes twice.
        for _ in 0..2 {
            let (names, news) = (vec![CUSTOMER.to_owned()], news.clone());
            let (what, key) = (format!("{news:?}"), format!("news:{place}"));
            scene
                .keeps_pages_right(&what, async || {
                    talk.customer_told(account, scene.inbox, names, news, key).await.unwrap();
                })
                .await;
        }
    }
    // They go on under the new number in the same conversation.
    let plain = scene.inbound("moved", "It is me").await;
    let moved = Inbound { address: "5511955509999".to_owned(), ..plain };
    let accepted = scene.keeps_pages_right("a new number", async || talk.receive(moved).await.unwrap()).await;
    assert_eq!(accepted.message.conversation, scene.open);
    let (_, shipment) = scene.under_way("Is it?").await;
    assert_eq!(shipment.to, "5511955509999");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_end_of_handing_over_keeps_every_page_right() {
    let desk = TestDesk::start().await;
    let scene = Scene::of(&desk).await;
    let talk = &desk.app.desk;
    let owner = desk.actor("Olivia").await;
    let (message, mut shipment) = scene.under_way("Good morning!").await;
    let reason = || "It does not work.".to_owned();
    let code = || Some("190".to_owned());
    for outcome in [
        Outcome::Later { after: None, reason: reason(), code: None },
        Outcome::Later { after: Some(Duration::from_secs(30)), reason: reason(), code: code() },
    ] {
        scene.settles(&shipment, outcome).await;
        assert!(talk.due_parcels(1, Vec::new()).await.unwrap().is_empty());
        desk.clock.advance(Duration::from_mins(1));
        shipment = scene.taken().await;
    }
    for outcome in [Outcome::Never { reason: reason(), code: code() }, Outcome::Uncertain { reason: reason() }] {
        scene.settles(&shipment, outcome).await;
        assert!(talk.due_parcels(1, Vec::new()).await.unwrap().is_empty());
        scene.keeps_pages_right("sending again", async || talk.send_again(&owner, message.id).await.unwrap()).await;
        shipment = scene.taken().await;
    }
    desk.clock.advance(LEASE + Duration::from_secs(1));
    let found = scene.keeps_pages_right("a dead bearer", async || talk.recover_abandoned().await.unwrap()).await;
    assert_eq!(found, 1);
    scene.keeps_pages_right("sending again", async || talk.send_again(&owner, message.id).await.unwrap()).await;
    shipment = scene.taken().await;
    scene.settles(&shipment, sent("ours")).await;
    assert_eq!(scene.known("ours").await.delivery, Delivery::Sent);

    let first = scene.known("first").await;
    for emoji in ["👍", ""] {
        scene.keeps_pages_right("a reaction", async || talk.react(&owner, first.id, emoji).await.unwrap()).await;
        let shipment = scene.taken().await;
        scene.settles(&shipment, sent("reaction")).await;
    }
    for state in [InboxState::Paused, InboxState::Active, InboxState::Removed] {
        let what = format!("{state:?}");
        scene
            .keeps_pages_right(&what, async || {
                talk.set_channel_state(&owner, scene.inbox, state).await.unwrap();
            })
            .await;
    }
}
