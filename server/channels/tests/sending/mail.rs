//! Handing mail in, at a small server that keeps to a script.

use crate::file;
use crate::mailbox_server::{Habit, Server};
use crate::provider::nobody;
use channels::{ChannelSettings, Content, MailThread, Outbound, Secret, SendError, Sent};
use channels::{Endpoints, Http, channel};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use types::inbox::ChannelKind::Email;

/// What the mail server answers at one step; otherwise it is friendly.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Login,
    Recipient,
    Data,
    End,
}

/// Answers `reply` at `step` (nothing: hangs up), and keeps the mails it took.
async fn smtp(trouble: Option<(Step, &'static str)>) -> (ChannelSettings, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    let taken = Arc::<Mutex<Vec<String>>>::default();
    let kept = Arc::clone(&taken);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(take(stream, trouble, Arc::clone(&kept)));
        }
    });
    let settings = ChannelSettings {
        account: "help@shop.example".to_owned(),
        sender_name: "Shop & Söhne".to_owned(),
        smtp_host: "127.0.0.1".to_owned(),
        smtp_port: port,
        smtp_security: "none".to_owned(),
        smtp_user: "help".to_owned(),
        smtp_password: Secret::new("word"),
        ..ChannelSettings::default()
    };
    (settings, taken)
}

async fn take(stream: TcpStream, trouble: Option<(Step, &'static str)>, kept: Arc<Mutex<Vec<String>>>) {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 mail.shop.example\r\n").await.unwrap();
    let mut line = String::new();
    let mut said = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        let word = line.split([' ', '\r']).next().unwrap_or_default().to_uppercase();
        let (step, reply) = match &*word {
            "EHLO" => (None, "250-mail\r\n250-8BITMIME\r\n250 AUTH PLAIN XOAUTH2\r\n"),
            "AUTH" => (Some(Step::Login), "235 ok\r\n"),
            "RCPT" => (Some(Step::Recipient), "250 ok\r\n"),
            "DATA" => (Some(Step::Data), "354 go\r\n"),
            "QUIT" => (None, "221 bye\r\n"),
            _ => (None, "250 ok\r\n"),
        };
        said.push_str(&line);
        let reply = trouble.filter(|(at, _)| step == Some(*at)).map_or(reply, |(_, reply)| reply);
        stream.write_all(reply.as_bytes()).await.unwrap();
        if reply.is_empty() {
            return;
        }
        if reply.starts_with("354") {
            let mut mail = String::new();
            while !mail.ends_with("\r\n.\r\n") {
                if stream.read_line(&mut mail).await.unwrap_or(0) == 0 {
                    return;
                }
            }
            kept.lock().unwrap().push(format!("{said}\n{mail}"));
            let reply = trouble.filter(|(at, _)| *at == Step::End).map_or("250 taken\r\n", |(_, reply)| reply);
            stream.write_all(reply.as_bytes()).await.unwrap();
            if reply.is_empty() {
                return;
            }
        }
    }
}

fn letter() -> Outbound {
    let content = Content::Mail {
        text: "Grüße\n.\nend".to_owned(),
        files: vec![file("plän.pdf", "application/pdf", b"%PDF")],
    };
    let thread = MailThread {
        subject: "Re: Ihre Größe".to_owned(),
        message_id: "conv-77.msg-3.x@shop.example".to_owned(),
        in_reply_to: Some("b@x.example".to_owned()),
        references: vec!["a@x.example".to_owned()],
        reply_to: Some("help+token@shop.example".to_owned()),
        copies: vec!["max@x.example".to_owned()],
        automatic: true,
    };
    Outbound { mail: Some(thread), ..crate::outbound("ada@x.example", content) }
}

async fn send(settings: &ChannelSettings) -> Result<Sent, SendError> {
    channel(Email).send(&Http::new(Endpoints::default()).unwrap(), settings, &letter()).await
}

#[tokio::test]
async fn a_mail_stands_in_its_thread() {
    let (settings, taken) = smtp(None).await;
    assert_eq!(send(&settings).await.map(|sent| sent.id), Ok("conv-77.msg-3.x@shop.example".to_owned()));
    let mail = taken.lock().unwrap().join("");
    for line in [
        "AUTH PLAIN ",
        "MAIL FROM:<help@shop.example>",
        "RCPT TO:<ada@x.example>",
        "RCPT TO:<max@x.example>",
        "Message-ID: <conv-77.msg-3.x@shop.example>",
        "In-Reply-To: <b@x.example>",
        "References: <a@x.example> <b@x.example>",
        "Reply-To: help+token@shop.example",
        "Cc: max@x.example",
        "Auto-Submitted: auto-generated",
        "Content-Type: multipart/mixed",
        "Content-Type: application/pdf",
        "Date: ",
    ] {
        assert!(mail.contains(line), "{line} is missing in\n{mail}");
    }
    // What was written can be read again.
    let (_, raw) = mail.split_once("DATA\r\n\n").unwrap();
    let report = channels::report::read_body(Email, raw.trim_end_matches("\r\n.\r\n").as_bytes()).unwrap();
    let event = &report["events"][0];
    assert_eq!(event["subject"], "Re: Ihre Größe");
    assert!(event["text"].as_str().unwrap().starts_with("Grüße"), "{event}");
    assert_eq!(event["attachments"][0]["filename"], "plän.pdf", "{event}");
}

