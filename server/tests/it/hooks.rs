//! Calls of providers: who may call, what is refused, and that nothing is lost or doubled.

mod automatic;
mod comments;
mod history;
mod nobody;
mod stories;

use crate::desk::provider::{SECRET, signature};
use crate::desk::{Provider, TestDesk};
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use std::sync::Arc;
use types::inbox::{ChannelKind, InboxState};
use types::message::{AuthorKind, FileState, MessageBody, StepKind};
use types::view::{ListQuery, View};

const NUMBER: &str = "106540352242922";
const CUSTOMER: &str = "5511955501234";

/// A call of WhatsApp with these messages.
fn whatsapp(number: &str, messages: &[Value]) -> Value {
    json!({"object": "whatsapp_business_account", "entry": [{"id": "WABA", "changes": [{"field": "messages", "value": {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "15550783881", "phone_number_id": number},
        "contacts": [{"profile": {"name": "Ana Souza"}, "wa_id": CUSTOMER}],
        "messages": messages,
    }}]}]})
}

fn text(id: &str, words: &str) -> Value {
    json!({"from": CUSTOMER, "id": id, "timestamp": "1767961900", "type": "text", "text": {"body": words}})
}

/// What stands in the conversations of an inbox, oldest first, without activity lines.
async fn said(desk: &TestDesk, provider: &Provider<'_>) -> Vec<String> {
    let owner = desk.actor("Olivia").await;
    let query = ListQuery { view: View::Inbox(provider.inbox.id), ..ListQuery::default() };
    let rows = desk.app.desk.inbox_view(&owner, query, None, None).await.unwrap().list.rows;
    let mut all = Vec::new();
    for row in rows {
        let view = desk.app.desk.inbox_view(&owner, query, Some(row.id), None).await.unwrap();
        let messages = view.thread.unwrap().messages;
        all.extend(messages.iter().filter(|message| message.for_customer()).map(|message| message.body.preview()));
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn a_challenge_is_answered_with_its_own_words_and_only_for_the_right_token() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    let token = &provider.inbox.values["verify_token"];
    let ask = |path: String, token: String| {
        let path = format!("{path}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={token}");
        let desk = &desk;
        async move { desk.get(&path).await }
    };
    for path in [provider.inbox.callback_path(), "/hooks/whatsapp".to_owned()] {
        let answer = ask(path.clone(), token.clone()).await.expect(200);
        assert_eq!(answer.text(), "1158201444");
        assert!(answer.header("content-type").starts_with("text/plain"));
        ask(path, "guess".to_owned()).await.expect(403);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_stands_in_the_inbox_when_the_call_is_answered() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    let answer = provider.calls(&whatsapp(NUMBER, &[text("wamid.1", "Oi!")])).await.expect(200);
    assert!(answer.body.is_empty());
    assert_eq!(said(&desk, &provider).await, ["Oi!"]);
    let owner = desk.actor("Olivia").await;
    let message = desk.app.desk.message_by_name(provider.inbox.id, "wamid.1").await.unwrap().unwrap();
    let steps = desk.app.desk.message_steps(&owner, message.id).await.unwrap();
    let kinds: Vec<_> = steps.iter().map(|step| step.step).collect();
    assert_eq!(kinds, [StepKind::Received, StepKind::Verified, StepKind::Stored]);
    let call = desk.app.desk.message_call(&owner, message.id).await.unwrap().unwrap();
    assert!(call.contains("\"type\": \"text\"") && !call.contains("Oi!") && !call.contains(CUSTOMER));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_is_not_proven_is_refused_and_leaves_no_trace() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    let body = whatsapp(NUMBER, &[text("wamid.1", "forged")]).to_string().into_bytes();
    for path in [provider.inbox.callback_path(), "/hooks/whatsapp".to_owned()] {
        provider.calls_with(&path, body.clone(), "guess").await.expect(403);
        let unsigned = Request::post(&path).header("host", "desk.test").body(Body::from(body.clone())).unwrap();
        desk.send(unsigned).await.expect(401);
        let other_body = signature(SECRET, b"{}");
        let replayed = Request::post(&path).header("host", "desk.test").header("x-hub-signature-256", other_body);
        desk.send(replayed.body(Body::from(body.clone())).unwrap()).await.expect(403);
    }
    assert!(said(&desk, &provider).await.is_empty());
    desk.get("/hooks/whatsapp/nobodyknows").await.expect(404);
    desk.get("/hooks/pigeon/x").await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_garbled_is_refused_and_what_is_too_large_as_well() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    let path = provider.inbox.callback_path();
    for garbled in [&b"{"[..], b"[1]", b"\xff\xfe", b""] {
        provider.calls_with(&path, garbled.to_vec(), SECRET).await.expect(400);
    }
    let mut large = whatsapp(NUMBER, &[text("wamid.1", "x")]).to_string().into_bytes();
    large.resize(3 * 1024 * 1024 + 1, b' ');
    provider.calls_with(&path, large.clone(), SECRET).await.expect(413);
    large.pop();
    provider.calls_with(&path, large, SECRET).await.expect(200);
    assert_eq!(said(&desk, &provider).await, ["x"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_item_does_not_hold_up_its_neighbours() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    let odd = json!({"from": CUSTOMER, "id": "wamid.2", "timestamp": "1767961901", "type": "hologram", "hologram": 7});
    let nothing = json!({"id": 9});
    let nul = text("wamid.4", "nul \u{0} inside");
    let messages = [text("wamid.1", "one"), odd, nothing, nul, text("wamid.5", "five")];
    provider.calls(&whatsapp(NUMBER, &messages)).await.expect(200);
    let said = said(&desk, &provider).await;
    assert!(said.contains(&"one".to_owned()) && said.contains(&"five".to_owned()), "{said:?}");
    assert!(said.iter().any(|words| words.contains("inside")), "{said:?}");
    // What cannot be shown says so, each in a place of its own.
    assert_eq!(said.len(), 5, "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_deliveries_of_one_message_at_a_time_are_one_message() {
    let desk = Arc::new(TestDesk::start().await);
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    let body = whatsapp(NUMBER, &[text("wamid.1", "once")]);
    let calls = (0..50).map(|_| provider.calls(&body));
    for answer in futures_util::future::join_all(calls).await {
        answer.expect(200);
    }
    assert_eq!(said(&desk, &provider).await, ["once"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_messages_of_somebody_new_at_a_time_are_one_conversation() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    let bodies: Vec<_> =
        (0..20).map(|n| whatsapp(NUMBER, &[text(&format!("wamid.{n}"), &format!("number {n}"))])).collect();
    for answer in futures_util::future::join_all(bodies.iter().map(|body| provider.calls(body))).await {
        answer.expect(200);
    }
    assert_eq!(said(&desk, &provider).await.len(), 20);
    let owner = desk.actor("Olivia").await;
    let query = ListQuery { view: View::Inbox(provider.inbox.id), ..ListQuery::default() };
    let rows = desk.app.desk.inbox_view(&owner, query, None, None).await.unwrap().list.rows;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].contact.name, "Ana Souza");
    assert_eq!(rows[0].contact.phone.as_deref(), Some("+5511955501234"));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_call_for_several_accounts_reaches_each_of_them_and_no_stranger() {
    let desk = TestDesk::start().await;
    let first = desk.connects(ChannelKind::Whatsapp, "1001").await;
    let second = desk.connects(ChannelKind::Whatsapp, "1002").await;
    let stranger = desk.connects_with(ChannelKind::Whatsapp, "1003", "another secret").await;
    let mut body = whatsapp("1001", &[text("wamid.1", "to the first")]);
    for (number, id, words) in
        [("1002", "wamid.2", "to the second"), ("1003", "wamid.3", "stolen"), ("1004", "w4", "?")]
    {
        let entry = whatsapp(number, &[text(id, words)])["entry"][0].clone();
        body["entry"].as_array_mut().unwrap().push(entry);
    }
    first.calls_with("/hooks/whatsapp", body.to_string().into_bytes(), SECRET).await.expect(200);
    assert_eq!(said(&desk, &first).await, ["to the first"]);
    assert_eq!(said(&desk, &second).await, ["to the second"]);
    assert!(said(&desk, &stranger).await.is_empty());
    // The same through the address of one of them, and again.
    first.calls(&body).await.expect(200);
    assert_eq!(said(&desk, &second).await, ["to the second"]);
    assert!(said(&desk, &stranger).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_known_by_number_and_by_id_stays_one_contact() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    let call = |id: &str, message: Value, contact: Value| {
        let mut body = whatsapp(NUMBER, &[message]);
        body["entry"][0]["changes"][0]["value"]["contacts"] = json!([contact]);
        body["entry"][0]["changes"][0]["value"]["messages"][0]["id"] = json!(id);
        body
    };
    let by_id =
        json!({"from_user_id": "BR.7120", "timestamp": "1767961900", "type": "text", "text": {"body": "hidden"}});
    let both = json!({"from": CUSTOMER, "from_user_id": "BR.7120", "timestamp": "1767961901", "type": "text", "text": {"body": "both"}});
    let by_number = json!({"from": CUSTOMER, "timestamp": "1767961902", "type": "text", "text": {"body": "number"}});
    provider.calls(&call("w1", by_id, json!({"user_id": "BR.7120"}))).await.expect(200);
    provider.calls(&call("w2", both, json!({"wa_id": CUSTOMER, "user_id": "BR.7120"}))).await.expect(200);
    provider.calls(&call("w3", by_number, json!({"wa_id": CUSTOMER}))).await.expect(200);
    let owner = desk.actor("Olivia").await;
    let query = ListQuery { view: View::Inbox(provider.inbox.id), ..ListQuery::default() };
    let rows = desk.app.desk.inbox_view(&owner, query, None, None).await.unwrap().list.rows;
    assert_eq!(rows.len(), 1, "{rows:#?}");
    assert_eq!(said(&desk, &provider).await, ["hidden", "both", "number"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_waits_at_the_provider_until_it_is_fetched() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    let image = json!({"from": CUSTOMER, "id": "wamid.1", "timestamp": "1767961900", "type": "image",
        "image": {"id": "MEDIA", "mime_type": "image/png", "sha256": "x", "caption": "look"}});
    provider.calls(&whatsapp(NUMBER, &[image])).await.expect(200);
    let find = || async { desk.app.desk.message_by_name(provider.inbox.id, "wamid.1").await.unwrap().unwrap() };
    assert_eq!(find().await.attachments[0].state, FileState::Pending);
    let claimed = desk.app.desk.claim_files(10).await.unwrap();
    assert_eq!(claimed.len(), 1);
    // While somebody has it nobody else gets it.
    assert!(desk.app.desk.claim_files(10).await.unwrap().is_empty());
    let png = bytes::Bytes::from_static(b"\x89PNG\r\n\x1a\n0000");
    desk.app.desk.file_fetched(claimed[0].clone(), None, png.clone()).await.unwrap();
    let message = find().await;
    assert_eq!(message.attachments[0].state, FileState::Ready);
    assert_eq!(message.attachments[0].media_type, "image/png");
    let owner = desk.actor("Olivia").await;
    assert_eq!(desk.app.desk.file(&owner, &message.attachments[0].key).await.unwrap().bytes, png);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_back_is_gone_with_its_files_its_words_and_where_it_was_quoted() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    let reply = json!({"from": CUSTOMER, "id": "wamid.2", "timestamp": "1767961901", "type": "text",
        "text": {"body": "as I said"}, "context": {"from": CUSTOMER, "id": "wamid.1"}});
    provider.calls(&whatsapp(NUMBER, &[text("wamid.1", "my secret xylophone"), reply])).await.expect(200);
    let owner = desk.actor("Olivia").await;
    assert_eq!(desk.app.desk.search(&owner, "xylophone", 0).await.unwrap().hits.len(), 1);
    let revoke = json!({"from": CUSTOMER, "id": "wamid.3", "timestamp": "1767961902", "type": "revoke",
        "revoke": {"original_message_id": "wamid.1"}});
    provider.calls(&whatsapp(NUMBER, &[revoke])).await.expect(200);
    let find = |id: &'static str| {
        let (desk, inbox) = (&desk, provider.inbox.id);
        async move { desk.app.desk.message_by_name(inbox, id).await.unwrap().unwrap() }
    };
    assert_eq!(find("wamid.1").await.body, MessageBody::Deleted);
    let quote = find("wamid.2").await.reply_to.unwrap();
    assert_eq!((quote.text.as_str(), quote.message), ("", Some(find("wamid.1").await.id)));
    assert!(desk.app.desk.search(&owner, "xylophone", 0).await.unwrap().hits.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_owner_answers_on_the_phone_stands_in_the_thread_as_theirs() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    provider.calls(&whatsapp(NUMBER, &[text("wamid.1", "Anyone?")])).await.expect(200);
    let echo = json!({"object": "whatsapp_business_account", "entry": [{"id": "WABA", "changes": [{
        "field": "smb_message_echoes", "value": {"messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "15550783881", "phone_number_id": NUMBER},
        "message_echoes": [{"from": "15550783881", "to": CUSTOMER, "id": "wamid.2", "timestamp": "1767961960",
            "type": "text", "text": {"body": "Yes, from my phone"}}]}}]}]});
    for _ in 0..2 {
        provider.calls(&echo).await.expect(200);
    }
    assert_eq!(said(&desk, &provider).await, ["Anyone?", "Yes, from my phone"]);
    let message = desk.app.desk.message_by_name(provider.inbox.id, "wamid.2").await.unwrap().unwrap();
    assert_eq!(message.author.kind(), AuthorKind::Business);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_inbox_is_not_there_for_its_provider_and_its_conversations_can_be_read() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    provider.calls(&whatsapp(NUMBER, &[text("wamid.1", "kept")])).await.expect(200);
    let owner = desk.actor("Olivia").await;
    desk.app.desk.set_channel_state(&owner, provider.inbox.id, InboxState::Paused).await.unwrap();
    provider.calls(&whatsapp(NUMBER, &[text("wamid.2", "while paused")])).await.expect(200);
    desk.app.desk.set_channel_state(&owner, provider.inbox.id, InboxState::Removed).await.unwrap();
    provider.calls(&whatsapp(NUMBER, &[text("wamid.3", "too late")])).await.expect(404);
    assert_eq!(said(&desk, &provider).await, ["kept", "while paused"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_goes_on_with_what_it_answers_and_begins_anew_otherwise() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Email, "help@shop.example").await;
    let mail = |id: &str, subject: &str, answers: Option<&str>| {
        let mut headers = vec![json!({"Name": "Message-ID", "Value": format!("<{id}>")})];
        headers.extend(answers.map(|id| json!({"Name": "In-Reply-To", "Value": format!("<{id}>")})));
        json!({"From": "ana@mail.example", "FromName": "Ana", "FromFull": {"Email": "ana@mail.example", "Name": "Ana"},
            "To": "help@shop.example", "ToFull": [{"Email": "help@shop.example"}], "OriginalRecipient": "help@shop.example",
            "Subject": subject, "MessageID": "p", "Date": "Fri, 09 Jan 2026 12:00:00 +0000", "TextBody": format!("{subject}!"),
            "Headers": headers, "Attachments": []})
    };
    for (id, subject, answers) in [
        ("a@m", "Order", None),
        ("b@m", "Re: Order", Some("a@m")),
        ("c@m", "Order", None),
        ("d@m", "Re: Order", Some("x@m")),
    ] {
        provider.calls(&mail(id, subject, answers)).await.expect(200);
    }
    let place = |id: &'static str| {
        let (desk, inbox) = (&desk, provider.inbox.id);
        async move { desk.app.desk.message_by_name(inbox, id).await.unwrap().unwrap().conversation }
    };
    assert_eq!(place("a@m").await, place("b@m").await);
    assert_ne!(place("a@m").await, place("c@m").await);
    assert_ne!(place("a@m").await, place("d@m").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_lent_to_providers_for_an_hour_and_under_no_other_address() {
    let desk = TestDesk::start().await;
    let visitor = desk.visitor(&"v".repeat(43));
    let path = format!("/chat/{}/files?name=plan.pdf", desk.demo.inbox_key);
    let key =
        visitor.post_bytes(&path, &b"%PDF-1.4 plan"[..]).await.expect(201).json()["key"].as_str().unwrap().to_owned();
    let lent = desk.app.desk.lend(&key).unwrap();
    let answer = desk.get(&format!("/lent/{lent}")).await.expect(200);
    assert_eq!((&answer.body[..], answer.header("content-type")), (&b"%PDF-1.4 plan"[..], "application/pdf"));
    for other in [key.as_str(), &lent[2..], "", "00"] {
        desk.get(&format!("/lent/{other}")).await.expect(404);
    }
    desk.clock.advance(std::time::Duration::from_hours(2));
    desk.get(&format!("/lent/{lent}")).await.expect(404);
}
