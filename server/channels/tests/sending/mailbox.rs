//! Fetching mail, from a small mailbox that keeps to a script.

use crate::provider::nobody;
use channels::{ChannelSettings, MailboxState, Secret, SendError, poll};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use types::Timestamp;

/// A mail that somebody deletes while the mailbox is read.
const GONE: &str = "gone";
/// One the server cannot read itself.
const REFUSED: &str = "refused";
/// One at which the connection breaks.
const BREAKS: &str = "breaks";

/// A mailbox with these mails (uid, text) that keeps what it is asked.
pub(crate) async fn imap(
    uid_validity: u32,
    mails: Vec<(u32, &'static str)>,
) -> (ChannelSettings, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    let asked = Arc::<Mutex<Vec<String>>>::default();
    let kept = Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(mailbox(stream, uid_validity, mails.clone(), Arc::clone(&kept)));
        }
    });
    let settings = ChannelSettings {
        imap_host: "127.0.0.1".to_owned(),
        imap_port: port,
        imap_security: "none".to_owned(),
        imap_user: "help".to_owned(),
        imap_password: Secret::new("wo\"rd"),
        ..ChannelSettings::default()
    };
    (settings, asked)
}

async fn mailbox(stream: TcpStream, uid_validity: u32, mails: Vec<(u32, &'static str)>, kept: Arc<Mutex<Vec<String>>>) {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"* OK ready\r\n").await.unwrap();
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        let (tag, command) = line.trim_end().split_once(' ').unwrap();
        kept.lock().unwrap().push(command.to_owned());
        let words: Vec<&str> = command.split(' ').collect();
        let mut reply = String::new();
        let mut end = "OK done";
        match &words[..] {
            ["LOGIN", _, password] if *password != "\"wo\\\"rd\"" => end = "NO [AUTHENTICATIONFAILED] wrong",
            ["EXAMINE", folder] if *folder != "\"INBOX\"" => end = "NO no such folder",
            ["EXAMINE", _] => {
                reply = format!("* {} EXISTS\r\n* OK [UIDVALIDITY {uid_validity}] valid\r\n", mails.len());
            }
            ["UID", "SEARCH", "UID", range, "SINCE", _] => {
                let from: u32 = range.trim_end_matches(":*").parse().unwrap();
                let last = mails.iter().map(|(uid, _)| *uid).max();
                let found = mails.iter().map(|(uid, _)| *uid).filter(|uid| *uid >= from || Some(*uid) == last);
                reply = format!("* SEARCH {}\r\n", found.map(|uid| uid.to_string()).collect::<Vec<_>>().join(" "));
            }
            // Asked for one mail only: is it still there?
            ["UID", "SEARCH", "UID", uid] => {
                let there = mails.iter().any(|(other, mail)| other.to_string() == *uid && *mail != GONE);
                reply = format!("* SEARCH{}\r\n", if there { format!(" {uid}") } else { String::new() });
            }
            ["UID", "FETCH", uid, what @ ..] => {
                let uid: u32 = uid.parse().unwrap();
                let mail = mails.iter().find(|(other, _)| *other == uid).map(|(_, mail)| *mail).unwrap_or_default();
                if mail == BREAKS && what == ["(UID", "BODY.PEEK[])"] {
                    return;
                }
                // News of another mail in between, as servers send it.
                reply = "* 9 FETCH (UID 999 FLAGS (\\Seen))\r\n".to_owned();
                if mail == REFUSED {
                    end = "NO [SERVERBUG] cannot read it";
                }
                let silent = [GONE, REFUSED].contains(&mail);
                reply += &match what.join(" ").as_str() {
                    _ if silent => String::new(),
                    "(UID RFC822.SIZE)" => format!("* 1 FETCH (UID {uid} RFC822.SIZE {})\r\n", mail.len()),
                    "(UID BODY.PEEK[])" => format!("* 1 FETCH (UID {uid} BODY[] {{{}}}\r\n{mail})\r\n", mail.len()),
                    other => panic!("{other}"),
                };
            }
            _ => {}
        }
        stream.write_all(format!("{reply}{tag} {end}\r\n").as_bytes()).await.unwrap();
    }
}

const MAILS: [(u32, &str); 3] =
    [(5, "From: a@x\r\n\r\none"), (9, "From: b@x\r\n\r\ntwo"), (7, "From: c@x\r\n\r\n\u{e4}")];

#[tokio::test]
async fn new_mail_comes_in_order_and_in_portions() {
    let (settings, asked) = imap(77, MAILS.to_vec()).await;
    let (mails, state) = poll(&settings, None, 2).await.unwrap();
    assert_eq!(mails, [MAILS[0].1.as_bytes(), MAILS[2].1.as_bytes()]);
    assert_eq!((state.uid_validity, state.last_uid), (77, 7));
    let (mails, state) = poll(&settings, Some(state), 2).await.unwrap();
    assert_eq!((mails, state.last_uid), (vec![MAILS[1].1.as_bytes().to_vec()], 9));
    // The server names the last mail again; it is not fetched again.
    let (mails, after) = poll(&settings, Some(state), 2).await.unwrap();
    assert_eq!((mails.len(), after), (0, state));
    let asked = asked.lock().unwrap();
    assert!(asked.iter().all(|command| !command.contains("STORE") && !command.starts_with("SELECT")), "{asked:?}");
}

#[tokio::test]
async fn a_mailbox_that_was_counted_anew_is_read_again() {
    let (settings, asked) = imap(78, MAILS.to_vec()).await;
    let state = MailboxState { uid_validity: 77, last_uid: 900, since: Timestamp::from_seconds(1_770_422_400) };
    let (mails, state) = poll(&settings, Some(state), 10).await.unwrap();
    assert_eq!((mails.len(), state.uid_validity, state.last_uid), (3, 78, 9));
    let search = "UID SEARCH UID 1:* SINCE 6-Feb-2026".to_owned();
    assert!(asked.lock().unwrap().contains(&search), "{asked:?}");
}

#[tokio::test]
async fn a_wrong_password_or_folder_is_final_and_a_missing_server_is_not() {
    let (settings, _) = imap(1, Vec::new()).await;
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
    let (settings, _) = imap(1, Vec::new()).await;
    let settings = ChannelSettings { imap_port: port, ..settings };
    assert!(matches!(poll(&settings, None, 1).await, Err(SendError::Later { .. })));
}

#[tokio::test]
async fn only_a_mail_that_is_gone_is_passed_over() {
    let first = (5, MAILS[0].1);
    let (settings, _) = imap(1, vec![first, (6, GONE), (7, MAILS[1].1)]).await;
    let (mails, state) = poll(&settings, None, 10).await.unwrap();
    assert_eq!((mails.len(), state.last_uid), (2, 7));
    for trouble in [REFUSED, BREAKS] {
        let (settings, _) = imap(1, vec![first, (6, trouble), (7, MAILS[1].1)]).await;
        // What came before it is handed over, and it is asked for again.
        let (mails, state) = poll(&settings, None, 10).await.unwrap();
        assert_eq!((mails.len(), state.last_uid), (1, 5), "{trouble}");
        let error = poll(&settings, Some(state), 10).await.unwrap_err();
        assert!(matches!(error, SendError::Later { .. }), "{trouble}: {error:?}");
    }
}
