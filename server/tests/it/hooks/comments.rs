//! Comments under the posts of a page: they open no reply window, but each can be answered once.

use super::said;
use crate::desk::simulated::answer;
use crate::desk::{Provider, TestDesk};
use serde_json::{Value, json};
use types::Problem;
use types::inbox::ChannelKind;
use types::message::{Message, MessageBody};
use types::view::{ListQuery, View};

const PAGE: &str = "104561234567890";
const CLARA: &str = "7390011223344501";

/// A comment under the page's only post.
fn comment(desk: &TestDesk, id: &str, from: &str, words: &str) -> Value {
    let seconds = desk.app.desk.now().seconds();
    let value = json!({"item": "comment", "verb": "add", "comment_id": id, "post_id": "104_1", "parent_id": "104_1",
        "from": {"id": from, "name": "Clara Jensen"}, "message": words, "created_time": seconds});
    json!({"object": "page", "entry": [{"id": PAGE, "time": seconds, "changes": [{"field": "feed", "value": value}]}]})
}

async fn known(desk: &TestDesk, provider: &Provider<'_>, name: &str) -> Message {
    desk.app.desk.message_by_name(provider.inbox.id, name).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_is_answered_once_and_privately() {
    let desk = TestDesk::start().await;
    let page = desk.connects(ChannelKind::Messenger, PAGE).await;
    page.calls(&comment(&desk, "c1", CLARA, "How much?")).await.expect(200);
    let first = known(&desk, &page, "c1").await;
    assert_eq!(first.body, MessageBody::Comment { text: "How much?".to_owned(), post: Some("104_1".to_owned()) });
    let (talk, owner) = (&desk.app.desk, desk.actor("Olivia").await);
    let query = ListQuery { view: View::Inbox(page.inbox.id), ..ListQuery::default() };
    let row = talk.inbox_view(&owner, query, None, None).await.unwrap().list.rows.remove(0);
    assert_eq!((row.customer_wrote_at, &*row.contact.name), (None, "Clara Jensen"));

    talk.send(&owner, first.conversation, answer("Ten.")).await.unwrap();
    let parcel = talk.due_parcels(1, Vec::new()).await.unwrap().pop().unwrap();
    let shipment = talk.take_parcel(&parcel).await.unwrap().unwrap();
    assert_eq!(shipment.comment.as_deref(), Some("c1"));
    let again = talk.send(&owner, first.conversation, answer("Or nine.")).await;
    assert!(matches!(again, Err(Problem::Conflict { .. })), "{again:?}");

    // They answer in the chat: from now on it is a conversation like any other.
    let item = json!({"sender": {"id": CLARA}, "recipient": {"id": PAGE}, "timestamp": desk.app.desk.now().seconds() * 1000,
        "message": {"mid": "m_1", "text": "Nine is fine"}});
    page.calls(&json!({"object": "page", "entry": [{"id": PAGE, "time": 1, "messaging": [item]}]})).await.expect(200);
    assert_eq!(known(&desk, &page, "m_1").await.conversation, first.conversation);
    talk.send(&owner, first.conversation, answer("Good.")).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_cannot_be_answered_after_seven_days_or_at_length() {
    let desk = TestDesk::start().await;
    let page = desk.connects(ChannelKind::Messenger, PAGE).await;
    page.calls(&comment(&desk, "c1", CLARA, "How much?")).await.expect(200);
    let first = known(&desk, &page, "c1").await;
    let (talk, owner) = (&desk.app.desk, desk.actor("Olivia").await);
    let long = talk.send(&owner, first.conversation, answer(&"long ".repeat(600))).await.unwrap_err();
    assert!(long.to_string().contains("one message"), "{long}");
    desk.clock.advance(std::time::Duration::from_hours(7 * 24));
    let late = talk.send(&owner, first.conversation, answer("Ten.")).await;
    assert!(matches!(late, Err(Problem::Conflict { .. })), "{late:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_page_itself_writes_under_its_posts_is_nobodys() {
    let desk = TestDesk::start().await;
    let page = desk.connects(ChannelKind::Messenger, PAGE).await;
    page.calls(&comment(&desk, "c1", PAGE, "We wrote to you")).await.expect(200);
    assert!(said(&desk, &page).await.is_empty());
    assert!(desk.app.desk.dead_letters(&desk.actor("Olivia").await, None).await.unwrap().is_empty());
}
