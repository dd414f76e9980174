//! Live connections: everything arrives, in order, and again after a loss.

use crate::TestDesk;
use crate::desk::Socket;
use serde_json::{Value, json};
use types::view::{ListQuery, View};

const VISITOR: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

async fn cursor(desk: &TestDesk) -> i64 {
    let owner = &desk.demo.agents[0];
    let actor = desk.app.desk.sign_in(owner.email, owner.password, "127.0.0.1").await.unwrap().actor;
    let query = ListQuery { view: View::All, ..Default::default() };
    desk.app.desk.inbox_view(&actor, query, None, None).await.unwrap().cursor.0
}

async fn writes(desk: &TestDesk, text: &str) -> Value {
    let message = json!({"client_id": types::Uuid::new_v4(), "text": text});
    let path = format!("/chat/{}/messages", desk.demo.inbox_key);
    desk.visitor(VISITOR).post_json(&path, &message).await.expect(201).json()
}

fn text_of(frame: &Value) -> &str {
    frame["event"]["change"]["messages"][0]["body"]["text"].as_str().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agents_page_hears_what_a_visitor_writes() {
    let desk = TestDesk::start().await;
    let cursor = cursor(&desk).await;
    let mut page = desk.signs_in("agent").await.opens_socket(&format!("/live?after={cursor}")).await;
    page.hears_of("beat").await;
    writes(&desk, "Hello?").await;
    let frame = page.hears_of("event").await;
    assert_eq!(text_of(&frame), "Hello?", "{frame}");
    assert!(frame["event"]["seq"].as_i64().unwrap() > cursor);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_comes_back_hears_what_it_missed_once_and_in_order() {
    let desk = TestDesk::start().await;
    let cursor = cursor(&desk).await;
    let ann = desk.signs_in("agent").await;
    for text in ["one", "two", "three"] {
        writes(&desk, text).await;
    }
    let mut page = ann.opens_socket(&format!("/live?after={cursor}")).await;
    let mut last = cursor;
    for text in ["one", "two", "three"] {
        let frame = page.hears_of("event").await;
        assert_eq!(text_of(&frame), text, "{frame}");
        assert!(frame["event"]["seq"].as_i64().unwrap() > last);
        last = frame["event"]["seq"].as_i64().unwrap();
    }
    drop(page);
    let mut again = ann.opens_socket(&format!("/live?after={last}")).await;
    assert_eq!(again.hears_of("beat").await["seq"], last);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_from_elsewhere_is_told_to_load_anew() {
    let desk = TestDesk::start().await;
    let mut page = desk.signs_in("agent").await.opens_socket("/live?after=999999999").await;
    assert_eq!(page.hears().await, Some(json!({"frame": "resync"})));
    assert_eq!(page.hears().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_session_or_a_cursor_there_is_no_connection() {
    let desk = TestDesk::start().await;
    let (address, ann) = (desk.listen().await, desk.signs_in("agent").await);
    let origin = format!("http://{address}");
    for (path, cookie, status) in [
        ("/live?after=0", "", 401),
        ("/live?after=0", "frontdesk_session=nonsense", 401),
        ("/live", ann.cookie(), 422),
        ("/live?after=x", ann.cookie(), 422),
    ] {
        assert_eq!(Socket::try_open(address, path, &origin, cookie, &[]).await.err(), Some(status), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_from_a_page_harms_nobody() {
    let desk = TestDesk::start().await;
    let cursor = cursor(&desk).await;
    let mut page = desk.signs_in("agent").await.opens_socket(&format!("/live?after={cursor}")).await;
    for nonsense in [json!(null), json!({"frame": "dance"}), json!({"frame": "viewing", "conversation": 999_999})] {
        page.says(&nonsense).await;
    }
    writes(&desk, "Still there?").await;
    assert_eq!(text_of(&page.hears_of("event").await), "Still there?");
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_connection_at_once() {
    let desk = TestDesk::start().await;
    let cursor = cursor(&desk).await;
    let ann = desk.signs_in("agent").await;
    let mut page = ann.opens_socket(&format!("/live?after={cursor}")).await;
    page.hears_of("beat").await;
    desk.app.desk.sign_out(ann.cookie().split_once('=').unwrap().1).await.unwrap();
    page.hears_of("signed_out").await;
    assert_eq!(page.hears().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_end_of_the_process_pages_are_told_to_come_back() {
    let desk = TestDesk::start().await;
    let cursor = cursor(&desk).await;
    let mut page = desk.signs_in("agent").await.opens_socket(&format!("/live?after={cursor}")).await;
    page.hears_of("beat").await;
    desk.app.shutdown.begin();
    assert_eq!(page.close_code().await, Some(1012));
    desk.app.shutdown.all_gone(std::time::Duration::from_secs(20)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stream_for_networks_without_sockets_says_the_same() {
    let desk = TestDesk::start().await;
    let cursor = cursor(&desk).await;
    let ann = desk.signs_in("agent").await;
    writes(&desk, "Streamed").await;
    // The end of the process ends the stream as well, so that all of it can be read.
    let shutdown = desk.app.shutdown.clone();
    tokio::spawn(async move {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        shutdown.begin();
    });
    let answer = ann.get(&format!("/live/events?after={cursor}")).await.expect(200);
    assert_eq!(answer.header("content-type"), "text/event-stream");
    assert_eq!((answer.header("x-accel-buffering"), answer.header("content-encoding")), ("no", ""));
    let text = answer.text();
    let frames: Vec<Value> = text.lines().filter_map(|line| line.strip_prefix("data: ")?.parse().ok()).collect();
    let event = frames.iter().find(|frame| frame["frame"] == "event").unwrap_or_else(|| panic!("{text}"));
    assert_eq!(text_of(event), "Streamed");
    assert!(text.contains(&format!("id: {}\n", event["event"]["seq"])), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_a_stream_tells_its_signals_by_post() {
    let desk = TestDesk::start().await;
    let ann = desk.signs_in("agent").await;
    let connection = types::Uuid::new_v4();
    let path = format!("/live/signal?connection={connection}");
    ann.post_json(&path, &json!({"frame": "viewing", "conversation": null})).await.expect(204);
    assert_eq!(ann.post_json(&path, &json!({"frame": "dance"})).await.expect(422).json()["field"], "frame");
    let nameless = ann.post_json("/live/signal", &json!({"frame": "viewing", "conversation": null})).await;
    assert_eq!(nameless.expect(422).json()["field"], "connection");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_hears_the_answer() {
    let desk = TestDesk::start().await;
    let key = desk.demo.inbox_key;
    let written = writes(&desk, "Anybody?").await;
    let thread = desk.visitor(VISITOR).get(&format!("/chat/{key}/messages")).await.expect(200).json();
    assert_eq!(thread["messages"][0], written);
    let address = desk.listen().await;
    let path = format!("/chat/{key}/live?after={}", thread["cursor"]);
    let mut page = Socket::open(address, &path, "", &["frontdesk", VISITOR]).await;
    page.hears_of("beat").await;
    let owner = &desk.demo.agents[0];
    let actor = desk.app.desk.sign_in(owner.email, owner.password, "127.0.0.1").await.unwrap().actor;
    let query = ListQuery { view: View::All, ..Default::default() };
    let rows = desk.app.desk.inbox_view(&actor, query, None, None).await.unwrap().list.rows;
    let conversation = rows.iter().find(|row| row.preview.text == "Anybody?").unwrap().id;
    let answer = types::draft::Outgoing::text(types::Uuid::new_v4(), types::message::Audience::Customer, "Me.");
    desk.app.desk.send(&actor, conversation, answer).await.unwrap();
    let frame = page.hears_of("message").await;
    assert_eq!(frame["message"]["body"], json!({"kind": "text", "text": "Me."}));
    assert_eq!(
        (frame["message"]["from"].as_str(), frame["message"]["name"].as_str()),
        (Some("agent"), Some(owner.name))
    );
    page.says(&json!({"frame": "seen", "up_to": frame["message"]["at"]})).await;
    let marks = page.hears_of("marks").await;
    assert_eq!(marks["seen_at"], frame["message"]["at"], "{marks}");
}