#[tokio::test]
async fn refusals_before_the_words_pass_or_are_final_and_nothing_is_sent() {
    for (step, reply, later) in [
        (Step::Login, "535 5.7.8 bad credentials\r\n", false),
        (Step::Login, "454 4.7.0 later\r\n", true),
        (Step::Recipient, "550 5.1.1 no such user\r\n", false),
        (Step::Recipient, "451 4.7.1 greylisted\r\n", true),
        (Step::Recipient, "", true),
        (Step::Data, "452 4.3.1 full\r\n", true),
        (Step::Data, "", true),
        (Step::End, "554 5.7.1 spam\r\n", false),
        (Step::End, "451 4.3.0 try again\r\n", true),
    ] {
        let (settings, _) = smtp(Some((step, reply))).await;
        let error = send(&settings).await.unwrap_err();
        let right =
            if later { matches!(error, SendError::Later { .. }) } else { matches!(error, SendError::Never { .. }) };
        assert!(right, "{reply}: {error:?}");
        let code = reply.split(' ').next().filter(|code| !code.is_empty());
        assert_eq!(error.failure().code.as_deref(), code, "{error:?}");
    }
}

#[tokio::test]
async fn a_server_that_hangs_up_after_the_words_may_have_taken_them() {
    let (settings, taken) = smtp(Some((Step::End, ""))).await;
    let error = send(&settings).await.unwrap_err();
    assert!(matches!(error, SendError::Uncertain { .. }), "{error:?}");
    assert_eq!(taken.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_server_that_is_not_there_has_taken_nothing() {
    let (_socket, address) = nobody();
    let port = address.port().to_string();
    let (settings, _) = smtp(None).await;
    let settings = ChannelSettings { smtp_port: port, ..settings };
    assert!(matches!(send(&settings).await, Err(SendError::Later { .. })));
    let nothing = ChannelSettings { account: "help@shop.example".to_owned(), ..ChannelSettings::default() };
    assert!(matches!(send(&nothing).await, Err(SendError::Never { .. })));
}

#[tokio::test]
async fn passwords_do_not_travel_in_the_open_when_encryption_was_asked_for() {
    let (settings, _) = smtp(None).await;
    let settings = ChannelSettings { smtp_security: String::new(), ..settings };
    let error = send(&settings).await.unwrap_err();
    assert!(matches!(error, SendError::Never { .. }) && error.sentence().contains("encrypt"), "{error:?}");
}

#[tokio::test]
async fn both_ways_of_mail_are_tried_out() {
    let (outgoing, _) = smtp(None).await;
    let incoming = Server::start(1, Vec::new(), Habit::Tells).await.settings;
    let settings = ChannelSettings {
        smtp_host: outgoing.smtp_host,
        smtp_port: outgoing.smtp_port,
        smtp_security: outgoing.smtp_security,
        ..incoming
    };
    let http = Http::new(Endpoints::default()).unwrap();
    let states: Vec<String> = channel(Email)
        .diagnose(&http, &settings, "https://desk.example/")
        .await
        .iter()
        .map(|finding| format!("{} {:?}", finding.step, finding.state))
        .collect();
    // Without encryption, but what stays on this machine needs none.
    assert_eq!(states, ["Outgoing mail Good", "Incoming mail Good"]);
}

#[tokio::test]
async fn a_token_signs_in_instead_of_a_password() {
    let with = |settings: ChannelSettings| ChannelSettings {
        login: "oauth".to_owned(),
        access_token: Secret::new("tok:en"),
        ..settings
    };
    let (settings, taken) = smtp(None).await;
    send(&with(settings)).await.unwrap();
    assert!(taken.lock().unwrap().join("").contains("AUTH XOAUTH2 dXNlcj1oZWxwAWF1dGg9QmVhcmVyIHRvazplbgEB\r\n"));
    // A refusal tells its reasons before it refuses.
    for reply in ["334 eyJzdGF0dXMiOiI0MDEifQ==\r\n", "535 5.7.3 expired\r\n"] {
        let (settings, taken) = smtp(Some((Step::Login, reply))).await;
        let error = send(&with(settings)).await.unwrap_err();
        assert!(error.is_token_refusal() && error.sentence().contains("access token"), "{error:?}");
        assert!(taken.lock().unwrap().is_empty());
    }
}
