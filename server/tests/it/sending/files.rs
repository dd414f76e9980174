//! Files, long texts, answers to one message and reactions, both ways.

use crate::desk::simulated::{answer, until};
use crate::desk::{Simulated, TestDesk};
use serde_json::{Value, json};
use types::ConversationId;
use types::draft::Outgoing;
use types::inbox::ChannelKind;
use types::message::{FileState, MediaKind, Message, MessageBody};

const PHOTO: &[u8] = include_bytes!("../../../simulator/assets/photo.jpg");
const INVOICE: &[u8] = include_bytes!("../../../simulator/assets/invoice.pdf");
const CHANNELS: [ChannelKind; 5] = [
    ChannelKind::Whatsapp,
    ChannelKind::Messenger,
    ChannelKind::Instagram,
    ChannelKind::Gupshup,
    ChannelKind::Telegram,
];

/// The bubbles of the customer's chat, as the simulator has them.
async fn bubbles(line: &Simulated<'_>) -> Vec<Value> {
    let state = line.state().await;
    let chats = state["chats"].as_array().unwrap();
    let chat = chats.iter().find(|chat| chat["customer"] == line.customer).unwrap();
    chat["messages"].as_array().unwrap().clone()
}

/// Waits until the file of this message is here, or is given up.
async fn fetched(line: &Simulated<'_>, name: &str) -> Message {
    let look = async || {
        let message = line.arrives(name).await;
        (message.attachments.first()?.state != FileState::Pending).then_some(message)
    };
    until("the file is fetched", look).await
}

