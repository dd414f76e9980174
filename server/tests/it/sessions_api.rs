//! The chat-session API, as its programs rely on it.

use crate::TestDesk;
use crate::desk::NOW;
use serde_json::{Value, json};
use std::time::Duration;
use types::agent::Role;

const NO_SUCH: &str = "/api/v1/sessions/01890a5d-ac96-774b-bcce-b302099a8057";

async fn begin(desk: &TestDesk) -> String {
    let session = desk.program().post("/api/v1/sessions", &json!({})).await.expect(201).json();
    session["id"].as_str().unwrap().to_owned()
}

fn message(author_type: &str, content: &str) -> Value {
    json!({"author_type": author_type, "content": content})
}

fn contents(session: &Value) -> Vec<&str> {
    session["messages"].as_array().unwrap().iter().map(|message| message["content"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_begins_with_the_greeting() {
    let desk = TestDesk::start().await;
    let answer = desk.program().post_raw("/api/v1/sessions", "").await.expect(201);
    let session = answer.json();
    let id = session["id"].as_str().unwrap();
    assert!(types::Uuid::try_parse(id).is_ok(), "{id}");
    assert_eq!(answer.header("location"), format!("/api/v1/sessions/{id}"));
    let website = desk.app.desk.website(desk.demo.inbox_key).await.unwrap();
    let greeting =
        json!({"timestamp": NOW.rfc3339(), "content": website.settings.greeting, "author_type": "service_agent"});
    assert_eq!(session, json!({"id": id, "created_at": NOW.rfc3339(), "messages": [greeting]}));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_message_answers_with_the_whole_session() {
    let desk = TestDesk::start().await;
    let path = format!("/api/v1/sessions/{}", begin(&desk).await);
    let messages = format!("{path}/messages");
    desk.clock.advance(Duration::from_secs(60));
    let session = desk.program().post(&messages, &message("customer", " Wo ist\nmeine 🪴? ")).await.expect(201).json();
    let later = (NOW + Duration::from_secs(60)).rfc3339();
    let customers = json!({"timestamp": later, "content": " Wo ist\nmeine 🪴? ", "author_type": "customer"});
    assert_eq!(session["messages"][1], customers);
    let session = desk.program().post(&messages, &message("service_agent", "On its way.")).await.expect(201).json();
    assert_eq!(session["messages"][2]["author_type"], "service_agent");
    assert_eq!(session["messages"].as_array().unwrap().len(), 3);
    assert_eq!(session["created_at"], session["messages"][0]["timestamp"]);
    assert_eq!(desk.program().get(&path).await.expect(200).json(), session);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_read_in_parts() {
    let desk = TestDesk::start().await;
    let path = format!("/api/v1/sessions/{}", begin(&desk).await);
    for content in ["one", "two", "three"] {
        desk.program().post(&format!("{path}/messages"), &message("customer", content)).await.expect(201);
    }
    let part = async |query: &str| desk.program().get(&format!("{path}{query}")).await.expect(200).json();
    assert_eq!(contents(&part("?after=1").await), ["one", "two", "three"]);
    assert_eq!(contents(&part("?after=2&limit=1").await), ["two"]);
    assert_eq!(contents(&part("?after=9").await), [""; 0]);
    assert_eq!(contents(&part("?limit=1").await).len(), 1);
    assert_eq!(part("?after=2").await["created_at"], NOW.rfc3339());
    for (query, field) in
        [("?after=x", "after"), ("?after=-1", "after"), ("?limit=0", "limit"), ("?limit=99999999999999999999", "limit")]
    {
        let refused = desk.program().get(&format!("{path}{query}")).await.expect(422).json();
        assert_eq!(refused["field"], field, "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_session_is_a_404() {
    let desk = TestDesk::start().await;
    let expected = json!({"kind": "not_found", "what": "session", "message": "There is no such session."});
    assert_eq!(desk.program().get(NO_SUCH).await.expect(404).json(), expected);
    let posted = desk.program().post(&format!("{NO_SUCH}/messages"), &message("customer", "Hi")).await;
    assert_eq!(posted.expect(404).json(), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_business_has_no_such_session() {
    let desk = TestDesk::start().await;
    let path = format!("/api/v1/sessions/{}", begin(&desk).await);
    let other = other_business(&desk).await;
    desk.program_with(&other).get(&path).await.expect(404);
    desk.program_with(&other).post(&format!("{path}/messages"), &message("customer", "Hi")).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_is_no_uuid_is_a_422_that_names_it() {
    let desk = TestDesk::start().await;
    for id in ["1", "nonsense", "01890a5d-ac96-774b-bcce-b302099a805g", "%FF", "%00", "a%2Fb", "💥"] {
        let id = id.replace('💥', "%F0%9F%92%A5");
        let read = desk.program().get(&format!("/api/v1/sessions/{id}")).await.expect(422).json();
        assert_eq!(read["field"], "session_id", "{id}");
        let path = format!("/api/v1/sessions/{id}/messages");
        let posted = desk.program().post(&path, &message("customer", "Hi")).await.expect(422).json();
        assert_eq!(posted["field"], "session_id", "{id}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_message_is_a_422_that_names_the_field() {
    let desk = TestDesk::start().await;
    let path = format!("/api/v1/sessions/{}", begin(&desk).await);
    let messages = format!("{path}/messages");
    let too_long = message("customer", &"ä".repeat(10_001)).to_string();
    let much_too_long = message("customer", &"x".repeat(900_000)).to_string();
    for (body, field) in [
        (&br#"{"author_type": "customer"}"#[..], "content"),
        (br#"{"author_type": "customer", "content": ""}"#, "content"),
        (br#"{"author_type": "customer", "content": " \n\t "}"#, "content"),
        (br#"{"author_type": "customer", "content": 5}"#, "content"),
        (br#"{"author_type": "customer", "content": null}"#, "content"),
        (br#"{"author_type": "customer", "content": ["Hi"]}"#, "content"),
        (too_long.as_bytes(), "content"),
        (much_too_long.as_bytes(), "content"),
        (br#"{"content": "Hi"}"#, "author_type"),
        (br#"{"author_type": "", "content": "Hi"}"#, "author_type"),
        (br#"{"author_type": "robot", "content": "Hi"}"#, "author_type"),
        (br#"{"author_type": "Customer", "content": "Hi"}"#, "author_type"),
        (br#"{"author_type": 1, "content": "Hi"}"#, "author_type"),
        (br#"{"author_type": null, "content": "Hi"}"#, "author_type"),
        (br#"{"author_type": {"customer": null}, "content": "Hi"}"#, "author_type"),
        (b"", "body"),
        (b"{", "body"),
        (b"Hi", "body"),
        (b"null", "body"),
        (br#"["customer", "Hi"]"#, "body"),
        (br#"{"author_type": "customer", "content": "Hi"} {}"#, "body"),
        (b"{\"author_type\": \"customer\", \"content\": \"\xc3\x28\"}", "body"),
    ] {
        let shown = String::from_utf8_lossy(body).chars().take(80).collect::<String>();
        let answer = desk.program().post_raw(&messages, body.to_vec()).await;
        assert_eq!(answer.status, 422, "{shown}: {}", answer.text());
        let refused = answer.json();
        assert_eq!((&refused["kind"], &refused["field"]), (&json!("invalid"), &json!(field)), "{shown}: {refused}");
        assert!(refused["message"].as_str().unwrap().ends_with('.'), "{refused}");
    }
    // None of them has left a trace.
    assert_eq!(desk.program().get(&path).await.json()["messages"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_of_the_longest_text_is_taken_however_it_is_written() {
    let desk = TestDesk::start().await;
    let messages = format!("/api/v1/sessions/{}/messages", begin(&desk).await);
    let escaped = format!(r#"{{"author_type": "customer", "content": "{}"}}"#, r"\ud83e\udeb4".repeat(10_000));
    let session = desk.program().post_raw(&messages, escaped).await.expect(201).json();
    assert_eq!(contents(&session)[1].chars().count(), 10_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_far_beyond_any_message_is_not_even_read() {
    let desk = TestDesk::start().await;
    let messages = format!("/api/v1/sessions/{}/messages", begin(&desk).await);
    let refused = desk.program().post_raw(&messages, vec![b' '; 2 * 1024 * 1024]).await.expect(413).json();
    assert_eq!(refused["kind"], "too_large");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_good_token_nothing_is_told() {
    let desk = TestDesk::start().await;
    let answer = desk.get(NO_SUCH).await.expect(401);
    assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"frontdesk\"");
    assert_eq!(answer.json()["kind"], "signed_out");
    for token in ["", "nonsense", "fd_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        let answer = desk.program_with(token).get(NO_SUCH).await.expect(401);
        assert_eq!(
            answer.header("www-authenticate"),
            "Bearer realm=\"frontdesk\", error=\"invalid_token\"",
            "{token:?}"
        );
        desk.program_with(token).post("/api/v1/sessions", &json!({})).await.expect(401);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_does_only_what_it_is_allowed_to() {
    let desk = TestDesk::start().await;
    let path = format!("/api/v1/sessions/{}", begin(&desk).await);
    let messages = format!("{path}/messages");
    let token = async |read, write, agent| {
        let allow = domain::Permissions { read, write, agent };
        desk.app.desk.create_token(desk.demo.inbox_key, "Test", allow, 1).await.unwrap()
    };
    let (reader, writer, agent) =
        (token(true, false, false).await, token(false, true, false).await, token(false, false, true).await);
    for (token, read, begin, customer, service_agent) in
        [(&reader, 200, 403, 403, 403), (&writer, 403, 201, 201, 403), (&agent, 403, 403, 403, 201)]
    {
        let program = desk.program_with(token);
        assert_eq!(program.get(&path).await.status, read);
        assert_eq!(program.post("/api/v1/sessions", &json!({})).await.status, begin);
        assert_eq!(program.post(&messages, &message("customer", "Hi")).await.status, customer);
        assert_eq!(program.post(&messages, &message("service_agent", "Hi")).await.status, service_agent);
    }
    let refused = desk.program_with(&reader).post("/api/v1/sessions", &json!({})).await;
    assert_eq!(refused.header("www-authenticate"), "Bearer realm=\"frontdesk\", error=\"insufficient_scope\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_good_until_its_time_is_over() {
    let desk = TestDesk::start().await;
    let allow = domain::Permissions { read: true, write: true, agent: false };
    let token = desk.app.desk.create_token(desk.demo.inbox_key, "Test", allow, 1).await.unwrap();
    desk.clock.advance(Duration::from_hours(23));
    desk.program_with(&token).get(NO_SUCH).await.expect(404);
    desk.clock.advance(Duration::from_hours(2));
    desk.program_with(&token).get(NO_SUCH).await.expect(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn agents_read_what_a_program_wrote_and_programs_what_agents_answered() {
    let desk = TestDesk::start().await;
    let path = format!("/api/v1/sessions/{}", begin(&desk).await);
    desk.program().post(&format!("{path}/messages"), &message("customer", "Is anybody there?")).await.expect(201);
    let conversation = conversation_of(&desk, "Is anybody there?").await;
    let owner = actor(&desk).await;
    let answer = types::draft::Outgoing::text(types::Uuid::new_v4(), types::message::Audience::Customer, "Always.");
    let note = types::draft::Outgoing::text(types::Uuid::new_v4(), types::message::Audience::Team, "Strange question.");
    desk.app.desk.send(&owner, conversation, note).await.unwrap();
    desk.app.desk.send(&owner, conversation, answer).await.unwrap();
    let session = desk.program().get(&path).await.expect(200).json();
    assert_eq!(contents(&session)[1..], ["Is anybody there?", "Always."]);
    assert_eq!(session["messages"][2]["author_type"], "service_agent");
}

async fn actor(desk: &TestDesk) -> domain::Actor {
    let owner = desk.demo.agents.iter().find(|agent| agent.role == Role::Owner).unwrap();
    desk.app.desk.sign_in(owner.email, owner.password, "127.0.0.1").await.unwrap().actor
}

/// The newest conversation, whose last message must be this one.
async fn conversation_of(desk: &TestDesk, preview: &str) -> types::ConversationId {
    let query = types::view::ListQuery { view: types::view::View::All, ..Default::default() };
    let view = desk.app.desk.inbox_view(&actor(desk).await, query, None, None).await.unwrap();
    let row = view.list.rows.iter().find(|row| row.preview.text == preview);
    row.map(|row| row.id).unwrap_or_else(|| panic!("{preview:?} is in no row"))
}

async fn other_business(desk: &TestDesk) -> String {
    let desk = &desk.app.desk;
    let account = desk.create_admin("Other", "Olga", "olga@other.example", "a long password").await.unwrap();
    let key = desk.websites(account).await.unwrap().remove(0).key;
    let allow = domain::Permissions { read: true, write: true, agent: true };
    desk.create_token(&key, "Test", allow, 1).await.unwrap()
}
