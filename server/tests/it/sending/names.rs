//! Names of customers whose messages do not tell them.

use crate::desk::TestDesk;
use crate::desk::simulated::until;
use crate::watcher::everybody;
use domain::incoming::Stranger;
use serde_json::json;
use types::inbox::ChannelKind;
use types::message::Author;

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_of_a_page_is_shown_under_their_own_name() {
    for (channel, name) in [(ChannelKind::Messenger, "Clara Jensen"), (ChannelKind::Instagram, "Lucía Ortega")] {
        let desk = TestDesk::start().await;
        let line = desk.simulates(channel).await;
        let conversation = line.is_written_to().await;
        let look = async || (line.thread(conversation).await.conversation.contact.name == name).then_some(());
        until(&format!("a name on {channel}"), look).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_comes_later_keeps_every_page_right_and_replaces_none_that_was_given() {
    let desk = TestDesk::start().await;
    let page = desk.connects(ChannelKind::Messenger, "104").await;
    let item = json!({"sender": {"id": "77"}, "recipient": {"id": "104"}, "timestamp": 1_795_339_700_000_i64,
        "message": {"mid": "m_1", "text": "Hi"}});
    page.calls(&json!({"object": "page", "entry": [{"id": "104", "time": 1, "messaging": [item]}]})).await.expect(200);
    let talk = &desk.app.desk;
    let message = talk.message_by_name(page.inbox.id, "m_1").await.unwrap().unwrap();
    let Author::Contact(contact) = message.author else { panic!("{message:?}") };
    let stranger = Stranger { account: page.inbox.account, inbox: page.inbox.id, contact };
    let (_, asked) = talk.whom_to_ask_about(&stranger).await.unwrap().unwrap();
    assert_eq!(asked, "77");

    let mut watchers = everybody(&desk, message.conversation).await;
    talk.introduce(stranger, "Clara Jensen".to_owned()).await.unwrap();
    for watcher in &mut watchers {
        watcher.verifies("a name that comes later").await;
    }
    assert!(talk.whom_to_ask_about(&stranger).await.unwrap().is_none());
    talk.introduce(stranger, "Somebody else".to_owned()).await.unwrap();
    let profile = talk.contact_profile(&desk.actor("Olivia").await, contact).await.unwrap();
    assert_eq!(profile.contact.name, "Clara Jensen");
}
