//! What cannot be used is kept, shown to administrators, and applied once when its cause is gone.

use crate::desk::{Provider, TestDesk};
use serde_json::{Value, json};
use types::inbox::{ChannelKind, DeadLetter};
use types::view::{ListQuery, View};
use types::{Noun, Problem};

/// A mail as a service posts it.
fn mail(id: &str, text: &str) -> Value {
    let from = json!({"Email": "ana@mail.example", "Name": "Ana"});
    json!({"From": "ana@mail.example", "FromFull": from, "To": "help@shop.example", "ToFull": [{"Email": "help@shop.example"}],
        "OriginalRecipient": "help@shop.example", "Subject": "Order", "MessageID": id,
        "Date": "Fri, 09 Jan 2026 12:00:00 +0000", "TextBody": text,
        "Headers": [{"Name": "Message-ID", "Value": format!("<{id}@mail.example>")}], "Attachments": []})
}

/// The echo of something the page's people wrote elsewhere, which does not tell to whom.
fn to_nobody(text: &str) -> Value {
    let item = json!({"sender": {"id": "3141"}, "timestamp": 1_795_330_000_000_i64,
        "message": {"mid": "m_nobody", "is_echo": true, "text": text}});
    json!({"object": "page", "entry": [{"id": "3141", "time": 1_795_330_000_000_i64, "messaging": [item]}]})
}

async fn letters(desk: &TestDesk) -> Vec<DeadLetter> {
    desk.app.desk.dead_letters(&desk.actor("Olivia").await, None).await.unwrap()
}

/// How many conversations the inbox has.
async fn conversations(desk: &TestDesk, provider: &Provider<'_>) -> usize {
    let query = ListQuery { view: View::Inbox(provider.inbox.id), ..ListQuery::default() };
    let owner = desk.actor("Olivia").await;
    desk.app.desk.inbox_view(&owner, query, None, None).await.unwrap().list.rows.len()
}

/// With somebody who can read kept calls again; nobody is called for that.
fn with_a_gate(desk: &TestDesk) {
    let http = channels::Http::new(channels::Endpoints::default()).unwrap();
    let gate = server::providers::Gate { app: desk.app.clone(), http };
    desk.app.desk.set_providers(std::sync::Arc::new(gate));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_of_nobody_is_kept_shown_without_its_words_and_stays_until_it_can_be_used() {
    let desk = TestDesk::start().await;
    with_a_gate(&desk);
    let provider = desk.connects(ChannelKind::Messenger, "3141").await;
    provider.calls(&to_nobody("My PIN is 1234")).await.expect(200);
    let kept = letters(&desk).await;
    let [letter] = &kept[..] else { panic!("{kept:?}") };
    assert_eq!(letter.inbox, Some(provider.inbox.id));
    assert!(letter.reason.contains("who it is from"), "{}", letter.reason);
    assert!(!letter.redacted.contains("PIN"), "{}", letter.redacted);
    assert_eq!((letter.replayed_at, conversations(&desk, &provider).await), (None, 0));

    let owner = desk.actor("Olivia").await;
    let page = desk.app.desk.channel(&owner, provider.inbox.id).await.unwrap();
    assert_eq!(page.health.dead_letters, 1);
    // Its cause is not gone.
    let refused = desk.app.desk.replay(&owner, letter.id).await;
    assert!(
        matches!(&refused, Err(Problem::Conflict { message }) if message.contains("who it is from")),
        "{refused:?}"
    );
    assert_eq!(letters(&desk).await, kept);

    let ben = desk.actor("Ben").await;
    assert!(matches!(desk.app.desk.dead_letters(&ben, None).await, Err(Problem::Forbidden { .. })));
    assert!(matches!(desk.app.desk.replay(&ben, letter.id).await, Err(Problem::Forbidden { .. })));
    let unknown = desk.app.desk.replay(&owner, types::DeadLetterId(letter.id.0 + 1)).await;
    assert_eq!(unknown, Err(Problem::NotFound { what: Noun::DeadLetter }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_call_is_applied_once_however_often_it_is_tried_again() {
    let desk = TestDesk::start().await;
    with_a_gate(&desk);
    let provider = desk.connects(ChannelKind::Email, "help@shop.example").await;
    // As an older version left it that could not read it.
    let body = mail("b", "Where is it?").to_string();
    let (account, inbox) = (provider.inbox.account, provider.inbox.id);
    let reason = "It could not be read.".to_owned();
    desk.app.desk.bury(account, inbox, ChannelKind::Email, body.into(), reason).await.unwrap();
    let owner = desk.actor("Olivia").await;
    let letter = letters(&desk).await.remove(0);
    assert_eq!((letter.replayed_at, conversations(&desk, &provider).await), (None, 0));
    for _ in 0..2 {
        desk.app.desk.replay(&owner, letter.id).await.unwrap();
        let now = letters(&desk).await.remove(0);
        assert_eq!(now.replayed_at, Some(desk.app.desk.now()));
        assert_eq!(conversations(&desk, &provider).await, 1);
    }
    let message = desk.app.desk.message_by_name(inbox, "b@mail.example").await.unwrap().unwrap();
    assert!(message.body.words().contains("Where is it?"), "{:?}", message.body);
    let page = desk.app.desk.channel(&owner, inbox).await.unwrap();
    assert_eq!(page.health.dead_letters, 0);
    // The provider's own repeat is the same message as well.
    provider.calls(&mail("b", "Where is it?")).await.expect(200);
    assert_eq!(conversations(&desk, &provider).await, 1);
}
