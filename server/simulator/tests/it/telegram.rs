//! Telegram.

use crate::played::{BOT, NIKOLAI, Played, read};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

async fn call(played: &Played, method: &str, body: Value) -> (u16, Value) {
    let address = played.at(&format!("/telegram/bot777000111:abc/{method}"));
    read(played.http.post(address).json(&body).send().await.unwrap()).await
}

#[tokio::test]
async fn a_bot_answers_but_does_not_begin() {
    let (played, desk) = Played::fresh().await;
    let chat: i64 = NIKOLAI.parse().unwrap();
    let (status, body) = call(&played, "sendMessage", json!({"chat_id": chat, "text": "Hi"})).await;
    assert_eq!(
        (status, body["description"].as_str()),
        (403, Some("Forbidden: bot can't initiate conversation with a user"))
    );
    let asked: i64 = played.hello(BOT, NIKOLAI).await.parse().unwrap();
    let update = desk.until(1, |call| call.json.get("message").is_some()).await.remove(0);
    assert_eq!(update.headers["x-telegram-bot-api-secret-token"], format!("secret-{BOT}"));
    assert_eq!(update.json["message"]["message_id"], asked);
    let keyboard = json!({"inline_keyboard": [[{"text": "Yes", "callback_data": "y:1"}]]});
    let body =
        json!({"chat_id": chat, "text": "Sure?", "reply_parameters": {"message_id": asked}, "reply_markup": keyboard});
    let (status, body) = call(&played, "sendMessage", body).await;
    assert_eq!((status, &body["result"]["reply_to_message"]["message_id"]), (200, &json!(asked)));
    let sent = body["result"]["message_id"].as_i64().unwrap();
    played.act(BOT, NIKOLAI, json!({"kind": "choice", "reply_to": sent.to_string(), "choice": "y:1"})).await;
    let tapped = desk.until(1, |call| call.json.get("callback_query").is_some()).await.remove(0);
    assert_eq!(tapped.json["callback_query"]["data"], "y:1");
    assert_eq!(tapped.json["callback_query"]["message"]["message_id"], sent);
    assert_eq!(tapped.json["update_id"].as_i64(), update.json["update_id"].as_i64().map(|id| id + 1));
}

#[tokio::test]
async fn limits_and_wrong_calls_are_told_in_its_words() {
    let (played, _) = Played::fresh().await;
    played.hello(BOT, NIKOLAI).await;
    let long = json!({"chat_id": NIKOLAI, "text": "😀".repeat(2049)});
    assert_eq!(call(&played, "sendMessage", long).await.1["description"], "Bad Request: message is too long");
    assert_eq!(
        call(&played, "sendMessage", json!({"chat_id": 1, "text": "a"})).await.1["description"],
        "Bad Request: chat not found"
    );
    assert_eq!(call(&played, "getUpdates", json!({})).await.0, 409);
    let wrong = played.http.get(played.at("/telegram/bot1:wrong/getMe")).send().await.unwrap();
    assert_eq!(wrong.status(), 401);
    played.order(&format!("/control/customers/{BOT}/{NIKOLAI}"), json!({"blocked": true})).await;
    let (status, body) = call(&played, "sendMessage", json!({"chat_id": NIKOLAI, "text": "a"})).await;
    assert_eq!((status, body["description"].as_str()), (403, Some("Forbidden: bot was blocked by the user")));
}

#[tokio::test]
async fn files_go_both_ways() {
    let (played, desk) = Played::fresh().await;
    played.act(BOT, NIKOLAI, json!({"kind": "voice"})).await;
    let update = desk.until(1, |call| call.json.pointer("/message/voice").is_some()).await.remove(0);
    let (_, body) = call(&played, "getFile", json!({"file_id": update.json["message"]["voice"]["file_id"]})).await;
    let path = body["result"]["file_path"].as_str().unwrap();
    let file = played.http.get(played.at(&format!("/telegram/file/bot777000111:abc/{path}"))).send().await.unwrap();
    assert!(file.bytes().await.unwrap().starts_with(b"OggS"));
    let part = Part::bytes(b"hello".to_vec()).file_name("a.txt").mime_str("text/plain").unwrap();
    let form = Form::new().text("chat_id", NIKOLAI).text("caption", "Look").part("document", part);
    let request = played.http.post(played.at("/telegram/bot777000111:abc/sendDocument")).multipart(form);
    let (status, body) = read(request.send().await.unwrap()).await;
    assert_eq!((status, body["result"]["document"]["file_name"].as_str()), (200, Some("a.txt")));
}

#[tokio::test]
async fn reactions_come_only_when_they_were_asked_for() {
    let (played, desk) = Played::fresh().await;
    let id = played.hello(BOT, NIKOLAI).await;
    let react =
        async |emoji: &str| played.act(BOT, NIKOLAI, json!({"kind": "reaction", "message": id, "emoji": emoji})).await;
    call(&played, "setWebhook", json!({"url": desk.url, "secret_token": "new-secret"})).await;
    react("🔥").await;
    call(
        &played,
        "setWebhook",
        json!({"url": desk.url, "secret_token": "new-secret", "allowed_updates": ["message", "message_reaction"]}),
    )
    .await;
    react("👍").await;
    let calls = desk.until(1, |call| call.json.get("message_reaction").is_some()).await;
    assert_eq!(calls[0].json["message_reaction"]["old_reaction"][0]["emoji"], "🔥");
    assert_eq!(calls[0].json["message_reaction"]["new_reaction"][0]["emoji"], "👍");
    assert_eq!(calls[0].headers["x-telegram-bot-api-secret-token"], "new-secret");
    assert_eq!(call(&played, "getWebhookInfo", json!({})).await.1["result"]["url"], desk.url);
}
