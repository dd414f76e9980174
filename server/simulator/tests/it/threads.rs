//! Messenger and Instagram.

use crate::played::{CLARA, INSTAGRAM, LUCIA, PAGE, Played, read};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

const ITEM: &str = "/entry/0/messaging/0";

fn message(to: &str, words: &str) -> Value {
    json!({"recipient": {"id": to}, "messaging_type": "RESPONSE", "message": {"text": words, "metadata": "outbox-91"}})
}

#[tokio::test]
async fn messenger_echoes_the_send_and_then_tells_delivered_and_read() {
    let (played, desk) = Played::fresh().await;
    played.hello(PAGE, CLARA).await;
    let (status, body) = read(played.graph(PAGE, "me/messages", message(CLARA, "Hi")).await).await;
    let id = body["message_id"].as_str().unwrap();
    assert_eq!((status, body["recipient_id"].as_str()), (200, Some(CLARA)));
    let read = format!("{ITEM}/read/watermark");
    desk.until(1, |call| call.json.pointer(&read).is_some()).await;
    let calls = desk.calls();
    assert!(calls.iter().all(|call| call.is_signed(&format!("secret-{PAGE}"))));
    let at = |place: usize, key: &str| calls[place].json.pointer(&format!("{ITEM}/{key}")).cloned().unwrap_or_default();
    assert_eq!(
        (at(1, "message/mid"), at(1, "message/is_echo"), at(1, "message/metadata")),
        (json!(id), json!(true), json!("outbox-91"))
    );
    assert_eq!(at(2, "delivery/mids/0"), json!(id));
    assert!(at(3, "read/watermark").is_i64());
}

#[tokio::test]
async fn instagram_counts_bytes_and_names_the_message_that_was_read() {
    let (played, desk) = Played::fresh().await;
    played.hello(INSTAGRAM, LUCIA).await;
    let path = format!("{INSTAGRAM}/messages");
    let (status, _) = read(played.graph(INSTAGRAM, &path, message(LUCIA, &"é".repeat(501))).await).await;
    assert_eq!(status, 400);
    let (status, body) = read(played.graph(INSTAGRAM, &path, message(LUCIA, &"é".repeat(500))).await).await;
    assert_eq!(status, 200);
    let read = format!("{ITEM}/read/mid");
    let calls = desk.until(1, |call| call.text(&read).is_some()).await;
    assert_eq!(calls[0].text(&read), body["message_id"].as_str());
    assert!(desk.calls().iter().all(|call| call.json.pointer(&format!("{ITEM}/delivery")).is_none()));
}

#[tokio::test]
async fn after_a_day_only_a_person_may_answer() {
    let (played, _) = Played::fresh().await;
    played.act(PAGE, CLARA, json!({"kind": "text", "text": "old", "age_seconds": 100_000})).await;
    let (status, body) = read(played.graph(PAGE, "me/messages", message(CLARA, "Hi")).await).await;
    assert_eq!((status, &body["error"]["code"], &body["error"]["error_subcode"]), (403, &json!(10), &json!(2_018_278)));
    let mut tagged = message(CLARA, "Hi");
    tagged["messaging_type"] = json!("MESSAGE_TAG");
    tagged["tag"] = json!("HUMAN_AGENT");
    assert_eq!(played.graph(PAGE, "me/messages", tagged).await.status(), 200);
    let (_, body) = read(played.graph(PAGE, "me/messages", message("1", "Hi")).await).await;
    assert_eq!(body["error"]["error_subcode"], 2_018_001);
}

#[tokio::test]
async fn a_file_goes_along_in_a_form_and_comes_back_in_the_echo() {
    let (played, desk) = Played::fresh().await;
    played.hello(PAGE, CLARA).await;
    let part = Part::bytes(b"\xff\xd8\xff\xe0".to_vec()).file_name("a.jpg").mime_str("image/jpeg").unwrap();
    let form = Form::new()
        .text("recipient", json!({"id": CLARA}).to_string())
        .text("messaging_type", "RESPONSE")
        .text("message", json!({"attachment": {"type": "image", "payload": {}}}).to_string())
        .part("filedata", part);
    let request = played.http.post(played.at(&format!("/graph/v25.0/{PAGE}/messages?access_token=token-{PAGE}")));
    assert_eq!(request.multipart(form).send().await.unwrap().status(), 200);
    let url = format!("{ITEM}/message/attachments/0/payload/url");
    let echo = desk.until(1, |call| call.text(&url).is_some()).await.remove(0);
    let file = played.http.get(echo.text(&url).unwrap()).send().await.unwrap();
    assert_eq!(file.bytes().await.unwrap().as_ref(), b"\xff\xd8\xff\xe0");
}

#[tokio::test]
async fn a_comment_is_answered_privately_once() {
    let (played, desk) = Played::fresh().await;
    let comment = played.act(INSTAGRAM, LUCIA, json!({"kind": "comment", "text": "Price?"})).await;
    let call = desk.until(1, |call| call.text("/entry/0/changes/0/field") == Some("comments")).await.remove(0);
    assert_eq!(call.text("/entry/0/changes/0/value/id"), Some(&*comment));
    let answer = json!({"recipient": {"comment_id": comment}, "message": {"text": "89 €"}});
    assert_eq!(played.graph(INSTAGRAM, "me/messages", answer.clone()).await.status(), 200);
    assert_eq!(played.graph(INSTAGRAM, "me/messages", answer).await.status(), 400);
    // A comment opens no window.
    assert_eq!(played.graph(INSTAGRAM, "me/messages", message(LUCIA, "And?")).await.status(), 403);
}

#[tokio::test]
async fn profiles_show_names_and_instagram_only_after_a_message() {
    let (played, _) = Played::fresh().await;
    let get = async |account: &str, id: &str| {
        let request = played
            .http
            .get(played.at(&format!("/graph/v25.0/{id}?fields=name")))
            .bearer_auth(format!("token-{account}"));
        read(request.send().await.unwrap()).await
    };
    assert_eq!(get(PAGE, CLARA).await.1["first_name"], "Clara");
    assert_eq!(get(INSTAGRAM, LUCIA).await.1["error"]["code"], 230);
    played.hello(INSTAGRAM, LUCIA).await;
    let (_, profile) = get(INSTAGRAM, LUCIA).await;
    assert_eq!(profile["username"], "lucia.ortega");
    let face = played.http.get(profile["profile_pic"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(face.headers()["content-type"], "image/png");
}
