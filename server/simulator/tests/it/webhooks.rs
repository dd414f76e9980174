//! Webhooks: again until they are accepted, in order for each customer, and otherwise when ordered.

use crate::desk::Call;
use crate::played::{ANA, CLARA, NUMBER, PAGE, Played};
use serde_json::json;

const BODY: &str = "/entry/0/changes/0/value/messages/0/text/body";

fn words(calls: &[Call]) -> Vec<String> {
    calls.iter().filter(|call| call.accepted).filter_map(|call| call.text(BODY)).map(str::to_owned).collect()
}

async fn write(played: &Played, words: &[&str]) {
    for text in words {
        played.act(NUMBER, ANA, json!({"kind": "text", "text": text})).await;
    }
}

#[tokio::test]
async fn a_refused_webhook_is_repeated_unchanged_and_holds_back_those_behind_it() {
    let (played, desk) = Played::fresh().await;
    desk.refuse(2);
    write(&played, &["one", "two"]).await;
    let calls = desk.until(4, |call| call.text(BODY).is_some()).await;
    let order: Vec<_> = calls.iter().map(|call| (call.text(BODY).unwrap(), call.accepted)).collect();
    assert_eq!(order, [("one", false), ("one", false), ("one", true), ("two", true)]);
    assert!(calls[..3].iter().all(|call| call.raw == calls[0].raw && call.is_signed(&format!("secret-{NUMBER}"))));
}

#[tokio::test]
async fn the_phone_shows_what_waits_and_what_arrived() {
    let (played, desk) = Played::fresh().await;
    desk.refuse(1);
    write(&played, &["one"]).await;
    desk.until(1, |call| !call.accepted).await;
    desk.until(1, |call| call.accepted).await;
    // What is counted on the page follows the answer within a moment.
    let mut state = played.state().await;
    while state["chats"][0]["messages"][0]["arrived"] != json!(true) {
        tokio::task::yield_now().await;
        state = played.state().await;
    }
    assert_eq!(state["pending"], json!([]));
}

#[tokio::test]
async fn webhooks_can_be_doubled_and_mixed() {
    let (played, desk) = Played::fresh().await;
    played.order("/control/webhooks", json!({"duplicate": 1})).await;
    write(&played, &["one"]).await;
    let copies = desk.until(2, |call| call.text(BODY) == Some("one")).await;
    assert_eq!(copies[0].raw, copies[1].raw);
    played.order("/control/webhooks", json!({"duplicate": 0, "shuffle": true})).await;
    write(&played, &["a", "b", "c"]).await;
    let mixed = desk.until(5, |call| call.text(BODY).is_some()).await;
    let mut mixed = words(&mixed).split_off(2);
    mixed.sort_unstable();
    assert_eq!(mixed, ["a", "b", "c"]);
}

#[tokio::test]
async fn what_a_channel_cannot_do_is_said_in_a_sentence() {
    let (played, _) = Played::fresh().await;
    let address = played.at(&format!("/control/customers/{PAGE}/{CLARA}/messages"));
    let refused = played.http.post(address).json(&json!({"kind": "order"})).send().await.unwrap();
    assert_eq!(refused.status(), 400);
    let body: serde_json::Value = refused.json().await.unwrap();
    assert_eq!(body["error"], "Customers of Messenger cannot send this: order.");
}

#[tokio::test]
async fn every_deed_of_every_channel_becomes_a_webhook() {
    let (played, desk) = Played::fresh().await;
    let state = played.state().await;
    let mut expected = 0;
    for line in state["lines"].as_array().unwrap() {
        let account = line["account"].as_str().unwrap();
        let customer = state["customers"].as_array().unwrap().iter().find(|one| one["line"] == account).unwrap();
        let customer = customer["id"].as_str().unwrap();
        let first = played.hello(account, customer).await;
        expected += 1;
        // Those need a message of the business.
        let alone = |deed: &&serde_json::Value| **deed != "choice" && **deed != "bounce";
        for deed in line["can"].as_array().unwrap().iter().filter(alone) {
            let path = format!("/control/customers/{account}/{customer}/messages");
            let done = played.order(&path, json!({"kind": deed, "text": "Words", "message": first})).await;
            // An update of Telegram brings one message; elsewhere one call brings all.
            let each = line["channel"] == "telegram" && deed == "album";
            expected += if each { done["ids"].as_array().unwrap().len() } else { 1 };
        }
    }
    assert_eq!(desk.until(expected, |call| call.accepted).await.len(), expected);
}
