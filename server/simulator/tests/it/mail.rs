//! Mail in both directions.

use crate::played::{GRETA, MAILBOX, Played};
use crate::sender::{Sender, credentials, mail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// A header of a mail as the service posts it.
fn header<'a>(mail: &'a Value, name: &str) -> Option<&'a str> {
    mail["Headers"].as_array().unwrap().iter().find(|header| header["Name"] == name)?["Value"].as_str()
}

#[tokio::test]
async fn a_customers_mail_is_posted_with_its_files_and_the_password_of_the_webhook() {
    let (played, desk) = Played::fresh().await;
    let order =
        json!({"kind": "text", "subject": "My order", "text": "Where is it?\nI wait.", "files": ["document", "image"]});
    let id = played.act(MAILBOX, GRETA, order).await;
    let call = desk.until(1, |call| call.text("/From") == Some(GRETA)).await.remove(0);
    let expected = format!("Basic {}", STANDARD.encode(format!("secret-{MAILBOX}")));
    assert_eq!(call.headers["authorization"], expected);
    let posted = &call.json;
    assert_eq!(
        (posted["Subject"].as_str(), posted["TextBody"].as_str()),
        (Some("My order"), Some("Where is it?\nI wait."))
    );
    assert_eq!(
        (posted["FromFull"]["Name"].as_str(), posted["OriginalRecipient"].as_str()),
        (Some("Greta Holm"), Some(MAILBOX))
    );
    assert_eq!((header(posted, "Message-ID"), header(posted, "In-Reply-To")), (Some(&*format!("<{id}>")), None));
    let files = posted["Attachments"].as_array().unwrap();
    let pdf = STANDARD.decode(files[0]["Content"].as_str().unwrap()).unwrap();
    assert!(pdf.starts_with(b"%PDF") && files[0]["ContentLength"] == pdf.len());
    assert_eq!((files[1]["Name"].as_str(), files[1]["ContentType"].as_str()), (Some("photo.jpg"), Some("image/jpeg")));
}

#[tokio::test]
async fn a_designed_mail_is_posted_with_its_words_its_html_and_the_picture_that_stands_in_it() {
    let (played, desk) = Played::fresh().await;
    played.act(MAILBOX, GRETA, json!({"kind": "designed_mail", "files": ["document"]})).await;
    let call = desk.until(1, |call| call.text("/From") == Some(GRETA)).await.remove(0);
    let posted = &call.json;
    assert_eq!(posted["Subject"], "A parcel for Café Linden");
    assert!(posted["TextBody"].as_str().unwrap().starts_with("Our parcel came with a crack."));
    assert!(posted["HtmlBody"].as_str().unwrap().contains("src=\"cid:file-1\""));
    let files = posted["Attachments"].as_array().unwrap();
    assert_eq!((files[0]["Name"].as_str(), files[0]["ContentID"].as_str()), (Some("photo.jpg"), Some("file-1")));
    assert_eq!((files.len(), files[1]["ContentID"].as_str()), (2, Some("")));

    played.act(MAILBOX, GRETA, json!({"kind": "text", "text": "Hi", "html": "<b>Hi</b>"})).await;
    let call = desk.until(1, |call| call.text("/TextBody") == Some("Hi")).await.remove(0);
    assert_eq!(call.json["HtmlBody"], "<b>Hi</b>");
}

#[tokio::test]
async fn an_answer_arrives_and_the_customer_goes_on_below_a_quote() {
    let (played, desk) = Played::fresh().await;
    let asked =
        played.act(MAILBOX, GRETA, json!({"kind": "text", "subject": "Fig", "text": "Does it like sun?"})).await;
    let mut sender = Sender::log_in(&played).await;
    let answer = format!(
        "Message-ID: <ours-1@aurora.example>\nDate: Fri, 9 Jan 2026 12:30:30 +0000\nFrom: Aurora <{MAILBOX}>\nTo: {GRETA}\n\
         Reply-To: hello+c77@aurora.example\nSubject: Re: Fig\nIn-Reply-To: <{asked}>\nReferences: <{asked}>\n\nYes, a lot.\n.. and water"
    );
    assert_eq!(sender.hands_in(GRETA, &answer).await, ["250", "250", "250"]);
    let chat = played.chat(MAILBOX, GRETA).await;
    assert_eq!((&chat[1]["text"], &chat[1]["subject"]), (&json!("Yes, a lot.\n.. and water"), &json!("Re: Fig")));
    assert_eq!((&chat[1]["reply_to"], &chat[1]["kind"]), (&json!(asked), &json!("mail")));
    assert_eq!(sender.says("QUIT").await, "221");

    played.act(MAILBOX, GRETA, json!({"kind": "text", "text": "Thanks", "reply_to": "ours-1@aurora.example"})).await;
    let call = desk.until(1, |call| call.text("/StrippedTextReply") == Some("Thanks")).await.remove(0);
    let posted = &call.json;
    assert_eq!((posted["Subject"].as_str(), posted["MailboxHash"].as_str()), (Some("Re: Fig"), Some("c77")));
    assert_eq!(posted["To"], "\"Aurora\" <hello+c77@aurora.example>");
    assert_eq!(header(posted, "In-Reply-To"), Some("<ours-1@aurora.example>"));
    assert_eq!(header(posted, "References"), Some(&*format!("<{asked}> <ours-1@aurora.example>")));
    let text = posted["TextBody"].as_str().unwrap();
    assert!(text.starts_with("Thanks\n\nOn ") && text.contains("wrote:\n> Yes, a lot.\n> .. and water"), "{text}");
}

