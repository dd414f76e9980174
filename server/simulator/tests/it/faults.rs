//! Ordered trouble does what it says, and for as many sends as were ordered.

use crate::desk::Desk;
use crate::played::{ANA, NUMBER, Played, read, text};
use reqwest::header::RETRY_AFTER;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// A simulator whose next send goes wrong in this way.
async fn troubled(fault: Value) -> (Played, Desk) {
    let (played, desk) = Played::fresh().await;
    played.hello(NUMBER, ANA).await;
    desk.until(1, |_| true).await;
    let mut fault = fault;
    fault["line"] = json!(NUMBER);
    fault["times"] = json!(1);
    played.order("/control/faults", fault).await;
    (played, desk)
}

async fn sends(played: &Played) -> usize {
    played.state().await["sends"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_lost_answer_is_accepted_and_breaks_off() {
    let (played, desk) = troubled(json!({"kind": "lost_answer"})).await;
    let request =
        played.http.post(played.at(&format!("/graph/v25.0/{NUMBER}/messages"))).bearer_auth(format!("token-{NUMBER}"));
    let broken = match request.json(&crate::played::whatsapp(text("a"))).send().await {
        Ok(response) => response.bytes().await.is_err(),
        Err(_) => true,
    };
    assert!(broken);
    assert_eq!(sends(&played).await, 1);
    assert_eq!(desk.statuses(3).await, ["sent", "delivered", "read"]);
    assert_eq!(played.whatsapp(text("b")).await.status(), 200);
}

#[tokio::test]
async fn too_many_requests_says_how_long_to_wait_when_told_to() {
    let (played, _) = troubled(json!({"kind": "status", "status": 429, "retry_after": 3})).await;
    let refused = played.whatsapp(text("a")).await;
    assert_eq!((refused.status().as_u16(), refused.headers()[RETRY_AFTER].to_str().unwrap()), (429, "3"));
    assert_eq!(read(refused).await.1["error"]["code"], 130_429);
    played.order("/control/faults", json!({"kind": "status", "status": 429, "times": 1})).await;
    assert!(!played.whatsapp(text("a")).await.headers().contains_key(RETRY_AFTER));
    assert_eq!(sends(&played).await, 0);
}

#[tokio::test]
async fn an_outage_does_nothing_unless_it_comes_after_accepting() {
    let (played, _) = troubled(json!({"kind": "status", "status": 503})).await;
    assert_eq!(played.whatsapp(text("a")).await.status(), 503);
    assert_eq!(sends(&played).await, 0);
    played.order("/control/faults", json!({"kind": "status", "status": 500, "accept": true, "times": 1})).await;
    let failed = played.whatsapp(text("a")).await;
    assert_eq!(failed.status(), 500);
    assert!(failed.text().await.unwrap().contains("<html>"));
    assert_eq!(sends(&played).await, 1);
}

#[tokio::test]
async fn an_error_has_the_code_that_was_ordered() {
    let (played, _) = troubled(json!({"kind": "error", "code": 131_056})).await;
    assert_eq!(read(played.whatsapp(text("a")).await).await.1["error"]["code"], 131_056);
    assert_eq!(sends(&played).await, 0);
}

#[tokio::test]
async fn a_sender_who_hangs_up_has_sent_all_the_same() {
    let (played, desk) = troubled(json!({"kind": "slow", "before_ms": 400, "after_ms": 60_000})).await;
    let began = Instant::now();
    let waiting = played.whatsapp(text("a"));
    assert!(tokio::time::timeout(Duration::from_millis(50), waiting).await.is_err());
    desk.statuses(1).await;
    assert!(began.elapsed() >= Duration::from_millis(400));
    assert_eq!(sends(&played).await, 1);
}

#[tokio::test]
async fn statuses_come_twice_backwards_or_not_at_all() {
    let (played, desk) = troubled(json!({"kind": "duplicate_statuses"})).await;
    assert_eq!(played.whatsapp(text("a")).await.status(), 200);
    assert_eq!(desk.statuses(6).await, ["sent", "sent", "delivered", "delivered", "read", "read"]);
    played.order("/control/faults", json!({"kind": "reversed_statuses", "times": 1})).await;
    assert_eq!(played.whatsapp(text("b")).await.status(), 200);
    assert_eq!(desk.statuses(9).await[6..], ["read", "delivered", "sent"]);
    played.order("/control/faults", json!({"kind": "no_statuses", "times": 1})).await;
    let silent = read(played.whatsapp(text("c")).await).await.1["messages"][0]["id"].clone();
    let last = read(played.whatsapp(text("d")).await).await.1["messages"][0]["id"].clone();
    // They come in order, so those of the last send would come behind those of the one before.
    let pointer = "/entry/0/changes/0/value/statuses/0/id";
    desk.until(3, |call| call.json.pointer(pointer) == Some(&last)).await;
    assert!(desk.calls().iter().all(|call| call.json.pointer(pointer) != Some(&silent)));
}

#[tokio::test]
async fn statuses_can_be_there_before_the_answer() {
    let (played, desk) = troubled(json!({"kind": "early_statuses"})).await;
    assert_eq!(played.whatsapp(text("a")).await.status(), 200);
    let pointer = "/entry/0/changes/0/value/statuses/0";
    assert_eq!(desk.calls().iter().filter(|call| call.json.pointer(pointer).is_some()).count(), 3);
}

#[tokio::test]
async fn a_message_can_fail_after_it_was_accepted() {
    let (played, desk) = troubled(json!({"kind": "failed_status", "code": 131_047})).await;
    assert_eq!(played.whatsapp(text("a")).await.status(), 200);
    assert_eq!(desk.statuses(1).await, ["failed"]);
    let pointer = "/entry/0/changes/0/value/statuses/0/errors/0/code";
    assert_eq!(
        desk.until(1, |call| call.json.pointer(pointer).is_some()).await[0].json.pointer(pointer),
        Some(&json!(131_047))
    );
}

#[tokio::test]
async fn orders_can_be_cleared_and_wrong_ones_are_refused() {
    let (played, _) = troubled(json!({"kind": "status", "status": 503})).await;
    assert_eq!(played.order("/control/faults", json!({"clear": true})).await["faults"], json!([]));
    assert_eq!(played.whatsapp(text("a")).await.status(), 200);
    let wrong =
        played.http.post(played.at("/control/faults")).json(&json!({"kind": "earthquake"})).send().await.unwrap();
    assert_eq!(wrong.status(), 400);
}
