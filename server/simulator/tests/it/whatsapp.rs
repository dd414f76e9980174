//! WhatsApp Cloud API.

use crate::played::{ANA, NUMBER, Played, WABA, read, text, whatsapp};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

const STATUS: &str = "/entry/0/changes/0/value/statuses/0";
const MESSAGE: &str = "/entry/0/changes/0/value/messages/0";

#[tokio::test]
async fn a_send_is_accepted_and_its_statuses_come_back_signed() {
    let (played, desk) = Played::fresh().await;
    let asked = played.hello(NUMBER, ANA).await;
    let sent =
        played.whatsapp(json!({"type": "text", "text": {"body": "Olá 👋"}, "context": {"message_id": asked}})).await;
    let (status, body) = read(sent).await;
    assert_eq!((status, body["contacts"][0]["wa_id"].as_str()), (200, Some(ANA)));
    let id = body["messages"][0]["id"].as_str().unwrap();
    assert_eq!(desk.statuses(3).await, ["sent", "delivered", "read"]);
    let told = desk.until(3, |call| call.json.pointer(STATUS).is_some()).await;
    for call in &told {
        assert!(call.is_signed(&format!("secret-{NUMBER}")));
        let status = call.json.pointer(STATUS).unwrap();
        assert_eq!((status["id"].as_str(), status["biz_opaque_callback_data"].as_str()), (Some(id), Some("outbox:77")));
    }
    assert_eq!(told[0].json.pointer(STATUS).unwrap()["pricing"]["category"], "service");
    let state = played.state().await;
    assert_eq!((&state["sends"][0]["reference"], &state["sends"][0]["stage"]), (&json!("outbox:77"), &json!("read")));
    assert_eq!(state["chats"][0]["messages"][1]["reply_to"], Value::String(asked));
}

#[tokio::test]
async fn delivered_waits_for_the_phone_and_read_for_the_reader() {
    let (played, desk) = Played::fresh().await;
    let customer = format!("/control/customers/{NUMBER}/{ANA}");
    played.hello(NUMBER, ANA).await;
    played.order(&format!("/control/lines/{NUMBER}"), json!({"auto_read": false})).await;
    played.order(&customer, json!({"phone_on": false})).await;
    assert!(played.whatsapp(text("Hi")).await.status().is_success());
    assert_eq!(desk.statuses(1).await, ["sent"]);
    played.order(&customer, json!({"phone_on": true})).await;
    assert_eq!(desk.statuses(2).await, ["sent", "delivered"]);
    played.order(&format!("{customer}/open"), json!({})).await;
    assert_eq!(desk.statuses(3).await, ["sent", "delivered", "read"]);
}

#[tokio::test]
async fn what_the_provider_would_refuse_is_refused_with_its_codes() {
    let (played, _) = Played::fresh().await;
    let code = async |more: Value| {
        let (status, body) = read(played.whatsapp(more).await).await;
        (status, body["error"]["code"].as_i64().unwrap())
    };
    assert_eq!(code(text("too late")).await, (400, 131_047));
    played.act(NUMBER, ANA, json!({"kind": "text", "text": "old", "age_seconds": 90_000})).await;
    assert_eq!(code(text("too late")).await, (400, 131_047));
    played.hello(NUMBER, ANA).await;
    assert_eq!(code(text(&"x".repeat(4097))).await, (400, 100));
    assert_eq!(code(json!({"type": "text", "text": {"body": "a"}, "to": "19995550000"})).await, (400, 131_026));
    assert_eq!(code(json!({"type": "text", "text": {"body": "a"}, "to": "15550783881"})).await, (400, 131_021));
    assert_eq!(code(json!({"type": "hologram", "hologram": {}})).await, (400, 131_051));
    assert_eq!(code(json!({"type": "image", "image": {"id": "1"}})).await, (400, 131_053));
    assert_eq!(played.whatsapp(text("now it works")).await.status(), 200);
    let wrong = played.graph("nobody", &format!("{NUMBER}/messages"), whatsapp(text("a"))).await;
    assert_eq!(read(wrong).await.1["error"]["code"], 190);
}