#[tokio::test]
async fn one_mail_reaches_everybody_it_is_for() {
    let (played, _) = Played::fresh().await;
    let mut sender = Sender::log_in(&played).await;
    let other = "yuki.mori@mail.example";
    for line in [format!("MAIL FROM:<{MAILBOX}>"), format!("RCPT TO:<{GRETA}>"), format!("RCPT TO:<{other}>")] {
        assert_eq!(sender.says(&line).await, "250", "{line}");
    }
    assert_eq!(sender.says("DATA").await, "354");
    sender.sends(&mail("both", "Hello").replace('\n', "\r\n")).await;
    sender.sends("\r\n.\r\n").await;
    assert_eq!(sender.answer().await, "250");
    for customer in [GRETA, other] {
        assert_eq!(played.chat(MAILBOX, customer).await[0]["id"], "both@aurora.example", "{customer}");
    }
}

#[tokio::test]
async fn only_the_user_of_the_mailbox_may_hand_in_and_only_as_himself() {
    let (played, _) = Played::fresh().await;
    let mut sender = Sender::connect(&played).await;
    let from = format!("MAIL FROM:<{MAILBOX}>");
    assert_eq!(sender.says(&from).await, "530");
    assert_eq!(sender.says(&format!("AUTH PLAIN {}", credentials("wrong"))).await, "535");
    assert_eq!(sender.says("AUTH GSSAPI").await, "504");
    // The longer way.
    assert_eq!(sender.says("AUTH LOGIN").await, "334");
    assert_eq!(sender.says(&STANDARD.encode(MAILBOX)).await, "334");
    assert_eq!(sender.says(&STANDARD.encode(format!("token-{MAILBOX}"))).await, "235");
    assert_eq!(sender.says("MAIL FROM:<other@aurora.example>").await, "553");
    assert_eq!(sender.says(&format!("{from} SIZE=999999999")).await, "552");
    assert_eq!(sender.says("DATA").await, "503");
    assert_eq!(sender.hands_in(GRETA, "Subject: no sender\n\nHello").await, ["250", "250", "554"]);
    let forged = mail("forged", "Hello").replace(&format!("<{MAILBOX}>"), "<boss@aurora.example>");
    assert_eq!(sender.hands_in(GRETA, &forged).await, ["250", "250", "550"]);
    assert_eq!(played.chat(MAILBOX, GRETA).await.len(), 0);
    assert_eq!(sender.hands_in(GRETA, &mail("good", "Hello")).await, ["250", "250", "250"]);
}

#[tokio::test]
async fn a_mail_to_nobody_and_one_that_is_sent_back_are_reported() {
    let (played, desk) = Played::fresh().await;
    let mut sender = Sender::log_in(&played).await;
    assert_eq!(sender.hands_in("nobody@mail.example", &mail("lost", "Hello")).await, ["250", "250", "250"]);
    let report = async |number: usize| {
        let call = desk.until(number, |call| call.text("/format") == Some("rfc822")).await.remove(number - 1);
        assert_eq!((call.text("/envelope/mail_from"), call.text("/envelope/rcpt_to")), (Some(""), Some(MAILBOX)));
        String::from_utf8(STANDARD.decode(call.text("/raw_base64").unwrap()).unwrap()).unwrap()
    };
    let first = report(1).await;
    for part in [
        "report-type=delivery-status",
        "Final-Recipient: rfc822; nobody@mail.example",
        "Status: 5.1.1",
        "<lost@aurora.example>",
    ] {
        assert!(first.contains(part), "{part} is not in {first}");
    }
    assert_eq!(sender.hands_in(GRETA, &mail("late", "Hello")).await, ["250", "250", "250"]);
    played.act(MAILBOX, GRETA, json!({"kind": "bounce", "message": "late@aurora.example", "code": 522})).await;
    let second = report(2).await;
    assert!(second.contains("Status: 5.2.2") && second.contains("<late@aurora.example>"), "{second}");
    assert_eq!(played.chat(MAILBOX, GRETA).await[0]["stage"], "failed");
}
