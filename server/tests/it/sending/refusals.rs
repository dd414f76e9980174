//! What a provider will never take fails with its code and in plain words, and a person can send it again.

use crate::desk::TestDesk;
use serde_json::{Value, json};
use types::inbox::{ChannelKind, InboxState, Severity};
use types::message::{Delivery, StepKind};

/// An answer that meets this trouble fails with this code and words like these, and goes when it is sent again.
async fn fails(channel: ChannelKind, trouble: Value, code: &str, like: &str) {
    let desk = TestDesk::start().await;
    let line = desk.simulates(channel).await;
    let conversation = line.is_written_to().await;
    line.trouble_once(trouble).await;
    let answer = line.answers(conversation, "Good morning!").await;
    let Delivery::Failed { reason, code: found } = line.comes(&answer, "failed").await else { panic!() };
    assert_eq!(found.as_deref(), Some(code));
    assert!(reason.contains(like) && reason.ends_with('.') && !reason.contains(code), "{reason}");
    assert!(line.steps(&answer).await.contains(&StepKind::Refused));
    assert!(line.accepted().await.is_empty());
    // What comes after it is not held up.
    let next = line.answers(conversation, "And good night!").await;
    line.has_told_everything().await;
    line.comes(&next, line.last_stage()).await;
    desk.app.desk.send_again(&line.agent().await, answer.id).await.unwrap();
    line.comes(&answer, line.last_stage()).await;
    assert_eq!(line.words_for(line.customer).await, ["And good night!", "Good morning!"]);
    assert_eq!(line.attempts(&answer).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_window_at_whatsapp_is_told_in_plain_words() {
    fails(ChannelKind::Whatsapp, json!({"kind": "error", "code": 131_047}), "131047", "send a template").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_whatsapp_cannot_reach_is_told_in_plain_words() {
    fails(ChannelKind::Whatsapp, json!({"kind": "error", "code": 131_026}), "131026", "this number").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_bot_is_told_in_plain_words() {
    fails(ChannelKind::Telegram, json!({"kind": "error", "code": 403}), "403", "has blocked").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_wallet_at_gupshup_is_told_in_plain_words() {
    fails(ChannelKind::Gupshup, json!({"kind": "error", "code": 1003}), "1003", "wallet").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_fails_after_it_was_accepted_is_shown_as_failed() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Whatsapp).await;
    let conversation = line.is_written_to().await;
    line.trouble_once(json!({"kind": "failed_status", "code": 131_026})).await;
    let answer = line.answers(conversation, "Good morning!").await;
    let failed = line.comes(&answer, "failed").await;
    assert_eq!(failed.code(), Some("131026"));
    assert!(failed.reason().unwrap().contains("this number"), "{failed:?}");
    line.has_told_everything().await;
    desk.app.desk.send_again(&line.agent().await, answer.id).await.unwrap();
    line.comes(&answer, "read").await;
    assert_eq!(line.accepted().await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn news_of_a_failure_that_comes_again_does_not_stop_what_is_sent_again() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Whatsapp).await;
    let conversation = line.is_written_to().await;
    line.trouble_once(json!({"kind": "failed_status", "code": 131_026})).await;
    let answer = line.answers(conversation, "Good morning!").await;
    line.comes(&answer, "failed").await;
    line.has_told_everything().await;
    let owner = line.agent().await;
    desk.app.desk.set_channel_state(&owner, line.inbox.id, InboxState::Paused).await.unwrap();
    desk.app.desk.send_again(&owner, answer.id).await.unwrap();
    let first = line.accepted().await.remove(0);
    let status = json!({"id": first["id"], "status": "failed", "timestamp": "1795330001",
        "recipient_id": line.customer, "biz_opaque_callback_data": first["reference"],
        "errors": [{"code": 131_026, "title": "Message undeliverable"}]});
    line.is_told(&json!({"statuses": [status]})).await;
    assert_eq!(line.delivery(&answer).await, Delivery::Queued);
    desk.app.desk.set_channel_state(&owner, line.inbox.id, InboxState::Active).await.unwrap();
    line.comes(&answer, "read").await;
    assert_eq!(line.accepted().await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_not_accepted_any_more_is_told_to_administrators_once() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Whatsapp).await;
    let conversation = line.is_written_to().await;
    line.trouble(json!({"kind": "error", "code": 190, "times": 2})).await;
    for words in ["one", "two"] {
        let answer = line.answers(conversation, words).await;
        let failed = line.comes(&answer, "failed").await;
        assert_eq!(failed.code(), Some("190"));
        assert!(failed.reason().unwrap().contains("access token"), "{failed:?}");
    }
    let owner = line.agent().await;
    let page = desk.app.desk.channel(&owner, line.inbox.id).await.unwrap();
    let told: Vec<_> = page.notices.iter().map(|notice| (notice.severity, notice.settled)).collect();
    assert_eq!(told, [(Severity::Bad, false)]);
    assert!(page.notices[0].sentence.contains("access token"), "{}", page.notices[0].sentence);
    assert_eq!(page.health.alarms, 1);
    assert!(desk.app.desk.channel_alarm(&owner).await.unwrap());
    assert!(!desk.app.desk.channel_alarm(&desk.actor("Ben").await).await.unwrap());
    desk.app.desk.settle_notice(&owner, page.notices[0].id).await.unwrap();
    assert!(!desk.app.desk.channel_alarm(&owner).await.unwrap());
    // The next time it ends by itself, with the first message that goes through.
    line.trouble_once(json!({"kind": "error", "code": 190})).await;
    let answer = line.answers(conversation, "three").await;
    line.comes(&answer, "failed").await;
    assert!(desk.app.desk.channel_alarm(&owner).await.unwrap());
    let answer = line.answers(conversation, "four").await;
    line.comes(&answer, line.last_stage()).await;
    assert!(!desk.app.desk.channel_alarm(&owner).await.unwrap());
}
