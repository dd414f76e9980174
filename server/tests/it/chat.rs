//! The website chat, as visitors' browsers use it, with and without scripts.

use crate::TestDesk;
use axum::body::Body;
use axum::http::Request;
use serde_json::json;

const VISITOR: &str = "ccccccccccccccccccccccccccccccccccccccccccc";
const OTHER: &str = "ddddddddddddddddddddddddddddddddddddddddddd";

fn messages(desk: &TestDesk) -> String {
    format!("/chat/{}/messages", desk.demo.inbox_key)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_visitor_gets_a_token_and_an_empty_chat() {
    let desk = TestDesk::start().await;
    let page = desk.get(&format!("/chat/{}", desk.demo.inbox_key)).await.expect(200);
    let cookie = page.header("set-cookie");
    let token = cookie.strip_prefix("frontdesk_visitor=").unwrap().split(';').next().unwrap();
    assert_eq!(token.len(), 43, "{cookie}");
    assert!(cookie.contains("; Path=/chat/demoshop; HttpOnly; SameSite=Lax"), "{cookie}");
    assert!(page.text().contains(token));
    let thread = desk.visitor(token).get(&messages(&desk)).await.expect(200).json();
    assert_eq!((&thread["messages"], &thread["older"]), (&json!([]), &json!(false)));
    // The same browser stays the same visitor.
    let again = desk.visitor(token).get(&format!("/chat/{}", desk.demo.inbox_key)).await.expect(200);
    assert!(again.header("set-cookie").contains(token));
    desk.get("/chat/nowhere").await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_message_is_the_same_message() {
    let desk = TestDesk::start().await;
    let visitor = desk.visitor(VISITOR);
    let draft = json!({"client_id": types::Uuid::new_v4(), "text": "Once"});
    let first = visitor.post_json(&messages(&desk), &draft).await.expect(201).json();
    let second = visitor.post_json(&messages(&desk), &draft).await.expect(200).json();
    assert_eq!(first, second);
    let thread = visitor.get(&messages(&desk)).await.json();
    assert_eq!(thread["messages"], json!([first]));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_reads_the_chat_of_another_visitor() {
    let desk = TestDesk::start().await;
    let draft = json!({"client_id": types::Uuid::new_v4(), "text": "My card number is …"});
    let written = desk.visitor(VISITOR).post_json(&messages(&desk), &draft).await.expect(201).json();
    let other = desk.visitor(OTHER);
    assert_eq!(other.get(&messages(&desk)).await.json()["messages"], json!([]));
    // A client id of somebody else is no key to their message either.
    let copied = other.post_json(&messages(&desk), &draft).await.expect(201).json();
    assert_ne!(copied["id"], written["id"]);
    other.get(&format!("{}?before={}", messages(&desk), written["id"])).await.expect(404);
    desk.get(&messages(&desk)).await.expect(401);
    desk.visitor("made-up").get(&messages(&desk)).await.expect(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_message_is_a_422_that_names_the_field() {
    let desk = TestDesk::start().await;
    let id = types::Uuid::new_v4();
    for (draft, field) in [
        (json!({"text": "Hi"}), "client_id"),
        (json!({"client_id": "x", "text": "Hi"}), "client_id"),
        (json!({"client_id": id, "text": " "}), "text"),
        (json!({"client_id": id, "text": "ä".repeat(10_001)}), "text"),
        (json!({"client_id": id, "text": 5}), "text"),
        (json!({"client_id": id, "attachments": "x"}), "attachments"),
        (json!([]), "body"),
    ] {
        let refused = desk.visitor(VISITOR).post_json(&messages(&desk), &draft).await.expect(422).json();
        assert_eq!(refused["field"], field, "{refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_form_writes_and_leads_back_to_the_chat() {
    let desk = TestDesk::start().await;
    let visitor = desk.visitor(VISITOR);
    let form = format!("client_id={}&text=Plain+%26+simple%0D%0Asecond+line", types::Uuid::new_v4());
    let answer = visitor.post_form(&messages(&desk), &form).await.expect(303);
    assert_eq!(answer.header("location"), "/chat/demoshop");
    let thread = visitor.get(&messages(&desk)).await.json();
    assert_eq!(thread["messages"][0]["body"]["text"], "Plain & simple\nsecond line");
    // What is wrong is told on the page.
    let form = format!("client_id={}&text=", types::Uuid::new_v4());
    let page = visitor.post_form(&messages(&desk), &form).await.expect(422).text();
    assert!(page.contains("The text is empty") && page.contains("Plain &amp; simple"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_files_travel_in_the_form() {
    let desk = TestDesk::start().await;
    let field =
        |name: &str, value: &str| format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    let file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.txt\"\r\n\
                Content-Type: text/html\r\n\r\n1 fern, 2 figs\r\n";
    let nothing = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n";
    let body = [
        &field("token", VISITOR),
        &field("client_id", &types::Uuid::new_v4().to_string()),
        &field("text", "My order"),
        file,
        nothing,
        "--b--\r\n",
    ]
    .concat();
    let request = Request::post(messages(&desk))
        .header("host", "desk.test")
        .header("origin", "http://desk.test")
        .header("content-type", "multipart/form-data; boundary=b");
    desk.send(request.body(Body::from(body)).unwrap()).await.expect(303);
    let thread = desk.visitor(VISITOR).get(&messages(&desk)).await.json();
    let message = &thread["messages"][0];
    assert_eq!(message["body"]["caption"], "My order");
    assert_eq!(message["attachments"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&message["attachments"][0]["name"], &message["attachments"][0]["bytes"]),
        (&json!("list.txt"), &json!(14))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn signals_are_taken_by_post_where_there_is_no_socket() {
    let desk = TestDesk::start().await;
    let (visitor, path) = (desk.visitor(VISITOR), format!("/chat/{}/signals", desk.demo.inbox_key));
    for signal in [
        json!({"frame": "typing", "on": true}),
        json!({"frame": "seen", "up_to": 5}),
        json!({"frame": "received", "up_to": 5}),
    ] {
        visitor.post_json(&path, &signal).await.expect(204);
    }
    visitor.post_json(&path, &json!({"frame": "dance"})).await.expect(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shop_to_try_things_in_is_there_in_a_demo_only() {
    let desk = TestDesk::start().await;
    let shop = desk.get("/demo").await.expect(200).text();
    assert!(shop.contains("data-inbox=\"demoshop\""), "{shop}");
    desk.get("/shop.css").await.expect(200);
    let app = server::App { demo: None, ..desk.app.clone() };
    let without = tower::ServiceExt::oneshot(server::router(app), Request::get("/demo").body(Body::empty()).unwrap());
    assert_eq!(without.await.unwrap().status(), 404);
}
