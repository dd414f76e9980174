//! Mailboxes read by IMAP: mail comes by itself, once, for as long as the mailbox is wanted.

#[path = "../../channels/tests/sending/mailbox_server.rs"]
pub(crate) mod mailbox_server;

use crate::desk::TestDesk;
use channels::Http;
use mailbox_server::{Habit, Server};
use server::providers;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use types::InboxId;
use types::inbox::{ChannelDraft, ChannelKind, InboxState};
use types::view::{ListQuery, View};

/// What should happen within a second happens within this, or never.
const PATIENCE: Duration = Duration::from_secs(30);

/// An inbox that reads that mailbox.
async fn connect(desk: &TestDesk, server: &Server) -> InboxId {
    let values = [
        ("account", "help@shop.example"),
        ("sender_name", "Shop"),
        ("smtp_host", "127.0.0.1"),
        ("imap_host", &server.settings.imap_host),
        ("imap_port", &server.settings.imap_port),
        ("imap_security", "none"),
        ("imap_user", "help"),
        ("imap_password", "wo\"rd"),
    ];
    let values: BTreeMap<_, _> = values.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let draft = ChannelDraft { name: "Mail".to_owned(), values };
    desk.app.desk.add_channel(&desk.actor("Olivia").await, ChannelKind::Email, draft).await.unwrap().id
}

/// The workers, until the first is used or goes away.
pub(crate) fn run(desk: &TestDesk) -> (oneshot::Sender<()>, JoinHandle<()>) {
    let http = Http::new(desk.app.settings.providers.endpoints()).unwrap();
    let (stop, stopped) = oneshot::channel();
    let ending = async {
        let _ = stopped.await;
    };
    (stop, tokio::spawn(providers::run_workers(desk.app.clone(), http, ending)))
}

/// Goes on when these mails, and no others, stand in the inbox.
async fn arrive(desk: &TestDesk, inbox: InboxId, mails: &[&str]) {
    let query = ListQuery { view: View::Inbox(inbox), ..ListQuery::default() };
    let owner = desk.actor("Olivia").await;
    let all_here = async {
        loop {
            let rows = desk.app.desk.inbox_view(&owner, query, None, None).await.unwrap().list.rows;
            let mut here: Vec<_> = rows.iter().map(|row| &*row.preview.text).collect();
            here.sort_unstable();
            if here == mails {
                return;
            }
            assert!(here.len() <= mails.len(), "{here:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(PATIENCE, all_here).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_comes_by_itself_and_over_one_connection_until_the_program_ends() {
    let desk = TestDesk::start().await;
    let server = Server::start(7, vec![(3, "From: a@x.example\r\n\r\n1")], Habit::Tells).await;
    let inbox = connect(&desk, &server).await;
    let (stop, ended) = run(&desk);
    arrive(&desk, inbox, &["1"]).await;
    server.heard("IDLE", 1).await;
    server.deliver(4, "From: a@x.example\r\n\r\n2");
    arrive(&desk, inbox, &["1", "2"]).await;
    server.heard("IDLE", 2).await;
    assert_eq!(server.count("EXAMINE \"INBOX\""), 1, "{:?}", server.asked());
    stop.send(()).unwrap();
    timeout(PATIENCE, ended).await.unwrap().unwrap();
    // The connection is closed.
    server.heard("", 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_breaks_again_and_again_neither_loses_nor_doubles_mail() {
    let desk = TestDesk::start().await;
    let server = Server::start(7, Vec::new(), Habit::HangsUp).await;
    let inbox = connect(&desk, &server).await;
    let _running = run(&desk);
    let mails = ["1", "2"];
    for (broken, mail) in ["From: a@x.example\r\n\r\n1", "From: a@x.example\r\n\r\n2"].into_iter().enumerate() {
        server.heard("IDLE", broken + 1).await;
        server.deliver(u32::try_from(broken).unwrap() + 4, mail);
        arrive(&desk, inbox, &mails[..=broken]).await;
    }
    assert_eq!(server.count("EXAMINE \"INBOX\""), 3, "{:?}", server.asked());
}

#[tokio::test(flavor = "multi_thread")]
async fn pausing_a_mailbox_hangs_up_and_what_came_meanwhile_is_read_later() {
    let desk = TestDesk::start().await;
    let (owner, server) = (desk.actor("Olivia").await, Server::start(7, Vec::new(), Habit::Tells).await);
    let inbox = connect(&desk, &server).await;
    let _running = run(&desk);
    server.heard("IDLE", 1).await;
    desk.app.desk.set_channel_state(&owner, inbox, InboxState::Paused).await.unwrap();
    server.heard("", 1).await;
    server.deliver(4, "From: a@x.example\r\n\r\n1");
    desk.app.desk.set_channel_state(&owner, inbox, InboxState::Active).await.unwrap();
    arrive(&desk, inbox, &["1"]).await;
    assert_eq!(server.count("EXAMINE \"INBOX\""), 2, "{:?}", server.asked());
}
