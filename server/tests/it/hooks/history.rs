//! What was said in the WhatsApp Business app before the number was connected, and the address book of its phone.

use super::{CUSTOMER, NUMBER, whatsapp};
use crate::desk::{NOW, Provider, TestDesk};
use serde_json::{Value, json};
use std::time::Duration;
use types::conversation::{Status, Summary};
use types::inbox::ChannelKind;
use types::message::{Activity, AuthorKind, Message, MessageBody};
use types::statistics::{EvidenceFilter, Figures, Metric, Period};
use types::view::{ListQuery, StatusFilter, View};

fn call(field: &str, what: &Value) -> Value {
    let mut value = json!({"messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "15550783881", "phone_number_id": NUMBER}});
    value.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
    json!({"object": "whatsapp_business_account",
        "entry": [{"id": "WABA", "changes": [{"field": field, "value": value}]}]})
}

fn old(id: &str, from: &str, to: Option<&str>, at: i64, words: &str) -> Value {
    json!({"id": id, "from": from, "to": to, "timestamp": at.to_string(), "type": "text", "text": {"body": words},
        "history_context": {"status": "READ"}})
}

/// A part of the history with these messages.
fn history(messages: &[Value]) -> Value {
    let thread = json!({"id": CUSTOMER, "messages": messages});
    call("history", &json!({"history": [{"metadata": {"phase": 0, "chunk_order": 1}, "threads": [thread]}]}))
}

/// What was said, as the phone tells it: in no order.
fn chat() -> Value {
    history(&[
        old("w3", CUSTOMER, None, 1_767_900_120, "Thanks"),
        old("w1", CUSTOMER, None, 1_767_900_000, "When do you open?"),
        old("w2", "15550783881", Some(CUSTOMER), 1_767_900_060, "At nine."),
    ])
}

/// The customer writes now.
fn today(id: &str, words: &str) -> Value {
    let at = NOW.seconds().to_string();
    whatsapp(NUMBER, &[json!({"from": CUSTOMER, "id": id, "timestamp": at, "type": "text", "text": {"body": words}})])
}

async fn row(desk: &TestDesk, provider: &Provider<'_>) -> Summary {
    thread(desk, provider).await.0
}

/// The only conversation of the inbox, whatever its status, with all that stands in it.
async fn thread(desk: &TestDesk, provider: &Provider<'_>) -> (Summary, Vec<Message>) {
    let view = View::Inbox(provider.inbox.id);
    let query = ListQuery { view, status: StatusFilter::Any, ..ListQuery::default() };
    let owner = desk.actor("Olivia").await;
    let mut rows = desk.app.desk.inbox_view(&owner, query, None, None).await.unwrap().list.rows;
    assert_eq!(rows.len(), 1, "{rows:#?}");
    let row = rows.remove(0);
    let view = desk.app.desk.inbox_view(&owner, query, Some(row.id), None).await.unwrap();
    (row, view.thread.unwrap().messages)
}

fn words(messages: &[Message]) -> Vec<String> {
    messages.iter().map(|message| message.body.preview()).collect()
}

/// The numbers of the month, which a recount has to confirm.
async fn figures(desk: &TestDesk) -> Figures {
    let owner = desk.actor("Olivia").await;
    assert_eq!(desk.app.desk.recount(owner.account).await.unwrap().differences, Vec::<String>::new());
    desk.app.desk.statistics(&owner, november()).await.unwrap().total
}

fn november() -> Period {
    let (first, last) = ("2026-11-01".to_owned(), "2026-11-30".to_owned());
    Period { first, last, zone: "Europe/Berlin".to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_chat_is_over_and_counts_for_nothing() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    let before = figures(&desk).await;
    for _ in 0..2 {
        provider.calls(&chat()).await.expect(200);
    }
    let (row, messages) = thread(&desk, &provider).await;
    // Nothing else stands there: nobody has resolved it today.
    assert_eq!(words(&messages), ["When do you open?", "At nine.", "Thanks"]);
    let times: Vec<_> = messages.iter().map(|message| message.sent_at.seconds()).collect();
    assert_eq!(times, [1_767_900_000, 1_767_900_060, 1_767_900_120]);
    assert_eq!(row.status, Status::Resolved);
    assert_eq!((row.unread, row.waiting_since, row.first_reply_at), (0, None, None));
    assert_eq!((row.message_count, &*row.preview.text), (3, "Thanks"));
    assert_eq!(row.last_activity_at.seconds(), 1_767_900_120);
    let message = desk.app.desk.message_by_name(provider.inbox.id, "w2").await.unwrap().unwrap();
    assert_eq!(message.author.kind(), AuthorKind::Business);
    assert_eq!(figures(&desk).await, before);
    let owner = desk.actor("Olivia").await;
    for metric in [Metric::New, Metric::MessageIn, Metric::MessageOut] {
        let filter = EvidenceFilter { inbox: Some(provider.inbox.id), ..EvidenceFilter::default() };
        let behind = desk.app.desk.evidence(&owner, november(), metric, filter).await.unwrap();
        assert!(behind.entries.is_empty(), "{metric:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_of_today_opens_an_old_chat_again() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    let before = figures(&desk).await;
    provider.calls(&chat()).await.expect(200);
    provider.calls(&today("w9", "Still there?")).await.expect(200);
    let (row, messages) = thread(&desk, &provider).await;
    assert_eq!((row.status, row.unread, row.resolved_at), (Status::Open, 1, None));
    assert_eq!(row.waiting_since.map(|at| at.seconds()), Some(NOW.seconds()));
    let lines: Vec<_> = messages.iter().filter(|m| matches!(m.body, MessageBody::Activity(_))).collect();
    assert!(matches!(&lines[..], [line] if line.body == MessageBody::Activity(Activity::Reopened)), "{lines:#?}");
    assert_eq!(messages.last().map(|message| message.body.preview()).as_deref(), Some("Still there?"));
    let after = figures(&desk).await;
    assert_eq!((after.new, after.message_out), (before.new, before.message_out));
    assert_eq!((after.message_in, after.reopened), (before.message_in + 1, before.reopened + 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_told_later_of_a_time_before_stands_before() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    provider.calls(&chat()).await.expect(200);
    // Even when the chat would be over for a customer who wrote now.
    desk.clock.advance(Duration::from_hours(24 * 8));
    let older = history(&[
        old("v2", "15550783881", Some(CUSTOMER), 1_767_000_060, "Hello!"),
        old("v1", CUSTOMER, None, 1_767_000_000, "Hi"),
    ]);
    provider.calls(&older).await.expect(200);
    let (row, messages) = thread(&desk, &provider).await;
    assert_eq!(words(&messages), ["Hi", "Hello!", "When do you open?", "At nine.", "Thanks"]);
    assert_eq!((row.status, &*row.preview.text), (Status::Resolved, "Thanks"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_who_waits_goes_on_waiting_while_the_old_chat_is_told() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    provider.calls(&today("w9", "Hello?")).await.expect(200);
    let (before, counted) = (row(&desk, &provider).await, figures(&desk).await);
    provider.calls(&chat()).await.expect(200);
    let (after, messages) = thread(&desk, &provider).await;
    assert_eq!(words(&messages), ["When do you open?", "At nine.", "Thanks", "Hello?"]);
    assert_eq!(after, Summary { message_count: 4, ..before });
    assert_eq!(figures(&desk).await, counted);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_book_names_whom_we_know_by_number_alone() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    let thread = json!({"id": CUSTOMER, "messages": [old("w1", CUSTOMER, None, 1_767_900_000, "Hi")]});
    provider.calls(&call("history", &json!({"history": [{"threads": [thread]}]}))).await.expect(200);
    assert_eq!(row(&desk, &provider).await.contact.name, format!("+{CUSTOMER}"));
    let book = |name: &str, number: &str| {
        let contact = json!({"full_name": name, "phone_number": number});
        call("smb_app_state_sync", &json!({"state_sync": [{"type": "contact", "contact": contact, "action": "add"}]}))
    };
    provider.calls(&book("Ana Souza", CUSTOMER)).await.expect(200);
    assert_eq!(row(&desk, &provider).await.contact.name, "Ana Souza");
    // Who has a name keeps it, and whoever never wrote is nobody here.
    provider.calls(&book("Ana from the gym", CUSTOMER)).await.expect(200);
    provider.calls(&book("Aunt Maria", "5511955500000")).await.expect(200);
    assert_eq!(row(&desk, &provider).await.contact.name, "Ana Souza");
}
