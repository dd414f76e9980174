//! The database is down: nothing is acknowledged, nothing is lost, and everything works again as soon as it is back.

use crate::desk::{Door, TestDesk};
use serde_json::json;
use types::inbox::ChannelKind;

const NUMBER: &str = "106540352242922";

/// Only a server can be down; what SQLite does when another process holds its file is tested where changes are made.
#[tokio::test(flavor = "multi_thread")]
async fn while_the_database_is_down_calls_and_pages_are_answered_503_and_afterwards_the_repeat_is_taken_once() {
    let Ok(server) = std::env::var("TEST_DATABASE_URL") else { return };
    let (_, host) = server.split_once('@').unwrap();
    let (host, _) = host.split_once('/').unwrap();
    let door = Door::to(host.to_owned()).await;
    let desk = TestDesk::start_on(&server.replace(host, &door.address.to_string())).await;
    let provider = desk.connects(ChannelKind::Whatsapp, NUMBER).await;
    let call = |id: &str| {
        json!({"object": "whatsapp_business_account", "entry": [{"id": "WABA", "changes": [{"field": "messages", "value": {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "15550783881", "phone_number_id": NUMBER},
            "contacts": [{"profile": {"name": "Ana Souza"}, "wa_id": "5511955501234"}],
            "messages": [{"from": "5511955501234", "id": id, "timestamp": "1767961900", "type": "text", "text": {"body": id}}],
        }}]}]})
    };
    provider.calls(&call("wamid.before")).await.expect(200);
    door.close();
    for _ in 0..3 {
        provider.calls(&call("wamid.during")).await.expect(503);
    }
    desk.get("/ready").await.expect(503);
    desk.get("/health").await.expect(200);
    door.open();
    for _ in 0..3 {
        provider.calls(&call("wamid.during")).await.expect(200);
    }
    desk.get("/ready").await.expect(200);
    let owner = desk.actor("Olivia").await;
    let message = desk.app.desk.message_by_name(provider.inbox.id, "wamid.during").await.unwrap().unwrap();
    let thread = desk.app.desk.inbox_view(&owner, Default::default(), Some(message.conversation), None).await.unwrap();
    let said: Vec<_> = thread.thread.unwrap().messages.iter().map(|message| message.body.preview()).collect();
    assert_eq!(said, ["wamid.before", "wamid.during"]);
}
