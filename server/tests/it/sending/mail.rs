//! E-mail: posted to us as an inbound service does, handed in by SMTP, one thread in both directions.

use crate::desk::simulated::{answer, until};
use crate::desk::{Simulated, TestDesk};
use serde_json::json;
use types::draft::Outgoing;
use types::inbox::{ChannelKind, Severity};
use types::message::{Delivery, FileState, Message, MessageBody};

const INVOICE: &[u8] = include_bytes!("../../../simulator/assets/invoice.pdf");

/// A mail of the customer about this, arrived.
async fn asks(line: &Simulated<'_>, subject: &str, text: &str) -> Message {
    let name = line.acts(json!({"kind": "text", "subject": subject, "text": text})).await;
    line.arrives(&name).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_its_answer_and_the_answer_to_that_are_one_thread_on_both_sides() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Email).await;
    let question = asks(&line, "My fig tree", "It loses its leaves.").await;
    let MessageBody::Email(mail) = &question.body else { panic!("{:?}", question.body) };
    assert_eq!((&*mail.subject, &*mail.text), ("My fig tree", "It loses its leaves."));

    let sent = line.answers(question.conversation, "Give it more light.\n. And less water.").await;
    line.comes(&sent, "sent").await;
    let bubbles = line.bubbles().await;
    let [asked, told] = &bubbles[..] else { panic!("{bubbles:?}") };
    assert_eq!((told["subject"].as_str(), told["reply_to"].as_str()), (Some("Re: My fig tree"), asked["id"].as_str()));
    assert_eq!(told["text"], "Give it more light.\n. And less water.");

    let answered = json!({"kind": "text", "text": "Thank you!", "reply_to": told["id"]});
    let thanks = line.acts(answered).await;
    let thanks = line.arrives(&thanks).await;
    assert_eq!(thanks.conversation, question.conversation);
    let MessageBody::Email(mail) = &thanks.body else { panic!("{:?}", thanks.body) };
    assert_eq!(mail.subject, "Re: My fig tree");
    assert!(mail.text.starts_with("Thank you!") && mail.text.contains("> Give it more light."), "{}", mail.text);

    // Another subject is another matter.
    let other = asks(&line, "Opening hours", "Are you open on Sunday?").await;
    assert_ne!(other.conversation, question.conversation);
    line.has_told_everything().await;
    assert_eq!((line.accepted().await.len(), line.attempts(&sent).await), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn files_go_along_in_both_directions() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Email).await;
    let order = json!({"kind": "text", "subject": "Broken", "text": "Look", "files": ["image", "document"]});
    let name = line.acts(order).await;
    let ready = async || {
        let message = line.arrives(&name).await;
        let both =
            message.attachments.len() == 2 && message.attachments.iter().all(|file| file.state == FileState::Ready);
        both.then_some(message)
    };
    let message = until("both files are here", ready).await;
    let types: Vec<_> = message.attachments.iter().map(|file| &*file.media_type).collect();
    assert_eq!(types, ["image/jpeg", "application/pdf"]);

    let agent = line.agent().await;
    let file = desk.app.desk.upload(&agent, message.conversation, "Rechnung März.pdf", INVOICE.into()).await.unwrap();
    let outgoing = Outgoing { attachments: vec![file.id], ..answer("Here it is") };
    let sent = line.sends(message.conversation, outgoing).await.unwrap();
    line.comes(&sent, "sent").await;
    let bubble = line.bubbles().await.pop().unwrap();
    assert_eq!(
        (bubble["text"].as_str(), bubble["file"]["name"].as_str()),
        (Some("Here it is"), Some("Rechnung März.pdf"))
    );
    assert_eq!(line.file(bubble["media"].as_str().unwrap()).await, INVOICE);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_comes_back_is_shown_as_failed_and_writes_to_nobody() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Email).await;
    let conversation = line.is_written_to().await;
    line.trouble_once(json!({"kind": "failed_status", "code": 522})).await;
    let sent = line.answers(conversation, "Good morning!").await;
    let Delivery::Failed { reason, code } = line.comes(&sent, "failed").await else { panic!() };
    assert_eq!(code.as_deref(), Some("5.2.2"));
    assert!(reason.contains("full"), "{reason}");
    line.has_told_everything().await;
    let customers =
        line.thread(conversation).await.messages.into_iter().filter(|message| message.author.kind().is_customer());
    assert_eq!(customers.count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_mail_server_refuses_fails_with_its_words() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Email).await;
    let conversation = line.is_written_to().await;
    line.trouble_once(json!({"kind": "error", "code": 550})).await;
    let sent = line.answers(conversation, "Good morning!").await;
    let Delivery::Failed { reason, .. } = line.comes(&sent, "failed").await else { panic!() };
    assert!(reason.contains("No such user here"), "{reason}");
    assert!(line.accepted().await.is_empty());
    desk.app.desk.send_again(&line.agent().await, sent.id).await.unwrap();
    line.comes(&sent, "sent").await;
    assert_eq!(line.words_for(line.customer).await, ["Good morning!"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_whose_answer_is_lost_is_doubtful_and_goes_once() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Email).await;
    let conversation = line.is_written_to().await;
    line.trouble_once(json!({"kind": "lost_answer"})).await;
    let sent = line.answers(conversation, "Good morning!").await;
    line.comes(&sent, "uncertain").await;
    assert_eq!(
        (line.words_for(line.customer).await, line.attempts(&sent).await),
        (vec!["Good morning!".to_owned()], 1)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_connection_tests_well() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Email).await;
    let findings = desk.app.desk.try_channel(&line.agent().await, line.inbox.id, false).await.unwrap();
    assert!(findings.iter().all(|finding| finding.severity != Severity::Bad), "{findings:?}");
}
