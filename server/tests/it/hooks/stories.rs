//! Stories: answers to ours, and theirs that mention us.

use crate::desk::TestDesk;
use serde_json::{Value, json};
use types::inbox::ChannelKind;
use types::message::{MessageBody, Shared, SharedKind};

const ACCOUNT: &str = "17841400000000001";

fn call(message: &Value) -> Value {
    let item = json!({"sender": {"id": "943608120000701"}, "recipient": {"id": ACCOUNT}, "timestamp": 1_774_746_000_000_i64,
        "message": message});
    json!({"object": "instagram", "entry": [{"id": ACCOUNT, "time": 1, "messaging": [item]}]})
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_a_story_shows_the_way_to_the_story_and_quotes_no_message() {
    let desk = TestDesk::start().await;
    let instagram = desk.connects(ChannelKind::Instagram, ACCOUNT).await;
    let story = json!({"url": "https://cdn.example/story/1", "id": "18050000000000001"});
    let message = json!({"mid": "m_1", "text": "What a beauty", "reply_to": {"story": story}});
    instagram.calls(&call(&message)).await.expect(200);
    let message = desk.app.desk.message_by_name(instagram.inbox.id, "m_1").await.unwrap().unwrap();
    let address = "https://cdn.example/story/1".to_owned();
    let (what, text) = (SharedKind::Story, "What a beauty".to_owned());
    assert_eq!(message.body, MessageBody::Shared(Shared { what, address, title: None, text }));
    assert_eq!((message.reply_to, &*message.body.preview()), (None, "What a beauty"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_that_mentions_us_needs_no_words() {
    let desk = TestDesk::start().await;
    let instagram = desk.connects(ChannelKind::Instagram, ACCOUNT).await;
    let mention = json!({"type": "story_mention", "payload": {"url": "https://cdn.example/story/2"}});
    instagram.calls(&call(&json!({"mid": "m_2", "attachments": [mention]}))).await.expect(200);
    let message = desk.app.desk.message_by_name(instagram.inbox.id, "m_2").await.unwrap().unwrap();
    assert!(matches!(&message.body, MessageBody::Shared(shared) if shared.what == SharedKind::StoryMention));
    assert_eq!(message.body.preview(), "Mention in a story");
}
