//! Waiting for mail, at servers that tell of it and at others.

use crate::mailbox_server::{Habit, Server};
use channels::{Mailbox, MailboxState, Rhythm, SendError};
use std::time::Duration;
use tokio::time::timeout;

const MAIL: &str = "From: a@x\r\n\r\none";

/// As if nothing else happened for ever.
const PATIENT: Rhythm = Rhythm { told: Duration::from_secs(3_600), asked: Duration::from_secs(3_600) };
/// As if the time was always over.
const HASTY: Rhythm = Rhythm { told: Duration::from_millis(1), asked: Duration::from_millis(1) };

/// Waits for something that comes.
async fn wait(mailbox: &mut Mailbox) -> Result<(), SendError> {
    timeout(Duration::from_secs(30), mailbox.wait(PATIENT)).await.unwrap()
}

/// An open mailbox in which nothing is left to read.
async fn open(server: &Server) -> (Mailbox, MailboxState) {
    let mut mailbox = Mailbox::open(&server.settings).await.unwrap();
    let (mails, state) = mailbox.read(None, 10).await.unwrap();
    assert!(mails.is_empty(), "{mails:?}");
    (mailbox, state)
}

#[tokio::test]
async fn a_server_that_tells_of_a_mail_is_asked_for_it_at_once() {
    let server = Server::start(7, Vec::new(), Habit::Tells).await;
    let (mut mailbox, mut state) = open(&server).await;
    for uid in [4, 5] {
        let told = async {
            server.heard("IDLE", usize::try_from(uid).unwrap() - 3).await;
            server.deliver(uid, MAIL);
        };
        let (waited, ()) = tokio::join!(wait(&mut mailbox), told);
        waited.unwrap();
        let (mails, read) = mailbox.read(Some(state), 10).await.unwrap();
        assert_eq!((mails.len(), read.last_uid), (1, uid));
        state = read;
    }
    assert_eq!(server.count("EXAMINE \"INBOX\""), 1, "{:?}", server.asked());
    assert!(!server.asked().contains(&"NOOP".to_owned()));
}

#[tokio::test]
async fn waiting_is_renewed_over_the_same_connection() {
    let server = Server::start(7, Vec::new(), Habit::Tells).await;
    let (mut mailbox, state) = open(&server).await;
    for _ in 0..3 {
        mailbox.wait(HASTY).await.unwrap();
    }
    server.deliver(4, MAIL);
    assert_eq!(mailbox.read(Some(state), 10).await.unwrap().0.len(), 1);
    assert_eq!((server.count("IDLE"), server.count("DONE"), server.count("EXAMINE \"INBOX\"")), (3, 3, 1));
}

#[tokio::test]
async fn a_mail_that_comes_between_looking_and_waiting_is_not_waited_for() {
    let server = Server::start(7, Vec::new(), Habit::Tells).await;
    let (mut mailbox, state) = open(&server).await;
    server.deliver(4, MAIL);
    wait(&mut mailbox).await.unwrap();
    assert_eq!(mailbox.read(Some(state), 10).await.unwrap().0.len(), 1);
    // Nor one that the server mentions only behind the result of a search.
    let server = Server::start(7, Vec::new(), Habit::FallsBehind).await;
    let (mut mailbox, state) = open(&server).await;
    wait(&mut mailbox).await.unwrap();
    assert_eq!(mailbox.read(Some(state), 10).await.unwrap().0.len(), 1);
}

#[tokio::test]
async fn a_connection_that_breaks_while_waiting_neither_loses_a_mail_nor_doubles_one() {
    let server = Server::start(7, vec![(3, MAIL)], Habit::HangsUp).await;
    let mut mailbox = Mailbox::open(&server.settings).await.unwrap();
    let (mails, state) = mailbox.read(None, 10).await.unwrap();
    assert_eq!(mails.len(), 1);
    let breaks = async {
        server.heard("IDLE", 1).await;
        server.deliver(4, MAIL);
    };
    let (waited, ()) = tokio::join!(wait(&mut mailbox), breaks);
    assert!(matches!(waited, Err(SendError::Later { .. })), "{waited:?}");
    // The broken connection stays broken, whatever is asked of it.
    assert!(matches!(mailbox.read(Some(state), 10).await, Err(SendError::Later { .. })));
    assert!(matches!(mailbox.wait(HASTY).await, Err(SendError::Later { .. })));
    let mut mailbox = Mailbox::open(&server.settings).await.unwrap();
    let (mails, read) = mailbox.read(Some(state), 10).await.unwrap();
    assert_eq!((mails.len(), read.last_uid), (1, 4));
}

#[tokio::test]
async fn a_server_that_does_not_tell_is_asked_again_over_the_same_connection() {
    let server = Server::start(7, Vec::new(), Habit::Silent).await;
    let (mut mailbox, state) = open(&server).await;
    server.deliver(4, MAIL);
    mailbox.wait(HASTY).await.unwrap();
    assert_eq!(mailbox.read(Some(state), 10).await.unwrap().0.len(), 1);
    assert_eq!((server.count("IDLE"), server.count("NOOP"), server.count("EXAMINE \"INBOX\"")), (0, 1, 1));
}

#[tokio::test]
async fn a_server_that_refuses_to_tell_is_asked_from_then_on() {
    let server = Server::start(7, Vec::new(), Habit::Refuses).await;
    let (mut mailbox, state) = open(&server).await;
    wait(&mut mailbox).await.unwrap();
    mailbox.wait(HASTY).await.unwrap();
    server.deliver(4, MAIL);
    assert_eq!(mailbox.read(Some(state), 10).await.unwrap().0.len(), 1);
    assert_eq!((server.count("IDLE"), server.count("NOOP")), (1, 1));
}

#[tokio::test]
async fn who_gives_up_waiting_hangs_up() {
    let server = Server::start(7, Vec::new(), Habit::Tells).await;
    let (mut mailbox, state) = open(&server).await;
    tokio::select! {
        waited = mailbox.wait(PATIENT) => panic!("{waited:?}"),
        () = server.heard("IDLE", 1) => {}
    }
    // The server has read to the end of the connection.
    server.heard("", 1).await;
    assert!(matches!(mailbox.read(Some(state), 10).await, Err(SendError::Later { .. })));
}
