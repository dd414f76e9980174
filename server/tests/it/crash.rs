//! The real program is killed in the middle of its work, again and again: nothing that was acknowledged is lost, doubled or
//! misordered, and nothing is sent twice.

use crate::desk::TestDatabase;
use crate::desk::simulated::{Asked, answer, line, until};
use domain::clock::{Clock, FixedClock, SystemClock};
use domain::outbox::LEASE;
use domain::{Actor, Desk, InboxConfig, Opening, SecretKey};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use serde_json::json;
use server::settings::Providers;
use simulator::Plan;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use types::ConversationId;
use types::inbox::ChannelKind;
use types::message::{Author, Delivery, Message};
use types::view::{ListQuery, StatusFilter, View};

/// How often the program is killed.
const KILLS: usize = 5;
/// Messages each side writes in one conversation, at most.
const MESSAGES: usize = 14;
const KEY: &str = "5555555555555555555555555555555555555555555555555555555555555555";

/// A customer's chat: what was written in it, by both sides.
struct Chat {
    line: String,
    customer: String,
    conversation: ConversationId,
    written: Vec<String>,
    answered: Vec<String>,
}

/// The database, the simulator, and where the program listens.
struct Scene {
    database: TestDatabase,
    here: SocketAddr,
    simulator: SocketAddr,
    desk: Desk,
    owner: Actor,
    inboxes: Vec<InboxConfig>,
}

/// The program, until it is killed or the test ends.
struct Program(Child);

impl Program {
    /// At once, without a chance to finish anything.
    fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may be dead already.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

impl Scene {
    async fn set() -> Self {
        let database = TestDatabase::fresh().await;
        let desk = open(&database, Arc::new(SystemClock)).await;
        let demo = desk.seed_demo().await.unwrap();
        let token = desk.sign_in(demo.agents[0].email, demo.agents[0].password, "127.0.0.1").await.unwrap().token;
        let owner = desk.actor(&token).await.unwrap();
        let channels = desk.seed_demo_channels(owner.account).await.unwrap();
        let here = free_address().await;
        let of = |channel| channels.iter().find(|inbox: &&InboxConfig| inbox.channel == channel).unwrap().clone();
        let inboxes = vec![of(ChannelKind::Whatsapp), of(ChannelKind::Messenger)];
        let lines = inboxes.iter().map(|inbox| line(inbox, format!("http://{here}{}", inbox.callback_path())));
        // Slow enough that a kill often falls between the provider's accepting and its answer.
        let plan = Plan { lines: lines.collect(), answer_delay: Duration::from_millis(60), ..Plan::default() };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let simulator = listener.local_addr().unwrap();
        tokio::spawn(simulator::serve(listener, plan, std::future::pending()));
        std::fs::write(database.folder().join("secret.key"), KEY).unwrap();
        Self { database, here, simulator, desk, owner, inboxes }
    }

    /// Starts the program and waits until it listens.
    async fn start(&self) -> Program {
        let folder = self.database.folder();
        let mut providers = Providers::default();
        providers.simulate(&format!("http://{}", self.simulator));
        let child = Command::new(env!("CARGO_BIN_EXE_frontdesk"))
            .arg("serve")
            .current_dir(folder)
            .env("FRONTDESK_SERVER__ADDRESS", self.here.to_string())
            .env("FRONTDESK_DATABASE__URL", self.database.url())
            .env("FRONTDESK_STORAGE__FOLDER", folder.join("files"))
            .env("FRONTDESK_STORAGE__KEY_FILE", folder.join("secret.key"))
            .env("FRONTDESK_PROVIDERS__META", providers.meta)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let program = Program(child.unwrap());
        until("the program listens", async || TcpStream::connect(self.here).await.ok()).await;
        program
    }

    fn simulator(&self) -> Asked {
        Asked(self.simulator)
    }

    /// A customer writes.
    async fn writes(&self, line: &str, customer: &str, text: &str) -> String {
        let path = format!("/control/customers/{line}/{customer}/messages");
        let told = self.simulator().order(&path, &json!({"kind": "text", "text": text})).await;
        told["id"].as_str().unwrap().to_owned()
    }

    /// Every customer of every line says hello.
    async fn chats(&self) -> Vec<Chat> {
        let mut chats = Vec::new();
        let state = self.simulator().state().await;
        for person in state["customers"].as_array().unwrap() {
            let (line, customer) = (person["line"].as_str().unwrap(), person["id"].as_str().unwrap());
            let name = self.writes(line, customer, "hello").await;
            let inbox = self.inboxes.iter().find(|inbox| inbox.route == line).unwrap();
            let look = async || self.desk.message_by_name(inbox.id, &name).await.unwrap();
            let conversation = until("the first message arrives", look).await.conversation;
            let (line, customer) = (line.to_owned(), customer.to_owned());
            chats.push(Chat { line, customer, conversation, written: vec!["hello".to_owned()], answered: Vec::new() });
        }
        chats
    }

    /// Somebody writes something somewhere.
    async fn something(&self, chats: &mut [Chat], random: &mut StdRng) {
        let chat = random.random_range(0..chats.len());
        let chat = &mut chats[chat];
        if random.random() && chat.written.len() < MESSAGES {
            let text = format!("question {}", chat.written.len());
            self.writes(&chat.line, &chat.customer, &text).await;
            chat.written.push(text);
        } else if chat.answered.len() < MESSAGES {
            let text = format!("answer {} to {}", chat.answered.len(), chat.customer);
            let outgoing = answer(&text);
            // Another process has the database as well: what it holds up is tried again, with the same name.
            let send = async || self.desk.send(&self.owner, chat.conversation, outgoing.clone()).await.ok();
            until("an answer is stored", send).await;
            chat.answered.push(text);
        }
    }

