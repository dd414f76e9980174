//! Fetching mail, from a small mailbox that keeps to a script.

use crate::mailbox_server::{BREAKS, GONE, Habit, REFUSED, Server};
use crate::provider::nobody;
use channels::{ChannelSettings, Mailbox, MailboxState, Secret, SendError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use types::Timestamp;

/// Reads one portion over a connection of its own.
async fn poll(
    settings: &ChannelSettings,
    state: Option<MailboxState>,
    limit: usize,
) -> Result<(Vec<Vec<u8>>, MailboxState), SendError> {
    Mailbox::open(settings).await?.read(state, limit).await
}

async fn server(uid_validity: u32, mails: Vec<(u32, &'static str)>) -> Server {
    Server::start(uid_validity, mails, Habit::Tells).await
}

const MAILS: [(u32, &str); 3] =
    [(5, "From: a@x\r\n\r\none"), (9, "From: b@x\r\n\r\ntwo"), (7, "From: c@x\r\n\r\n\u{e4}")];

#[tokio::test]
async fn new_mail_comes_in_order_and_in_portions() {
    let server = server(77, MAILS.to_vec()).await;
    let settings = server.settings.clone();
    let (mails, state) = poll(&settings, None, 2).await.unwrap();
    assert_eq!(mails, [MAILS[0].1.as_bytes(), MAILS[2].1.as_bytes()]);
    assert_eq!((state.uid_validity, state.last_uid), (77, 7));
    let (mails, state) = poll(&settings, Some(state), 2).await.unwrap();
    assert_eq!((mails, state.last_uid), (vec![MAILS[1].1.as_bytes().to_vec()], 9));
    // The server names the last mail again; it is not fetched again.
    let (mails, after) = poll(&settings, Some(state), 2).await.unwrap();
    assert_eq!((mails.len(), after), (0, state));
    let asked = server.asked();
    assert!(asked.iter().all(|command| !command.contains("STORE") && !command.starts_with("SELECT")), "{asked:?}");
}

#[tokio::test]
async fn a_mailbox_that_was_counted_anew_is_read_again() {
    let server = server(78, MAILS.to_vec()).await;
    let state = MailboxState { uid_validity: 77, last_uid: 900, since: Timestamp::from_seconds(1_770_422_400) };
    let (mails, state) = poll(&server.settings, Some(state), 10).await.unwrap();
    assert_eq!((mails.len(), state.uid_validity, state.last_uid), (3, 78, 9));
    let search = "UID SEARCH UID 1:* SINCE 6-Feb-2026".to_owned();
    assert!(server.asked().contains(&search), "{:?}", server.asked());
}

#[tokio::test]
async fn a_wrong_password_or_folder_is_final_and_a_missing_server_is_not() {
    let settings = server(1, Vec::new()).await.settings;
    let wrong = ChannelSettings { imap_password: Secret::new("other"), ..settings.clone() };
    let error = poll(&wrong, None, 1).await.unwrap_err();
    assert!(matches!(error, SendError::Never { .. }) && error.sentence().contains("password"), "{error:?}");
    let folder = ChannelSettings { imap_folder: "Elsewhere".to_owned(), ..settings.clone() };
    assert!(matches!(poll(&folder, None, 1).await, Err(SendError::Never { .. })));
    let (_socket, address) = nobody();
    let port = address.port().to_string();
    let gone = ChannelSettings { imap_port: port, ..settings };
    assert!(matches!(poll(&gone, None, 1).await, Err(SendError::Later { .. })));
}

#[tokio::test]
async fn a_server_that_hangs_up_at_once_is_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            stream.write_all(b"* BYE busy\r\n").await.unwrap();
            drop(stream.read_u8().await);
        }
    });
    let settings = server(1, Vec::new()).await.settings;
    let settings = ChannelSettings { imap_port: port, ..settings };
    assert!(matches!(poll(&settings, None, 1).await, Err(SendError::Later { .. })));
}

#[tokio::test]
async fn only_a_mail_that_is_gone_is_passed_over() {
    let first = (5, MAILS[0].1);
    let settings = server(1, vec![first, (6, GONE), (7, MAILS[1].1)]).await.settings;
    let (mails, state) = poll(&settings, None, 10).await.unwrap();
    assert_eq!((mails.len(), state.last_uid), (2, 7));
    for trouble in [REFUSED, BREAKS] {
        let settings = server(1, vec![first, (6, trouble), (7, MAILS[1].1)]).await.settings;
        // What came before it is handed over, and it is asked for again.
        let (mails, state) = poll(&settings, None, 10).await.unwrap();
        assert_eq!((mails.len(), state.last_uid), (1, 5), "{trouble}");
        let error = poll(&settings, Some(state), 10).await.unwrap_err();
        assert!(matches!(error, SendError::Later { .. }), "{trouble}: {error:?}");
    }
}

#[tokio::test]
async fn a_token_signs_in_instead_of_a_password() {
    let server = server(1, vec![(5, MAILS[0].1)]).await;
    let with = |token: &str| ChannelSettings {
        login: "oauth".to_owned(),
        access_token: Secret::new(token),
        imap_password: Secret::new("other"),
        ..server.settings.clone()
    };
    assert_eq!(poll(&with("tok:en"), None, 1).await.unwrap().0.len(), 1);
    server.accepts("new");
    assert_eq!(poll(&with("new"), None, 1).await.unwrap().0.len(), 1);
    let error = poll(&with("tok:en"), None, 1).await.unwrap_err();
    assert!(error.is_token_refusal() && error.sentence().contains("access token"), "{error:?}");
    let error = poll(&with(""), None, 1).await.unwrap_err();
    assert!(matches!(error, SendError::Never { .. }) && error.sentence().contains("no access token"), "{error:?}");
    assert!(server.asked().iter().all(|command| !command.starts_with("LOGIN")));
}