/// The customer sends a file of this kind; it is fetched as it is at the provider.
async fn comes_in(channel: ChannelKind, kind: &str, media: MediaKind, media_type: &str) {
    let desk = TestDesk::start().await;
    let line = desk.simulates(channel).await;
    let name = line.acts(json!({"kind": kind, "text": "Look"})).await;
    let message = fetched(&line, &name).await;
    let [file] = &message.attachments[..] else { panic!("{message:?}") };
    assert_eq!(file.state, FileState::Ready, "{channel}");
    assert_eq!(file.media_type, media_type, "{channel}");
    let at_provider = bubbles(&line).await[0]["media"].as_str().unwrap().to_owned();
    let bytes = desk.app.desk.file(&line.agent().await, &file.key).await.unwrap().bytes;
    assert_eq!(bytes, line.file(&at_provider).await, "{channel}");
    assert_eq!(file.bytes, i64::try_from(bytes.len()).unwrap());
    let MessageBody::Media(body) = message.body else { panic!("{channel}: {:?}", message.body) };
    assert_eq!(body.media, media, "{channel}");
    assert_eq!(body.caption.as_deref(), (kind != "voice").then_some("Look"), "{channel}");
    // Others do not tell a recording from any other sound.
    let tells = matches!(channel, ChannelKind::Whatsapp | ChannelKind::Telegram);
    assert_eq!(body.voice, kind == "voice" && tells, "{channel}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_of_the_customer_is_fetched_on_every_channel() {
    for channel in CHANNELS {
        comes_in(channel, "image", MediaKind::Image, "image/jpeg").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_voice_note_of_the_customer_is_fetched_on_every_channel() {
    for channel in CHANNELS {
        comes_in(channel, "voice", MediaKind::Audio, "audio/ogg").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_of_the_customer_is_fetched_on_every_channel() {
    for channel in CHANNELS {
        comes_in(channel, "document", MediaKind::Document, "application/pdf").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_gone_at_the_provider_says_so() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Whatsapp).await;
    let image = json!({"from": line.customer, "id": "wamid.gone", "timestamp": "1795330000", "type": "image",
        "image": {"id": "1234567890", "mime_type": "image/jpeg", "caption": "look"}});
    line.is_told(&json!({"messages": [image]})).await;
    let message = fetched(&line, "wamid.gone").await;
    let FileState::Failed { reason } = &message.attachments[0].state else { panic!("{message:?}") };
    assert!(reason.ends_with('.'), "{reason}");
    // What was said with it stands all the same.
    assert_eq!(message.body.words(), "look");
    let missing = desk.app.desk.file(&line.agent().await, &message.attachments[0].key).await;
    assert!(missing.is_err());
}

/// The agent sends a file with words.
async fn sends(line: &Simulated<'_>, desk: &TestDesk, conversation: ConversationId, name: &str, bytes: &'static [u8]) {
    let file = desk.app.desk.upload(&line.agent().await, conversation, name, bytes.into()).await.unwrap();
    let sent = line.sends(conversation, Outgoing { attachments: vec![file.id], ..answer("Look") }).await.unwrap();
    assert_eq!(sent.attachments.len(), 1);
    line.comes(&sent, line.last_stage()).await;
}

/// The agent sends this file with words, and the customer gets both, in one message or two.
async fn goes_out(channel: ChannelKind, name: &str, bytes: &'static [u8], kind: &str) {
    let desk = TestDesk::start().await;
    let line = desk.simulates(channel).await;
    let conversation = line.is_written_to().await;
    sends(&line, &desk, conversation, name, bytes).await;
    let apart = channel.capabilities().caption_limit == 0;
    let count = if apart { 2 } else { 1 };
    until("everything is accepted", async || (line.accepted().await.len() == count).then_some(())).await;
    let bubbles = bubbles(&line).await;
    let (file, words) = (&bubbles[1], &bubbles[count]);
    assert_eq!((file["kind"].as_str(), words["text"].as_str()), (Some(kind), Some("Look")), "{channel}");
    assert_eq!(line.file(file["media"].as_str().unwrap()).await, bytes, "{channel}");
    for message in line.thread(conversation).await.messages.iter().filter(|message| message.client_id.is_some()) {
        line.comes(message, line.last_stage()).await;
    }
    line.has_told_everything().await;
    let said = if apart { vec!["Hello?", "Photo", "Look"] } else { vec!["Hello?", "Look"] };
    if kind == "image" {
        assert_eq!(line.said(conversation).await, said, "{channel}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_with_words_reaches_the_customer_on_every_channel() {
    for channel in CHANNELS {
        goes_out(channel, "photo.jpg", PHOTO, "image").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_with_words_reaches_the_customer_on_every_channel() {
    for channel in CHANNELS {
        goes_out(channel, "Invoice.pdf", INVOICE, "document").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_one_message_stands_below_it_on_the_customers_phone() {
    for channel in [ChannelKind::Whatsapp, ChannelKind::Gupshup, ChannelKind::Telegram, ChannelKind::Messenger] {
        let desk = TestDesk::start().await;
        let line = desk.simulates(channel).await;
        let name = line.writes("Which one?").await;
        let question = line.arrives(&name).await;
        let outgoing = Outgoing { reply_to: Some(question.id), ..answer("This one") };
        let sent = line.sends(question.conversation, outgoing).await.unwrap();
        assert_eq!(sent.reply_to.as_ref().map(|quote| quote.text.as_str()), Some("Which one?"));
        line.comes(&sent, line.last_stage()).await;
        let bubbles = bubbles(&line).await;
        assert_eq!(bubbles[1]["reply_to"], bubbles[0]["id"], "{channel}");
        // And the customer answers that.
        let id = bubbles[1]["id"].as_str().unwrap();
        let name = line.acts(json!({"kind": "text", "text": "Thanks", "reply_to": id})).await;
        let quote = line.arrives(&name).await.reply_to.unwrap();
        assert_eq!((quote.message, quote.text.as_str()), (Some(sent.id), "This one"), "{channel}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reaction_of_an_agent_reaches_the_customer_and_can_be_taken_away() {
    for channel in [ChannelKind::Whatsapp, ChannelKind::Gupshup, ChannelKind::Telegram, ChannelKind::Messenger] {
        let desk = TestDesk::start().await;
        let line = desk.simulates(channel).await;
        let name = line.writes("Thank you!").await;
        let message = line.arrives(&name).await;
        for emoji in ["👍", "❤", ""] {
            desk.app.desk.react(&line.agent().await, message.id, emoji).await.unwrap();
            let shown = async || {
                let bubble = bubbles(&line).await[0]["business_reaction"].clone();
                (bubble.as_str().unwrap_or_default().trim_end_matches('\u{fe0f}') == emoji).then_some(())
            };
            until(&format!("the reaction {emoji} is shown on {channel}"), shown).await;
        }
        let sent = async || desk.app.desk.waiting_parcels(line.inbox.account, line.inbox.id).await.unwrap().0;
        until("nothing waits", async || (sent().await == 0).then_some(())).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_text_goes_in_parts_and_in_order() {
    let desk = TestDesk::start().await;
    let line = desk.simulates(ChannelKind::Whatsapp).await;
    let conversation = line.is_written_to().await;
    let text = vec!["word"; 1_000].join(" ");
    let first = line.answers(conversation, &text).await;
    line.comes(&first, "read").await;
    until("both are accepted", async || (line.accepted().await.len() == 2).then_some(())).await;
    let parts = line.words_for(line.customer).await;
    assert!(parts.iter().all(|part| part.chars().count() <= 4096));
    assert_eq!(parts.join(" "), text);
    let messages = line.thread(conversation).await.messages;
    let ours: Vec<_> = messages.iter().filter(|message| message.client_id.is_some()).collect();
    assert_eq!(ours.iter().map(|message| message.body.words()).collect::<Vec<_>>(), parts);
}
