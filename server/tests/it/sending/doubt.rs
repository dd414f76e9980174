//! Nobody knows whether the provider has it: the provider's own news resolve that, or a person; Frontdesk never sends twice by itself.

use crate::desk::simulated::{until, whatsapp};
use crate::desk::{Provider, TestDesk};
use domain::outbox::{LEASE, Outcome};
use serde_json::{Value, json};
use std::time::Duration;
use types::inbox::{ChannelKind, InboxState};
use types::message::{Delivery, Message, StepKind};
use types::{ConversationId, Problem};

/// A send whose answer is lost is doubtful until the provider tells of it by another way.
async fn is_resolved(channel: ChannelKind, trouble: Value) {
    let desk = TestDesk::start().await;
    let line = desk.simulates(channel).await;
    let conversation = line.is_written_to().await;
    line.trouble_once(trouble).await;
    line.calls_come(false).await;
    let answer = line.answers(conversation, "Good morning!").await;
    let Delivery::Uncertain { reason } = line.comes(&answer, "uncertain").await else { panic!() };
    assert!(reason.ends_with('.'), "{reason}");
    line.calls_come(true).await;
    line.comes(&answer, "read").await;
    line.has_told_everything().await;
    assert_eq!(line.said(conversation).await, ["Hello?", "Good morning!"]);
    assert_eq!((line.accepted().await.len(), line.attempts(&answer).await), (1, 1));
    // What the provider has is not stuck.
    let again = desk.app.desk.send_again(&line.agent().await, answer.id).await;
    assert!(matches!(again, Err(Problem::Conflict { .. })), "{again:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_of_whatsapp_is_doubt_until_a_status_brings_our_word_back() {
    is_resolved(ChannelKind::Whatsapp, json!({"kind": "lost_answer"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_after_accepting_is_doubt_until_a_status_brings_our_word_back() {
    is_resolved(ChannelKind::Whatsapp, json!({"kind": "status", "status": 500, "accept": true})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_of_messenger_is_doubt_until_the_echo_brings_our_word_back() {
    is_resolved(ChannelKind::Messenger, json!({"kind": "lost_answer"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_of_instagram_is_doubt_until_the_echo_says_the_same_words() {
    is_resolved(ChannelKind::Instagram, json!({"kind": "lost_answer"})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_tells_of_stays_doubtful_and_only_a_person_sends_it_again() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Whatsapp).await;
    let conversation = line.is_written_to().await;
    for kind in ["lost_answer", "no_statuses"] {
        line.trouble_once(json!({"kind": kind})).await;
    }
    let first = line.answers(conversation, "first").await;
    line.comes(&first, "uncertain").await;
    desk.clock.advance(Duration::from_hours(3));
    desk.app.desk.recover_abandoned().await.unwrap();
    // The next one of the conversation goes, and is not held up; so the first would have gone by now.
    let second = line.answers(conversation, "second").await;
    line.comes(&second, "read").await;
    assert_eq!(line.words_for(line.customer).await, ["first", "second"]);
    assert_eq!(line.delivery(&first).await.as_str(), "uncertain");
    assert_eq!(line.attempts(&first).await, 1);
    desk.app.desk.send_again(&line.agent().await, first.id).await.unwrap();
    line.comes(&first, "read").await;
    assert_eq!(line.words_for(line.customer).await, ["first", "second", "first"]);
    assert_eq!(line.said(conversation).await, ["Hello?", "first", "second"]);
}

/// An answer in a conversation of an inbox whose outbox nobody works on.
async fn waiting(desk: &TestDesk) -> (Provider<'_>, Message) {
    let provider = desk.connects(ChannelKind::Whatsapp, "1001").await;
    let written = json!({"from": "5511955501234", "id": "wamid.1", "timestamp": "1795330000", "type": "text",
        "text": {"body": "Hello?"}});
    provider.calls(&whatsapp("1001", &json!({"messages": [written]}))).await.expect(200);
    let known = desk.app.desk.message_by_name(provider.inbox.id, "wamid.1").await.unwrap().unwrap();
    let answer = crate::desk::simulated::answer("Good morning!");
    let answer = desk.app.desk.send(&desk.actor("Olivia").await, known.conversation, answer).await.unwrap();
    (provider, answer)
}

async fn now(desk: &TestDesk, message: &Message) -> Message {
    let query = types::view::ListQuery { view: types::view::View::All, ..types::view::ListQuery::default() };
    let owner = desk.actor("Olivia").await;
    let view = desk.app.desk.inbox_view(&owner, query, Some(message.conversation), None).await.unwrap();
    view.thread.unwrap().messages.into_iter().find(|known| known.id == message.id).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_whose_bearer_died_is_doubtful_and_nobody_else_takes_it() {
    let desk = TestDesk::start().await;
    let (provider, answer) = waiting(&desk).await;
    let parcel = desk.app.desk.due_parcels(10, Vec::new()).await.unwrap().pop().unwrap();
    let shipment = desk.app.desk.take_parcel(&parcel).await.unwrap().unwrap();
    assert_eq!(now(&desk, &answer).await.delivery, Delivery::Attempting);
    // While somebody has it, nobody else gets it.
    assert!(desk.app.desk.due_parcels(10, Vec::new()).await.unwrap().is_empty());
    assert!(desk.app.desk.take_parcel(&parcel).await.unwrap().is_none());
    assert_eq!(desk.app.desk.recover_abandoned().await.unwrap(), 0);
    desk.clock.advance(LEASE + Duration::from_secs(1));
    // Nor when its bearer is dead and nobody has noticed yet: the provider may have it.
    assert!(desk.app.desk.due_parcels(10, Vec::new()).await.unwrap().is_empty());
    assert!(desk.app.desk.take_parcel(&parcel).await.unwrap().is_none());
    assert_eq!(desk.app.desk.recover_abandoned().await.unwrap(), 1);
    let known = now(&desk, &answer).await;
    assert!(matches!(known.delivery, Delivery::Uncertain { .. }), "{:?}", known.delivery);
    assert!(desk.app.desk.due_parcels(10, Vec::new()).await.unwrap().is_empty());
    assert_eq!(desk.app.desk.recover_abandoned().await.unwrap(), 0);
    // The provider did get it, and says so with our word.
    let status = json!({"id": "wamid.2", "status": "delivered", "timestamp": "1795330001",
        "recipient_id": "5511955501234", "biz_opaque_callback_data": shipment.reference});
    provider.calls(&whatsapp("1001", &json!({"statuses": [status]}))).await.expect(200);
    assert_eq!(now(&desk, &answer).await.delivery, Delivery::Delivered);
}

/// The bearer of a message comes back with this when its lease has run out and the message is doubtful.
async fn comes_back_late(desk: &TestDesk, outcome: Outcome) -> Message {
    let (_, answer) = waiting(desk).await;
    let parcel = desk.app.desk.due_parcels(10, Vec::new()).await.unwrap().pop().unwrap();
    let shipment = desk.app.desk.take_parcel(&parcel).await.unwrap().unwrap();
    desk.clock.advance(LEASE + Duration::from_secs(1));
    desk.app.desk.recover_abandoned().await.unwrap();
    desk.app.desk.settle(&shipment, outcome, Duration::from_secs(121)).await.unwrap();
    now(desk, &answer).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bearer_who_comes_back_late_settles_what_became_doubtful() {
    let desk = TestDesk::start().await;
    let sent = Outcome::Sent { id: "wamid.2".to_owned(), also: Vec::new() };
    assert_eq!(comes_back_late(&desk, sent).await.delivery, Delivery::Sent);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bearer_who_comes_back_late_without_success_leaves_it_to_a_person() {
    let desk = TestDesk::start().await;
    let later = Outcome::Later { after: None, reason: "Not now.".to_owned(), code: None };
    let answer = comes_back_late(&desk, later).await;
    // It waits for nobody, so it must not look as if it did.
    assert!(matches!(answer.delivery, Delivery::Uncertain { .. }), "{:?}", answer.delivery);
    desk.app.desk.send_again(&desk.actor("Olivia").await, answer.id).await.unwrap();
    assert_eq!(desk.app.desk.due_parcels(10, Vec::new()).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_while_an_inbox_is_paused_goes_when_it_works_again() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Whatsapp).await;
    let conversation: ConversationId = line.is_written_to().await;
    let owner = line.agent().await;
    let state = |state| desk.app.desk.set_channel_state(&owner, line.inbox.id, state);
    state(InboxState::Paused).await.unwrap();
    let mut answers = Vec::new();
    for words in ["one", "two", "three"] {
        answers.push(line.answers(conversation, words).await);
    }
    // It goes on taking in.
    let name = line.writes("Still there?").await;
    line.arrives(&name).await;
    let page = desk.app.desk.channel(&owner, line.inbox.id).await.unwrap();
    assert_eq!((page.health.waiting, page.health.waiting_since), (3, Some(answers[0].received_at)));
    assert!(line.accepted().await.is_empty());
    for answer in &answers {
        assert_eq!(line.steps(answer).await, [StepKind::Queued]);
    }
    state(InboxState::Active).await.unwrap();
    for answer in &answers {
        line.comes(answer, "read").await;
    }
    assert_eq!(line.words_for(line.customer).await, ["one", "two", "three"]);
    let empty = async || desk.app.desk.waiting_parcels(owner.account, line.inbox.id).await.unwrap().0 == 0;
    until("nothing waits", async || empty().await.then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_echo_that_overtakes_the_answer_and_looks_like_another_message_leaves_the_timeline_again() {
    let desk = TestDesk::start().await;
    let (provider, answer) = waiting(&desk).await;
    let parcel = desk.app.desk.due_parcels(10, Vec::new()).await.unwrap().pop().unwrap();
    let shipment = desk.app.desk.take_parcel(&parcel).await.unwrap().unwrap();
    // The provider has changed the words, so nobody can know that they are ours.
    let echo = json!({"from": "4930555000111", "to": "5511955501234", "id": "wamid.2", "timestamp": "1795330001",
        "type": "text", "text": {"body": "Good morning to you!"}});
    let mut call = whatsapp("1001", &json!({"message_echoes": [echo]}));
    call["entry"][0]["changes"][0]["field"] = json!("smb_message_echoes");
    provider.calls(&call).await.expect(200);
    let shown = async || {
        let query = types::view::ListQuery { view: types::view::View::All, ..types::view::ListQuery::default() };
        let owner = desk.actor("Olivia").await;
        let view = desk.app.desk.inbox_view(&owner, query, Some(answer.conversation), None).await.unwrap();
        let messages = view.thread.unwrap().messages.into_iter().filter(Message::is_shown);
        messages.map(|message| message.body.words()).filter(|words| !words.is_empty()).collect::<Vec<_>>()
    };
    // The provider's clock is a little behind.
    assert_eq!(shown().await, ["Hello?", "Good morning to you!", "Good morning!"]);
    let sent = Outcome::Sent { id: "wamid.2".to_owned(), also: Vec::new() };
    desk.app.desk.settle(&shipment, sent, Duration::from_secs(1)).await.unwrap();
    assert_eq!(shown().await, ["Hello?", "Good morning!"]);
    // Its name is that of our message now.
    let known = desk.app.desk.message_by_name(provider.inbox.id, "wamid.2").await.unwrap().unwrap();
    assert_eq!((known.id, known.delivery), (answer.id, Delivery::Sent));
}
