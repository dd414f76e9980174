//! What goes to providers and comes from them, with the simulator at the other end of a real connection.

mod customers;
mod doubt;
mod files;
mod formats;
mod letters;
mod mail;
mod names;
mod order;
mod pages;
mod refusals;
mod statuses;
mod templates;

use crate::desk::{Simulated, TestDesk};
use serde_json::json;
use types::inbox::ChannelKind;
use types::message::StepKind;

/// The customer writes, the agent answers, and the provider tells as much as it does of what became of the answer.
async fn there_and_back(channel: ChannelKind, stages: &[&str]) {
    let desk = TestDesk::start().await;
    let line = desk.simulates(channel).await;
    line.order(&format!("/control/lines/{}", line.line()), json!({"auto_read": false})).await;
    let conversation = line.is_written_to().await;
    let answer = line.answers(conversation, "Good morning!").await;
    for stage in stages {
        if *stage == "read" {
            looks(&line).await;
        }
        line.comes(&answer, stage).await;
    }
    line.has_told_everything().await;
    assert_eq!(line.said(conversation).await, ["Hello?", "Good morning!"]);
    assert_eq!(line.words_for(line.customer).await, ["Good morning!"]);
    let steps = line.steps(&answer).await;
    assert_eq!(steps[..2], [StepKind::Queued, StepKind::Attempted]);
    assert!(steps.contains(&StepKind::Accepted), "{steps:?}");
    // And on, in the same conversation.
    let second = line.writes("Thanks").await;
    assert_eq!(line.arrives(&second).await.conversation, conversation);
}

/// The customer looks at the chat.
async fn looks(line: &Simulated<'_>) {
    line.order(&format!("/control/customers/{}/{}/open", line.line(), line.customer), json!({})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_on_whatsapp_is_answered_and_the_answer_is_read() {
    there_and_back(ChannelKind::Whatsapp, &["delivered", "read"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_on_messenger_is_answered_and_the_answer_is_read() {
    there_and_back(ChannelKind::Messenger, &["delivered", "read"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_on_instagram_is_answered_and_the_answer_is_read() {
    there_and_back(ChannelKind::Instagram, &["sent", "read"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_through_gupshup_is_answered_and_the_answer_is_read() {
    there_and_back(ChannelKind::Gupshup, &["delivered", "read"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_on_telegram_is_answered_and_the_answer_is_sent() {
    there_and_back(ChannelKind::Telegram, &["sent"]).await;
}