    async fn messages(&self, chat: &Chat) -> Vec<(Message, Delivery)> {
        let query = ListQuery { view: View::All, status: StatusFilter::Any, ..ListQuery::default() };
        let view = self.desk.inbox_view(&self.owner, query, Some(chat.conversation), None).await.unwrap();
        let thread = view.thread.unwrap();
        assert!(!thread.older, "everything is on one page");
        let shown = thread.messages.into_iter().filter(Message::for_customer);
        shown.map(|message| (message.clone(), thread.conversation.delivery_of(&message))).collect()
    }

    /// How many messages are just being handed over.
    async fn under_way(&self, chat: &Chat) -> usize {
        let messages = self.messages(chat).await;
        messages.iter().filter(|(_, delivery)| *delivery == Delivery::Attempting).count()
    }

    /// Waits until nothing is under way in either direction.
    async fn settles(&self) {
        let settled = async || {
            self.simulator().order("/control/webhooks", &json!({"retry_now": true})).await;
            let mut waiting = 0;
            for inbox in &self.inboxes {
                waiting += self.desk.waiting_parcels(inbox.account, inbox.id).await.unwrap().0;
            }
            let told = self.simulator().state().await["pending"].as_array().unwrap().is_empty();
            (told && waiting == 0).then_some(())
        };
        until("everything is settled", settled).await;
    }
}

async fn open(database: &TestDatabase, clock: Arc<dyn Clock>) -> Desk {
    let plain = Opening::new(database.url(), 4, database.folder().join("files"));
    Desk::open(Opening { clock, secret_key: SecretKey::Given(KEY.to_owned()), ..plain }).await.unwrap()
}

/// One that nobody listened at a moment ago.
async fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_it_loses_doubles_and_misorders_nothing() {
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(rand::random);
    println!("SEED={seed}");
    let mut random = StdRng::seed_from_u64(seed);
    let scene = Scene::set().await;
    let mut program = scene.start().await;
    let mut chats = scene.chats().await;
    let mut cut_off = 0;
    for kill in 1..=KILLS {
        let until_then = tokio::time::sleep(Duration::from_millis(random.random_range(200..1_500)));
        tokio::pin!(until_then);
        loop {
            scene.something(&mut chats, &mut random).await;
            let pause = Duration::from_millis(random.random_range(5..80));
            tokio::select! {
                () = &mut until_then => break,
                () = tokio::time::sleep(pause) => {}
            }
        }
        program.kill();
        for chat in &chats {
            cut_off += scene.under_way(chat).await;
        }
        // Both sides go on writing while it is down.
        for _ in 0..3 {
            scene.something(&mut chats, &mut random).await;
        }
        if kill == KILLS {
            // What the last one finds two minutes later, without waiting for them.
            let clock = FixedClock::at(SystemClock.now());
            clock.advance(LEASE + Duration::from_secs(1));
            let desk = open(&scene.database, Arc::new(clock)).await;
            while desk.recover_abandoned().await.unwrap() > 0 {}
        }
        program = scene.start().await;
    }
    scene.settles().await;
    for chat in &chats {
        check(&scene, chat).await;
    }
    println!("{cut_off} messages were cut off while they were handed over");
    drop(program);
}

async fn check(scene: &Scene, chat: &Chat) {
    let messages = scene.messages(chat).await;
    let by =
        |customer: bool| messages.iter().filter(move |(message, _)| message.author.kind().is_customer() == customer);
    // Each word of the customer once, in their order.
    let written: Vec<_> = by(true).map(|(message, _)| message.body.words()).collect();
    assert_eq!(written, chat.written, "{} {}", chat.line, chat.customer);
    // Each answer stands once, as the agent's.
    let answered: Vec<_> = by(false).map(|(message, _)| message.body.words()).collect();
    assert_eq!(answered, chat.answered, "{} {}", chat.line, chat.customer);
    assert!(by(false).all(|(message, _)| message.author == Author::Agent(scene.owner.user)));
    // The provider accepted each at most once, in order; and what it accepted is no matter of doubt.
    let sends = scene.simulator().state().await["sends"].as_array().unwrap().clone();
    let theirs = sends.iter().filter(|send| send["line"] == *chat.line && send["customer"] == *chat.customer);
    let accepted: Vec<_> = theirs.map(|send| send["text"].as_str().unwrap().to_owned()).collect();
    let mut counts = BTreeMap::new();
    for text in &accepted {
        *counts.entry(text.clone()).or_insert(0) += 1;
    }
    let in_order: Vec<_> = chat.answered.iter().filter(|text| counts.contains_key(*text)).cloned().collect();
    assert_eq!(accepted, in_order, "{} {}", chat.line, chat.customer);
    for (message, delivery) in by(false) {
        let count = counts.get(&message.body.words()).copied().unwrap_or(0);
        match delivery {
            Delivery::Sent | Delivery::Delivered | Delivery::Read => assert_eq!(count, 1, "{message:?}"),
            Delivery::Uncertain { .. } => assert_eq!(count, 0, "{message:?}"),
            other => panic!("{other:?}: {message:?}"),
        }
    }
}
