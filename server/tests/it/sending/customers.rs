//! What customers do with messages: tap on buttons, react, rewrite, take back.

use crate::desk::simulated::until;
use crate::desk::{Simulated, TestDesk};
use serde_json::json;
use types::inbox::ChannelKind;
use types::message::{Author, Button, InteractiveBody, Message, MessageBody};

/// The name of a message without the chat in front of it, as the control API has it.
fn short(name: &str) -> &str {
    name.rsplit(':').next().unwrap()
}

/// Waits until the message is like that.
async fn becomes(line: &Simulated<'_>, message: &Message, what: &str, like: impl Fn(&Message) -> bool) -> Message {
    let look = async || Some(line.again(message).await).filter(|message| like(message));
    until(what, look).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tap_on_a_button_is_the_customers_choice() {
    for channel in [
        ChannelKind::Whatsapp,
        ChannelKind::Messenger,
        ChannelKind::Instagram,
        ChannelKind::Gupshup,
        ChannelKind::Telegram,
    ] {
        let desk = TestDesk::start().await;
        let line = desk.simulates(channel).await;
        let conversation = line.is_written_to().await;
        let button = |id: &str, title: &str| Button { id: id.to_owned(), title: title.to_owned() };
        let question = InteractiveBody {
            text: "Shall we go on?".to_owned(),
            footer: None,
            buttons: vec![button("go", "Yes"), button("stop", "No")],
            sections: Vec::new(),
        };
        let asked = desk.app.desk.bot_says(line.inbox.account, conversation, MessageBody::Interactive(question));
        let asked = asked.await.unwrap();
        line.comes(&asked, line.last_stage()).await;
        let id = line.accepted().await[0]["id"].as_str().unwrap().to_owned();
        line.acts(json!({"kind": "choice", "reply_to": id, "choice": "No"})).await;
        let choice = MessageBody::Choice { id: "stop".to_owned(), title: "No".to_owned() };
        let look = async || {
            let messages = line.thread(conversation).await.messages;
            messages.iter().any(|message| message.body == choice).then_some(())
        };
        until(&format!("the choice arrives from {channel}"), look).await;
        line.has_told_everything().await;
        let said = line.said(conversation).await;
        assert_eq!(said.len(), 3, "{channel}: {said:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_reacts_to_our_message_and_thinks_better_of_it() {
    for channel in [
        ChannelKind::Whatsapp,
        ChannelKind::Messenger,
        ChannelKind::Instagram,
        ChannelKind::Gupshup,
        ChannelKind::Telegram,
    ] {
        let desk = TestDesk::start().await;
        let line = desk.simulates(channel).await;
        let conversation = line.is_written_to().await;
        let answer = line.answers(conversation, "Good morning!").await;
        line.comes(&answer, line.last_stage()).await;
        let id = line.accepted().await[0]["id"].as_str().unwrap().to_owned();
        line.acts(json!({"kind": "reaction", "message": id, "emoji": "👍"})).await;
        let liked = becomes(&line, &answer, "the reaction arrives", |message| !message.reactions.is_empty()).await;
        let [reaction] = &liked.reactions[..] else { panic!("{channel}: {liked:?}") };
        assert_eq!(reaction.emoji, "👍", "{channel}");
        assert!(matches!(reaction.author, Author::Contact(_)), "{channel}");
        line.acts(json!({"kind": "unreact", "message": id})).await;
        becomes(&line, &answer, "the reaction goes", |message| !message.reactions.iter().any(|one| one.is_shown()))
            .await;
        assert_eq!(line.said(conversation).await, ["Hello?", "Good morning!"], "{channel}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_rewrites_what_they_said() {
    for channel in [ChannelKind::Whatsapp, ChannelKind::Messenger, ChannelKind::Instagram, ChannelKind::Telegram] {
        let desk = TestDesk::start().await;
        let line = desk.simulates(channel).await;
        let name = line.writes("Helo").await;
        let message = line.arrives(&name).await;
        for words in ["Hello", "Hello!"] {
            line.acts(json!({"kind": "edit", "message": short(&name), "text": words})).await;
            let edited = |message: &Message| message.body == MessageBody::text(words);
            let edited = becomes(&line, &message, &format!("the edit arrives on {channel}"), edited).await;
            assert!(edited.edited_at.is_some());
        }
        assert_eq!(line.said(message.conversation).await, ["Hello!"], "{channel}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_takes_back_what_they_said() {
    for channel in [ChannelKind::Whatsapp, ChannelKind::Messenger, ChannelKind::Instagram] {
        let desk = TestDesk::start().await;
        let line = desk.simulates(channel).await;
        let name = line.writes("My PIN is 1234").await;
        let message = line.arrives(&name).await;
        line.acts(json!({"kind": "delete", "message": short(&name)})).await;
        becomes(&line, &message, "the deletion arrives", |message| message.body == MessageBody::Deleted).await;
        let row = line.thread(message.conversation).await.conversation;
        assert_eq!(row.preview.text, "Message deleted", "{channel}");
    }
}
