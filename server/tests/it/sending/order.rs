//! Providers that want a pause get one: sent later, once, in order, and at nobody else's cost.

use crate::desk::simulated::until;
use crate::desk::{Simulated, TestDesk};
use serde_json::{Value, json};
use std::time::Duration;
use types::inbox::ChannelKind;
use types::message::{Message, StepKind};

/// Waits until the provider has asked for a pause with this one.
async fn is_postponed(line: &Simulated<'_>, answer: &Message) {
    let look = async || line.steps(answer).await.contains(&StepKind::Postponed).then_some(());
    until("the provider asks for a pause", look).await;
}

/// Three answers to one customer, the first of which meets this trouble.
async fn go_later(channel: ChannelKind, trouble: Value) {
    let desk = TestDesk::start().await;
    let line = desk.simulates(channel).await;
    let conversation = line.is_written_to().await;
    line.trouble_once(trouble).await;
    let mut answers = vec![line.answers(conversation, "one").await];
    is_postponed(&line, &answers[0]).await;
    for words in ["two", "three"] {
        answers.push(line.answers(conversation, words).await);
    }
    assert_eq!(line.delivery(&answers[0]).await.as_str(), "queued");
    assert!(line.accepted().await.is_empty());
    desk.clock.advance(Duration::from_secs(5));
    for answer in &answers {
        let sent = async || matches!(line.delivery(answer).await.as_str(), "sent" | "delivered" | "read");
        until("it is sent", async || sent().await.then_some(())).await;
    }
    assert_eq!(line.words_for(line.customer).await, ["one", "two", "three"]);
    let mut attempts = Vec::new();
    for answer in &answers {
        attempts.push(line.attempts(answer).await);
    }
    assert_eq!(attempts, [2, 1, 1]);
    assert_eq!(line.said(conversation).await, ["Hello?", "one", "two", "three"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whatsapp_in_a_hurry_says_for_how_long_and_gets_everything_in_order_afterwards() {
    go_later(ChannelKind::Whatsapp, json!({"kind": "status", "status": 429, "retry_after": 1})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatsapp_in_a_hurry_without_a_word_gets_everything_in_order_afterwards() {
    go_later(ChannelKind::Whatsapp, json!({"kind": "status", "status": 429})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn telegram_in_a_hurry_says_for_how_long_and_gets_everything_in_order_afterwards() {
    go_later(ChannelKind::Telegram, json!({"kind": "status", "status": 429, "retry_after": 1})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn gupshup_in_a_hurry_gets_everything_in_order_afterwards() {
    go_later(ChannelKind::Gupshup, json!({"kind": "status", "status": 429})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_being_worked_on_gets_everything_in_order_afterwards() {
    go_later(ChannelKind::Messenger, json!({"kind": "status", "status": 503, "retry_after": 1})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_that_passes_is_tried_again() {
    go_later(ChannelKind::Whatsapp, json!({"kind": "error", "code": 130_429})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_customers_pause_does_not_hold_up_another_customer() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Whatsapp).await;
    let conversation = line.is_written_to().await;
    let name = line.acts_as(line.other, json!({"kind": "text", "text": "And me?"})).await;
    let other = line.arrives(&name).await.conversation;
    line.trouble_once(json!({"kind": "error", "code": 131_048})).await;
    let held = line.answers(conversation, "one").await;
    is_postponed(&line, &held).await;
    let behind = line.answers(conversation, "two").await;
    let free = line.answers(other, "You too").await;
    line.comes(&free, "read").await;
    assert_eq!(line.steps(&behind).await, [StepKind::Queued]);
    assert!(line.words_for(line.customer).await.is_empty());
    desk.clock.advance(Duration::from_secs(5));
    line.comes(&behind, "read").await;
    assert_eq!(line.words_for(line.customer).await, ["one", "two"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_never_recovers_is_given_up_in_the_end_and_the_next_message_goes() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Whatsapp).await;
    let conversation = line.is_written_to().await;
    line.trouble(json!({"kind": "error", "code": 131_016, "times": 9})).await;
    let first = line.answers(conversation, "one").await;
    let second = line.answers(conversation, "two").await;
    for attempt in 1..=8 {
        let tried = async || (line.attempts(&first).await == attempt && is_queued(&line, &first).await).then_some(());
        until("it is tried again", tried).await;
        desk.clock.advance(Duration::from_hours(3));
    }
    let failed = line.comes(&first, "failed").await;
    assert!(failed.reason().unwrap().ends_with("It was tried 9 times."), "{failed:?}");
    line.comes(&second, "read").await;
    assert_eq!(line.words_for(line.customer).await, ["two"]);
}

async fn is_queued(line: &Simulated<'_>, answer: &Message) -> bool {
    line.delivery(answer).await.as_str() == "queued"
}
