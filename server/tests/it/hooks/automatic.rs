//! What programs write, such as answers about absence: it counts as a message, and nobody waits for an answer to it.

use crate::desk::TestDesk;
use serde_json::json;
use std::time::Duration;
use types::Uuid;
use types::draft::Outgoing;
use types::inbox::ChannelKind;
use types::message::Audience;

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_a_program_is_no_first_response_and_a_recount_agrees() {
    let desk = TestDesk::start().await;
    let provider = desk.connects(ChannelKind::Email, "help@shop.example").await;
    let mail = json!({
        "From": "ada@x.example", "MessageID": "a1", "TextBody": "I am away.",
        "Headers": [{"Name": "Auto-Submitted", "Value": "auto-replied"}],
    });
    provider.calls(&mail).await.expect(200);
    let (talk, olivia) = (&desk.app.desk, desk.actor("Olivia").await);
    let message = talk.message_by_name(provider.inbox.id, "a1").await.unwrap().unwrap();
    desk.clock.advance(Duration::from_mins(10));
    let answer = Outgoing::text(Uuid::new_v4(), Audience::Customer, "Have a good rest.");
    talk.send(&olivia, message.conversation, answer).await.unwrap();
    assert_eq!(talk.recount(olivia.account).await.unwrap().differences, Vec::<String>::new());
}
