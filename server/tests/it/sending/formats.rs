//! The same provider in another of its formats: Gupshup passes Meta's calls on when asked to.

use crate::desk::simulated::until;
use crate::desk::{Simulated, TestDesk};
use serde_json::json;
use types::inbox::ChannelKind;
use types::message::FileState;

/// From now on the calls are Meta's.
async fn is_passed_on(line: &Simulated<'_>) {
    line.order(&format!("/control/lines/{}", line.line()), json!({"version": 3})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_talk_through_gupshup_goes_on_when_the_format_changes_in_the_middle() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Gupshup).await;
    let conversation = line.is_written_to().await;
    is_passed_on(&line).await;
    let sent = line.answers(conversation, "Good morning!").await;
    line.comes(&sent, "read").await;
    let id = line.bubbles().await[1]["id"].as_str().unwrap().to_owned();
    let name = line.acts(json!({"kind": "text", "text": "Thanks", "reply_to": id})).await;
    let thanks = line.arrives(&name).await;
    assert_eq!(thanks.conversation, conversation);
    assert_eq!(thanks.reply_to.and_then(|quote| quote.message), Some(sent.id));
    line.has_told_everything().await;
    assert_eq!(line.said(conversation).await, ["Hello?", "Good morning!", "Thanks"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_that_gupshup_passes_on_is_fetched_from_gupshup() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Gupshup).await;
    is_passed_on(&line).await;
    let name = line.acts(json!({"kind": "image", "text": "Look"})).await;
    let fetched = async || {
        let message = line.arrives(&name).await;
        (message.attachments.first()?.state != FileState::Pending).then_some(message)
    };
    let message = until("the photo is fetched", fetched).await;
    assert_eq!(message.attachments[0].state, FileState::Ready);
}
