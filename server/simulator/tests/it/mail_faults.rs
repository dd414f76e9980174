//! Ordered trouble, as a mail server has it.

use crate::played::{GRETA, MAILBOX, Played};
use crate::sender::{Sender, credentials, mail};
use serde_json::{Value, json};
use std::time::Duration;

/// A simulator whose next mail goes wrong in this way.
async fn troubled(fault: Value) -> Played {
    let (played, _) = Played::fresh().await;
    let mut fault = fault;
    fault["line"] = json!(MAILBOX);
    fault["times"] = json!(1);
    played.order("/control/faults", fault).await;
    played
}

#[tokio::test]
async fn refusals_come_at_their_step_and_once() {
    for (fault, codes) in [
        (json!({"kind": "status", "status": 429, "retry_after": 5}), &["450"][..]),
        (json!({"kind": "status", "status": 503}), &["421"]),
        (json!({"kind": "error", "code": 550}), &["250", "550"]),
        (json!({"kind": "error", "code": 452}), &["250", "250", "452"]),
        (json!({"kind": "error", "code": 554}), &["250", "250", "554"]),
    ] {
        let played = troubled(fault.clone()).await;
        assert_eq!(Sender::log_in(&played).await.hands_in(GRETA, &mail("a", "Hello")).await, codes, "{fault}");
        assert_eq!(played.chat(MAILBOX, GRETA).await.len(), 0, "{fault}");
        let again = Sender::log_in(&played).await.hands_in(GRETA, &mail("a", "Hello")).await;
        assert_eq!(again, ["250", "250", "250"], "{fault}");
    }
}

#[tokio::test]
async fn a_lost_answer_and_a_late_stumble_have_taken_the_mail() {
    for (fault, last) in
        [(json!({"kind": "lost_answer"}), ""), (json!({"kind": "status", "status": 500, "accept": true}), "451")]
    {
        let played = troubled(fault.clone()).await;
        let codes = Sender::log_in(&played).await.hands_in(GRETA, &mail("a", "Hello")).await;
        assert_eq!(codes, ["250", "250", last], "{fault}");
        assert_eq!(played.chat(MAILBOX, GRETA).await.len(), 1, "{fault}");
    }
}

#[tokio::test]
async fn a_sender_who_hangs_up_after_the_mail_has_sent_it_all_the_same() {
    let played = troubled(json!({"kind": "slow", "before_ms": 400, "after_ms": 60_000})).await;
    let mut sender = Sender::log_in(&played).await;
    let whole = mail("a", "Hello");
    assert!(tokio::time::timeout(Duration::from_millis(100), sender.hands_in(GRETA, &whole)).await.is_err());
    drop(sender);
    while played.chat(MAILBOX, GRETA).await.is_empty() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn a_login_can_be_refused_and_a_mail_can_come_back() {
    let played = troubled(json!({"kind": "error", "code": 535})).await;
    let mut sender = Sender::connect(&played).await;
    let login = format!("AUTH PLAIN {}", credentials(&format!("token-{MAILBOX}")));
    assert_eq!((sender.says(&login).await, sender.says(&login).await), ("535".to_owned(), "235".to_owned()));
    played.order("/control/faults", json!({"line": MAILBOX, "kind": "failed_status", "code": 511, "times": 1})).await;
    assert_eq!(sender.hands_in(GRETA, &mail("a", "Hello")).await, ["250", "250", "250"]);
    assert_eq!(played.chat(MAILBOX, GRETA).await[0]["stage"], "failed");
}