#[tokio::test]
async fn templates_reach_customers_who_never_wrote_when_their_variables_are_filled_in() {
    let (played, _) = Played::fresh().await;
    let reminder = |values: &[&str]| {
        let parameters: Vec<Value> = values.iter().map(|value| json!({"type": "text", "text": value})).collect();
        json!({"type": "template", "template": {"name": "appointment_reminder", "language": {"code": "en"},
            "components": [{"type": "body", "parameters": parameters}]}})
    };
    let (status, body) = read(played.whatsapp(reminder(&["Ana", "Friday"])).await).await;
    assert_eq!((status, body["error"]["code"].as_i64()), (400, Some(132_000)));
    let (status, body) = read(played.whatsapp(reminder(&["Ana", "Friday", "9:00"])).await).await;
    assert_eq!((status, body["messages"][0]["message_status"].as_str()), (200, Some("accepted")));
    let state = played.state().await;
    let message = &state["chats"][0]["messages"][0];
    assert!(
        message["text"].as_str().unwrap().starts_with("Hello Ana, we look forward to seeing you on Friday at 9:00.")
    );
    let other = json!({"type": "template", "template": {"name": "appointment_reminder", "language": {"code": "fr"}}});
    assert_eq!(read(played.whatsapp(other).await).await.1["error"]["code"], 132_001);
}

#[tokio::test]
async fn buttons_come_back_as_the_choice_they_are() {
    let (played, desk) = Played::fresh().await;
    played.hello(NUMBER, ANA).await;
    let button = |id: &str, title: &str| json!({"type": "reply", "reply": {"id": id, "title": title}});
    let question = json!({"type": "interactive", "interactive": {"type": "button", "body": {"text": "Confirm?"},
        "action": {"buttons": [button("yes:1", "Yes"), button("no:1", "No")]}}});
    let (_, body) = read(played.whatsapp(question).await).await;
    let id = body["messages"][0]["id"].as_str().unwrap();
    played.act(NUMBER, ANA, json!({"kind": "choice", "reply_to": id, "choice": "no:1"})).await;
    let reply = format!("{MESSAGE}/interactive/button_reply/id");
    let tapped = desk.until(1, |call| call.text(&reply).is_some()).await.remove(0);
    assert_eq!((tapped.text(&reply), tapped.text(&format!("{MESSAGE}/context/id"))), (Some("no:1"), Some(id)));
}

#[tokio::test]
async fn a_file_takes_two_steps_and_the_token_at_both() {
    let (played, desk) = Played::fresh().await;
    played.act(NUMBER, ANA, json!({"kind": "image", "text": "Broken"})).await;
    let image = format!("{MESSAGE}/image");
    let call = desk.until(1, |call| call.json.pointer(&image).is_some()).await.remove(0);
    let id = call.text(&format!("{image}/id")).unwrap();
    let get = |address: String, token: &str| played.http.get(address).bearer_auth(token).send();
    let described = get(played.at(&format!("/graph/v25.0/{id}?phone_number_id={NUMBER}")), &format!("token-{NUMBER}"))
        .await
        .unwrap();
    let described: Value = described.json().await.unwrap();
    assert_eq!(described["sha256"].as_str(), call.text(&format!("{image}/sha256")));
    let url = described["url"].as_str().unwrap();
    assert_eq!(played.http.get(url).send().await.unwrap().status(), 401);
    let file = get(url.to_owned(), &format!("token-{NUMBER}")).await.unwrap();
    assert_eq!(file.headers()["content-type"], "image/jpeg");
    assert_eq!(file.bytes().await.unwrap().len() as u64, described["file_size"].as_u64().unwrap());
}

