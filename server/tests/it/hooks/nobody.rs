//! What nobody is named as the sender of: it is kept for somebody to look at, and its neighbours are applied.

use super::{NUMBER, said, text, whatsapp};
use crate::desk::TestDesk;
use serde_json::json;
use types::inbox::ChannelKind;

/// Why what lies among the dead letters could not be used.
async fn reasons(desk: &TestDesk) -> Vec<String> {
    let letters = desk.app.desk.dead_letters(&desk.actor("Olivia").await, None).await.unwrap();
    letters.into_iter().map(|letter| letter.reason).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_of_nobody_is_kept_as_a_dead_letter_and_its_neighbours_arrive() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    let ghost = json!({"id": "wamid.2", "timestamp": "1767961901", "type": "text", "text": {"body": "who am I"}});
    let mut body = whatsapp(NUMBER, &[text("wamid.1", "one"), ghost, text("wamid.3", "three")]);
    body["entry"][0]["changes"][0]["value"]["contacts"] = json!([]);
    provider.calls(&body).await.expect(200);
    assert_eq!(said(&desk, &provider).await, ["one", "three"]);
    let reasons = reasons(&desk).await;
    assert!(matches!(&reasons[..], [reason] if reason.contains("who it is from")), "{reasons:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_and_a_page_message_of_nobody_are_kept_as_well() {
    let desk = TestDesk::start().await;
    let mailbox = desk.connects(ChannelKind::Email, "help@shop.example").await;
    let mail = json!({"To": "help@shop.example", "Subject": "Hi", "MessageID": "p-1", "TextBody": "who am I"});
    mailbox.calls(&mail).await.expect(200);
    let page = desk.connects(ChannelKind::Messenger, "104").await;
    let item = json!({"recipient": {"id": "104"}, "timestamp": 1_795_339_800_000_i64, "message": {"mid": "m_1", "text": "hi"}});
    let call = json!({"object": "page", "entry": [{"id": "104", "time": 1_795_339_800_000_i64, "messaging": [item]}]});
    page.calls(&call).await.expect(200);
    let reasons = reasons(&desk).await;
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    assert!(reasons.iter().all(|reason| reason.contains("who it is from")), "{reasons:?}");
}
