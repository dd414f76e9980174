//! What providers tell of our messages may come twice, backwards or early: the end is right, and nobody sees a step back.

use crate::desk::{Simulated, TestDesk};
use serde_json::{Value, json};
use types::event::Change;
use types::inbox::ChannelKind;
use types::live::Frame;
use types::message::{AuthorKind, Delivery, Message};
use types::view::ListQuery;
use types::{ConversationId, Seq};

/// Everything pages were told about how far a message has come, in order.
async fn history(desk: &TestDesk, from: Seq, message: &Message) -> Vec<Delivery> {
    let owner = desk.actor("Olivia").await;
    let mut feed = desk.app.desk.subscribe(&owner, from).await.unwrap();
    let mut all = Vec::new();
    while let Some(frame) = feed.next().await {
        match frame {
            Frame::Event { event } => all.extend(told(event.change, message)),
            Frame::Beat { .. } => break,
            _ => {}
        }
    }
    all
}

fn told(change: Change, about: &Message) -> Option<Delivery> {
    match change {
        Change::Message { message, .. } if message.id == about.id => Some(message.delivery),
        Change::Conversation { messages, .. } => {
            messages.into_iter().find(|message| message.id == about.id).map(|message| message.delivery)
        }
        _ => None,
    }
}

async fn end_right(channel: ChannelKind, trouble: Value) {
    let desk = TestDesk::start().await;
    let line = desk.simulates(channel).await;
    let conversation = line.is_written_to().await;
    let owner = line.agent().await;
    let from = desk.app.desk.inbox_view(&owner, ListQuery::default(), None, None).await.unwrap().cursor;
    line.trouble_once(trouble).await;
    let answer = line.answers(conversation, "Good morning!").await;
    line.comes(&answer, "read").await;
    line.has_told_everything().await;
    assert_eq!(line.delivery(&answer).await, Delivery::Read);
    assert_eq!(line.accepted().await.len(), 1);
    only_once(&line, conversation, "Good morning!").await;
    let history = history(&desk, from, &answer).await;
    assert!(history.windows(2).all(|two| two[0] == two[1] || two[0].moves_to(&two[1])), "{history:?}");
    assert!(history.len() > 1, "{history:?}");
}

/// It stands there once, as the agent's own.
async fn only_once(line: &Simulated<'_>, conversation: ConversationId, words: &str) {
    let messages = line.thread(conversation).await.messages;
    let same = messages.iter().filter(|message| message.body.words() == words);
    let authors: Vec<_> = same.map(|message| message.author.kind()).collect();
    assert_eq!(authors, [AuthorKind::Agent]);
}

#[tokio::test(flavor = "multi_thread")]
async fn statuses_of_whatsapp_that_come_twice_end_right() {
    end_right(ChannelKind::Whatsapp, json!({"kind": "duplicate_statuses"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn statuses_of_whatsapp_that_come_backwards_end_right() {
    end_right(ChannelKind::Whatsapp, json!({"kind": "reversed_statuses"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn statuses_of_whatsapp_that_come_before_the_answer_end_right() {
    end_right(ChannelKind::Whatsapp, json!({"kind": "early_statuses"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn statuses_through_gupshup_that_come_backwards_end_right() {
    end_right(ChannelKind::Gupshup, json!({"kind": "reversed_statuses"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn statuses_through_gupshup_that_come_before_the_answer_end_right() {
    end_right(ChannelKind::Gupshup, json!({"kind": "early_statuses"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_echo_of_messenger_before_the_answer_is_no_second_message() {
    end_right(ChannelKind::Messenger, json!({"kind": "early_statuses"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn echoes_of_messenger_that_come_last_and_twice_are_no_second_message() {
    end_right(ChannelKind::Messenger, json!({"kind": "reversed_statuses"})).await;
    end_right(ChannelKind::Messenger, json!({"kind": "duplicate_statuses"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_echo_of_instagram_before_the_answer_is_known_by_its_words() {
    end_right(ChannelKind::Instagram, json!({"kind": "early_statuses"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn receipts_of_instagram_before_the_echo_end_right() {
    end_right(ChannelKind::Instagram, json!({"kind": "reversed_statuses"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_words_twice_are_two_messages_with_an_echo_each() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Instagram).await;
    let conversation = line.is_written_to().await;
    line.trouble(json!({"kind": "early_statuses", "times": 2})).await;
    let answers = [line.answers(conversation, "Yes").await, line.answers(conversation, "Yes").await];
    for answer in &answers {
        line.comes(answer, "read").await;
    }
    line.has_told_everything().await;
    assert_eq!(line.said(conversation).await, ["Hello?", "Yes", "Yes"]);
    assert_eq!(line.words_for(line.customer).await, ["Yes", "Yes"]);
}
