//! Recorded orders of calls, through the real address: whatever comes first, the end is the same.

use crate::desk::TestDesk;
use channels::{Call, ChannelSettings, channel};
use domain::incoming::Inbound;
use domain::outbox::{Outcome, Shipment};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;
use types::inbox::ChannelKind;
use types::message::{AuthorKind, Message, MessageBody};
use types::view::{ListQuery, View};
use types::{InboxId, Timestamp};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/channels/tests/payloads/sequences");
/// The name of the message by which the customer of a send is known before.
const BEFORE: &str = "written-before";

fn read(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn sequences() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<_> = entries.filter(|path| !path.to_string_lossy().ends_with(".expect.json")).collect();
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn every_recorded_order_of_calls_ends_as_it_must() {
    let all = sequences();
    assert!(all.len() >= 9, "the recordings are missing");
    for path in all {
        let desk = TestDesk::start().await;
        let ended = play(&desk, &read(&path)).await;
        let expected = &read(&path.with_extension("expect.json"))["final"];
        compare(&desk, ended, expected, path.file_name().unwrap().to_string_lossy().as_ref()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_recorded_order_ends_the_same_when_each_call_comes_twice() {
    for path in sequences() {
        let desk = TestDesk::start().await;
        let mut script = read(&path);
        let steps = script["steps"].as_array_mut().unwrap();
        let twice = |step: &Value| vec![step.clone(); if step.get("deliver").is_some() { 2 } else { 1 }];
        *steps = steps.iter().flat_map(twice).collect();
        let ended = play(&desk, &script).await;
        let expected = &read(&path.with_extension("expect.json"))["final"];
        compare(&desk, ended, expected, path.file_name().unwrap().to_string_lossy().as_ref()).await;
    }
}

/// Plays the steps and returns the inbox they came to.
async fn play(desk: &TestDesk, script: &Value) -> InboxId {
    let kind: ChannelKind = script["channel"].as_str().unwrap().parse().unwrap();
    let steps = script["steps"].as_array().unwrap();
    let provider = desk.connects(kind, &account_of(kind, steps)).await;
    let inbox = &provider.inbox;
    // Our messages are there before their names are known.
    for step in steps.iter().filter_map(|step| step.get("our_send_returned")) {
        if let Some(at) = step["at_utc"].as_str() {
            desk.clock.set(time(at));
        }
        let (to, text) = (step["to"].as_str().unwrap(), step["text"].as_str().unwrap());
        let plain = Inbound::new(inbox.account, inbox.id, to.to_owned(), BEFORE.to_owned(), MessageBody::text("Hi"));
        let known = Inbound { phone: Some(format!("+{to}")), ..plain };
        let conversation = desk.app.desk.receive(known).await.unwrap().message.conversation;
        desk.app.desk.bot_says(inbox.account, conversation, MessageBody::text(text)).await.unwrap();
    }
    let mut under_way = take(desk).await;
    for step in steps {
        if let Some(body) = step.get("deliver") {
            provider.calls(body).await.expect(200);
        } else {
            let id = step["our_send_returned"]["external_id"].as_str().unwrap().to_owned();
            let shipment = under_way.take().unwrap();
            let sent = Outcome::Sent { id, also: Vec::new() };
            desk.app.desk.settle(&shipment, sent, Duration::from_millis(20)).await.unwrap();
            under_way = take(desk).await;
        }
    }
    inbox.id
}

async fn take(desk: &TestDesk) -> Option<Shipment> {
    let parcel = desk.app.desk.due_parcels(1, Vec::new()).await.unwrap().pop()?;
    desk.app.desk.take_parcel(&parcel).await.unwrap()
}

/// The account of ours that the calls are about.
fn account_of(kind: ChannelKind, steps: &[Value]) -> String {
    let headers = axum::http::HeaderMap::new();
    let bodies = steps.iter().filter_map(|step| step.get("deliver")).map(Value::to_string);
    let routes = bodies.flat_map(|body| {
        let call = Call { method: &axum::http::Method::POST, query: "", headers: &headers, body: body.as_bytes() };
        channel(kind).read(&ChannelSettings::default(), &call).unwrap().into_iter().filter_map(|item| item.route)
    });
    routes.into_iter().next().unwrap_or_else(|| "somebody".to_owned())
}

/// `2026-01-12T06:40:00.004Z`, on a day whose beginning is known.
fn time(at: &str) -> Timestamp {
    let (day, clock) = at.split_once('T').unwrap();
    assert_eq!(day, "2026-01-12");
    let mut parts = clock.trim_end_matches('Z').split(':').map(|part| part.parse::<f64>().unwrap());
    let seconds = parts.by_ref().take(3).fold(0.0, |sum, part| sum * 60.0 + part);
    Timestamp(1_768_176_000_000_000 + (seconds * 1e6).round() as i64)
}

async fn compare(desk: &TestDesk, inbox: InboxId, expected: &Value, name: &str) {
    let expected = expected["messages"].as_array().unwrap();
    for wanted in expected {
        let id = wanted["external_id"].as_str().unwrap();
        let known = desk.app.desk.message_by_name(inbox, id).await.unwrap();
        let message = known.unwrap_or_else(|| panic!("{name}: {id} is not there"));
        assert_eq!(&shown(desk, &message, id).await, wanted, "{name}");
    }
    let there = everything(desk, inbox).await;
    assert_eq!(there.len(), expected.len(), "{name}: {there:#?}");
}

/// A message as the recordings describe it.
async fn shown(desk: &TestDesk, message: &Message, id: &str) -> Value {
    let owner = desk.actor("Olivia").await;
    let query = ListQuery { view: View::All, ..ListQuery::default() };
    let view = desk.app.desk.inbox_view(&owner, query, Some(message.conversation), None).await.unwrap();
    let conversation = view.thread.unwrap().conversation;
    let incoming = message.author.kind() == AuthorKind::Contact;
    let deleted = message.body == MessageBody::Deleted;
    let delivery = conversation.delivery_of(message);
    let from = conversation.contact.phone.as_deref().unwrap_or_default().trim_start_matches('+');
    let reactions = message.reactions.iter().filter(|one| one.is_shown());
    json!({
        "direction": if incoming { "in" } else { "out" },
        "external_id": id,
        "text": if deleted { Value::Null } else { message.body.words().into() },
        "status": if incoming { Value::Null } else { delivery.as_str().into() },
        "error_code": delivery.code(),
        "deleted": deleted,
        "edited": message.edited_at.is_some(),
        "reactions": reactions.map(|one| json!({"from": from, "emoji": one.emoji})).collect::<Vec<_>>(),
        "reply_to": message.reply_to.as_ref().and_then(|quote| quote.external_id.clone()),
        "attachments": message.attachments.len(),
    })
}

/// All messages of the inbox but those by which customers were known before.
async fn everything(desk: &TestDesk, inbox: InboxId) -> Vec<Message> {
    let owner = desk.actor("Olivia").await;
    let before = desk.app.desk.message_by_name(inbox, BEFORE).await.unwrap().map(|message| message.id);
    let query = ListQuery { view: View::Inbox(inbox), ..ListQuery::default() };
    let rows = desk.app.desk.inbox_view(&owner, query, None, None).await.unwrap().list.rows;
    let mut all = Vec::new();
    for row in rows {
        let view = desk.app.desk.inbox_view(&owner, query, Some(row.id), None).await.unwrap();
        all.extend(view.thread.unwrap().messages);
    }
    all.retain(|message| message.for_customer() && Some(message.id) != before);
    all
}
