//! Gupshup.

use crate::played::{APP, PAGE, PRIYA, Played};
use serde_json::{Value, json};

async fn send(played: &Played, key: &str, to: &str, message: Value) -> (u16, Value) {
    let message = message.to_string();
    let fields = [
        ("channel", "whatsapp"),
        ("source", "919000055500"),
        ("destination", to),
        ("src.name", APP),
        ("message", &message),
    ];
    let request = played.http.post(played.at("/gupshup/wa/api/v1/msg")).header("apikey", key);
    let response = request.form(&fields).send().await.unwrap();
    (response.status().as_u16(), serde_json::from_str(&response.text().await.unwrap()).unwrap())
}

fn key() -> String {
    format!("token-{APP}")
}

#[tokio::test]
async fn enqueued_maps_our_id_to_the_one_of_whatsapp() {
    let (played, desk) = Played::fresh().await;
    played.hello(APP, PRIYA).await;
    let (status, body) = send(&played, &key(), PRIYA, json!({"type": "text", "text": "Hi"})).await;
    assert_eq!((status, body["status"].as_str()), (202, Some("submitted")));
    let ours = body["messageId"].as_str().unwrap();
    let calls = desk.until(4, |call| call.text("/type") == Some("message-event")).await;
    let kinds: Vec<_> = calls.iter().map(|call| call.text("/payload/type").unwrap()).collect();
    assert_eq!(kinds, ["enqueued", "sent", "delivered", "read"]);
    assert_eq!(calls[0].text("/payload/id"), Some(ours));
    let theirs = calls[0].text("/payload/payload/whatsappMessageId");
    assert_eq!((calls[3].text("/payload/id"), calls[3].text("/payload/gsId")), (theirs, Some(ours)));
    assert!(calls.iter().all(|call| call.headers["x-frontdesk-secret"] == format!("secret-{APP}")));
}

#[tokio::test]
async fn what_whatsapp_refuses_comes_back_as_a_failed_event() {
    let (played, desk) = Played::fresh().await;
    assert_eq!(send(&played, &key(), PRIYA, json!({"type": "text", "text": "too late"})).await.0, 202);
    assert_eq!(send(&played, &key(), "918888800000", json!({"type": "text", "text": "who?"})).await.0, 202);
    let calls = desk.until(2, |call| call.text("/payload/type") == Some("failed")).await;
    let mut codes: Vec<_> =
        calls.iter().map(|call| call.json["payload"]["payload"]["code"].as_i64().unwrap()).collect();
    codes.sort_unstable();
    assert_eq!(codes, [470, 1002]);
}

#[tokio::test]
async fn a_wrong_key_and_a_wrong_message_are_refused_at_once() {
    let (played, _) = Played::fresh().await;
    assert_eq!(send(&played, "wrong", PRIYA, json!({"type": "text", "text": "a"})).await.0, 401);
    assert_eq!(send(&played, &key(), "+91 98", json!({"type": "text", "text": "a"})).await.0, 400);
    assert_eq!(send(&played, &key(), PRIYA, json!({"type": "carrier pigeon"})).await.0, 400);
    let card =
        json!({"name": {"firstName": "Ravi", "formattedName": "Ravi K"}, "phones": [{"phone": "+91 98200 55599"}]});
    assert_eq!(send(&played, &key(), PRIYA, json!({"type": "contacts", "contacts": [card]})).await.0, 400);
    assert_eq!(send(&played, &key(), PRIYA, json!({"type": "contact", "contact": card})).await.0, 202);
}

#[tokio::test]
async fn a_tapped_button_names_the_question_and_tells_the_choice_apart() {
    let (played, desk) = Played::fresh().await;
    played.hello(APP, PRIYA).await;
    let question = json!({"type": "quick_reply", "msgid": "order-482", "content": {"type": "text", "text": "Confirm?"},
        "options": [{"type": "text", "title": "Yes", "postbackText": "Y"}, {"type": "text", "title": "No", "postbackText": "N"}]});
    let (_, body) = send(&played, &key(), PRIYA, question).await;
    played.act(APP, PRIYA, json!({"kind": "choice", "reply_to": body["messageId"], "choice": "N"})).await;
    let call = desk.until(1, |call| call.text("/payload/type") == Some("button_reply")).await.remove(0);
    assert_eq!(
        call.json["payload"]["payload"],
        json!({"title": "No", "id": "order-482", "reply": "No 2", "postbackText": "N"})
    );
    assert_eq!(call.json["payload"]["context"]["gsId"], body["messageId"]);
}

#[tokio::test]
async fn in_its_third_format_meta_is_passed_on_with_ids_of_its_own() {
    let (played, desk) = Played::fresh().await;
    let line = format!("/control/lines/{APP}");
    played.order(&line, json!({"version": 3})).await;
    played.hello(APP, PRIYA).await;
    let (_, body) = send(&played, &key(), PRIYA, json!({"type": "text", "text": "Hi"})).await;
    let ours = body["messageId"].as_str().unwrap();
    let status = "/entry/0/changes/0/value/statuses/0";
    let calls = desk.until(4, |call| call.json.pointer(status).is_some()).await;
    let told: Vec<_> = calls.iter().map(|call| call.json.pointer(status).unwrap()).collect();
    let words: Vec<_> = told.iter().map(|status| status["status"].as_str().unwrap()).collect();
    assert_eq!(words, ["enqueued", "sent", "delivered", "read"]);
    assert!(told[0]["timestamp"].is_i64() && told[1]["timestamp"].is_string());
    assert!(told.iter().all(|status| status["gs_id"] == ours && status["id"] == told[0]["id"]));
    assert!(calls.iter().all(|call| call.text("/gs_app_id") == Some("82ed52f4")));

    played.act(APP, PRIYA, json!({"kind": "image", "text": "This one", "reply_to": ours})).await;
    let item = "/entry/0/changes/0/value/messages/0";
    let call = desk.until(1, |call| call.text(&format!("{item}/type")) == Some("image")).await.remove(0);
    assert_eq!(call.text(&format!("{item}/context/gs_id")), Some(ours));
    assert_eq!(call.json.pointer(&format!("{item}/context/id")), Some(&told[0]["id"]));
    let file = call.text(&format!("{item}/image/url")).unwrap();
    assert_eq!(played.http.get(file).send().await.unwrap().headers()["content-type"], "image/jpeg");
    assert_eq!(call.json.pointer("/entry/0/changes/0/value/metadata"), None);

    played.order(&line, json!({"version": 2})).await;
    played.hello(APP, PRIYA).await;
    desk.until(1, |call| call.text("/type") == Some("message")).await;
}

#[tokio::test]
async fn a_format_is_for_gupshup_alone_and_one_of_two() {
    let (played, _) = Played::fresh().await;
    for (line, version) in [(APP, 4), (PAGE, 3)] {
        let order = played.http.post(played.at(&format!("/control/lines/{line}"))).json(&json!({"version": version}));
        assert_eq!(order.send().await.unwrap().status(), 400, "{line}");
    }
}