#[tokio::test]
async fn an_uploaded_file_can_be_sent_and_a_wrong_one_not_uploaded() {
    let (played, _) = Played::fresh().await;
    played.hello(NUMBER, ANA).await;
    let upload = async |kind: &str| {
        let part = Part::bytes(b"%PDF-1.4".to_vec()).file_name("a.pdf").mime_str(kind).unwrap();
        let form = Form::new().text("messaging_product", "whatsapp").text("type", kind.to_owned()).part("file", part);
        let request =
            played.http.post(played.at(&format!("/graph/v25.0/{NUMBER}/media"))).bearer_auth(format!("token-{NUMBER}"));
        read(request.multipart(form).send().await.unwrap()).await
    };
    assert_eq!(upload("image/bmp").await.0, 400);
    let (status, body) = upload("application/pdf").await;
    assert_eq!(status, 200);
    let sent =
        json!({"type": "document", "document": {"id": body["id"], "filename": "Invoice.pdf", "caption": "Here"}});
    assert_eq!(played.whatsapp(sent).await.status(), 200);
    let state = played.state().await;
    assert_eq!(state["chats"][0]["messages"][1]["file"]["name"], "Invoice.pdf");
}

#[tokio::test]
async fn a_customer_with_a_hidden_number_is_known_by_their_user_id() {
    let (played, desk) = Played::fresh().await;
    let made = played
        .order(&format!("/control/customers/{NUMBER}"), json!({"name": "Asha", "username": "asha", "hidden": true}))
        .await;
    played.hello(NUMBER, made["id"].as_str().unwrap()).await;
    let call = desk.until(1, |call| call.json.pointer(MESSAGE).is_some()).await.remove(0);
    assert_eq!(call.text(&format!("{MESSAGE}/from")), None);
    let user = call.text(&format!("{MESSAGE}/from_user_id")).unwrap();
    let body = json!({"messaging_product": "whatsapp", "recipient": user, "type": "text", "text": {"body": "Hi"}});
    let (status, body) = read(played.graph(NUMBER, &format!("{NUMBER}/messages"), body).await).await;
    assert_eq!((status, body["contacts"][0]["user_id"].as_str()), (200, Some(user)));
}

#[tokio::test]
async fn edits_reactions_and_deletions_name_their_message() {
    let (played, desk) = Played::fresh().await;
    let id = played.hello(NUMBER, ANA).await;
    for deed in [
        json!({"kind": "edit", "text": "Hello!"}),
        json!({"kind": "reaction", "emoji": "❤️"}),
        json!({"kind": "delete"}),
    ] {
        let mut deed = deed;
        deed["message"] = json!(id);
        played.act(NUMBER, ANA, deed).await;
    }
    let calls = desk.until(4, |call| call.json.pointer(MESSAGE).is_some()).await;
    let names = ["edit/original_message_id", "reaction/message_id", "revoke/original_message_id"];
    for (call, name) in calls.iter().skip(1).zip(names) {
        assert_eq!(call.text(&format!("{MESSAGE}/{name}")), Some(&*id), "{name}");
    }
}

#[tokio::test]
async fn the_account_can_be_looked_at_before_it_is_used() {
    let (played, _) = Played::fresh().await;
    let get = async |path: &str| {
        let request =
            played.http.get(played.at(&format!("/graph/v25.0/{path}"))).bearer_auth(format!("token-{NUMBER}"));
        read(request.send().await.unwrap()).await
    };
    assert_eq!(get(NUMBER).await.1["status"], "CONNECTED");
    assert_eq!(get("1").await.1["error"]["error_subcode"], 33);
    assert_eq!(get(&format!("debug_token?input_token=token-{NUMBER}")).await.1["data"]["is_valid"], true);
    assert_eq!(get("debug_token?input_token=wrong").await.1["data"]["is_valid"], false);
    assert_eq!(get(&format!("{WABA}/subscribed_apps")).await.1["data"].as_array().unwrap().len(), 1);
    let page = get(&format!("{WABA}/message_templates?status=APPROVED&limit=3")).await.1;
    assert_eq!(page["data"].as_array().unwrap().len(), 3);
    let next = played.http.get(page["paging"]["next"].as_str().unwrap()).bearer_auth(format!("token-{NUMBER}"));
    assert!(next.send().await.unwrap().status().is_success());
}
