//! Telegram.

use crate::provider::{Provider, Reply};
use crate::{file, media, outbound, question, send, settings, text};
use channels::{Content, Outbound, Sent, Sign, SignKind, channel};
use serde_json::{Value, json};
use types::inbox::ChannelKind::Telegram;
use types::message::{ContactCard, Location, MediaKind};

const TO: &str = "352700650";

fn accepted(number: i64) -> Value {
    json!({"ok": true, "result": {"message_id": number, "chat": {"id": 352_700_650, "type": "private"}, "date": 1}})
}

/// Method and body of the request that is sent for this message.
async fn sent(out: &Outbound) -> (String, Value) {
    let provider = Provider::answering([accepted(42)]).await;
    assert_eq!(send(&provider, Telegram, out).await, Ok(Sent { id: format!("{TO}:42"), also: Vec::new() }));
    let request = provider.request();
    let method = request.target.strip_prefix("/telegram/bottok:en/").unwrap().to_owned();
    (method, request.json())
}

#[tokio::test]
async fn words_go_without_markup_and_name_what_they_answer() {
    let out = Outbound { reply_to: Some(format!("{TO}:41")), ..outbound(TO, text("*not bold* <b>")) };
    let reply = json!({"message_id": 41, "allow_sending_without_reply": true});
    let body = json!({"chat_id": TO, "text": "*not bold* <b>", "reply_parameters": reply});
    assert_eq!(sent(&out).await, ("sendMessage".to_owned(), body));
}

#[tokio::test]
async fn files_are_uploaded_in_the_shape_that_shows_them_best() {
    for (kind, media_type, method, field) in [
        (MediaKind::Image, "image/png", "sendPhoto", "photo"),
        (MediaKind::Image, "image/gif", "sendAnimation", "animation"),
        (MediaKind::Video, "video/mp4", "sendVideo", "video"),
        (MediaKind::Audio, "audio/mpeg", "sendAudio", "audio"),
        (MediaKind::Document, "application/pdf", "sendDocument", "document"),
    ] {
        let provider = Provider::answering([accepted(1)]).await;
        let out = Outbound {
            reply_to: Some(format!("{TO}:9")),
            ..outbound(TO, media(kind, Some("look"), file("é.bin", media_type, b"\x00\xff")))
        };
        send(&provider, Telegram, &out).await.unwrap();
        let request = provider.request();
        assert_eq!(request.target, format!("/telegram/bottok:en/{method}"));
        let parts = request.parts();
        assert_eq!((&*parts["chat_id"].1, &*parts["caption"].1), (TO.as_bytes(), &b"look"[..]));
        assert_eq!(parts[field].1, b"\x00\xff");
        assert!(parts[field].0.contains("filename=\"é.bin\""), "{}", parts[field].0);
        let reply: Value = serde_json::from_slice(&parts["reply_parameters"].1).unwrap();
        assert_eq!(reply["message_id"], 9);
    }
}

#[tokio::test]
async fn a_file_name_cannot_begin_another_header() {
    let provider = Provider::answering([accepted(1)]).await;
    let odd = file("a\r\nContent-Type: text/html\r\n\r\n.pdf", "application/pdf", b"x");
    send(&provider, Telegram, &outbound(TO, media(MediaKind::Document, None, odd))).await.unwrap();
    let (head, content) = &provider.request().parts()["document"];
    assert!(head.contains("filename=\"aContent-Type: text/html.pdf\""), "{head}");
    assert_eq!(content, b"x");
}

#[tokio::test]
async fn a_caption_that_is_too_long_follows_its_file() {
    let provider = Provider::answering([accepted(1), accepted(2)]).await;
    let caption = "🙂".repeat(513);
    let out = outbound(TO, media(MediaKind::Image, Some(&caption), file("a.png", "image/png", b"x")));
    let sent = send(&provider, Telegram, &out).await.unwrap();
    assert_eq!(sent, Sent { id: format!("{TO}:1"), also: vec![format!("{TO}:2")] });
    assert_eq!(provider.requests()[1].json()["text"], caption);
}

#[tokio::test]
async fn a_picture_with_odd_proportions_goes_as_a_document() {
    let odd = json!({"ok": false, "error_code": 400, "description": "Bad Request: PHOTO_INVALID_DIMENSIONS"});
    let provider = Provider::told([Reply::Json(400, odd), Reply::Json(200, accepted(1))]).await;
    send(&provider, Telegram, &outbound(TO, media(MediaKind::Image, None, file("a.png", "image/png", b"x"))))
        .await
        .unwrap();
    assert_eq!(provider.requests()[1].target, "/telegram/bottok:en/sendDocument");
}

#[tokio::test]
async fn questions_have_a_button_in_each_row() {
    let button = |title: &str| json!([{"text": title, "callback_data": format!("id:{title}")}]);
    let (_, body) = sent(&outbound(TO, question(&["Yes", "No"], &[]))).await;
    assert_eq!(body["reply_markup"], json!({"inline_keyboard": [button("Yes"), button("No")]}));
    assert_eq!(body["text"], "Which?\n\nSoon");
    let long = "x".repeat(70);
    let (_, body) = sent(&outbound(TO, question(&[&long], &[]))).await;
    assert_eq!((body.get("reply_markup"), &body["text"]), (None, &json!(format!("Which?\n\n1. {long}\n\nSoon"))));
}

#[tokio::test]
async fn places_cards_and_reactions_have_their_own_methods() {
    let place = |name: Option<&str>, address: Option<&str>| {
        let (name, address) = (name.map(str::to_owned), address.map(str::to_owned));
        Content::Location(Location { latitude: 1_500_000, longitude: 2_000_000, name, address })
    };
    assert_eq!(sent(&outbound(TO, place(None, None))).await.0, "sendLocation");
    let (method, venue) = sent(&outbound(TO, place(Some("Shop"), Some("Main St 1")))).await;
    assert_eq!((&*method, &venue["title"], &venue["latitude"]), ("sendVenue", &json!("Shop"), &json!(1.5)));
    let card = ContactCard { name: "Ada King".to_owned(), phones: vec!["+491".to_owned()], emails: Vec::new() };
    let (method, contact) = sent(&outbound(TO, Content::Contacts(vec![card]))).await;
    assert_eq!((&*method, &contact["last_name"]), ("sendContact", &json!("King")));
    for (emoji, reaction) in [(Some("❤️"), json!([{"type": "emoji", "emoji": "❤"}])), (None, json!([]))] {
        let provider = Provider::answering([json!({"ok": true, "result": true})]).await;
        let content = Content::Reaction { message: format!("{TO}:41"), emoji: emoji.map(str::to_owned) };
        assert_eq!(send(&provider, Telegram, &outbound(TO, content)).await.unwrap().id, "outbox:77");
        assert_eq!(provider.request().json(), json!({"chat_id": TO, "message_id": 41, "reaction": reaction}));
    }
}

#[tokio::test]
async fn signs_show_typing_and_stop_tapped_buttons() {
    let provider = Provider::answering((0..2).map(|_| json!({"ok": true, "result": true}))).await;
    let mark = |what, message: &str| Sign { to: TO.to_owned(), message: Some(message.to_owned()), what };
    for sign in [mark(SignKind::Typing, "1:2"), mark(SignKind::Seen, "4382bfdw"), mark(SignKind::Seen, "1:2")] {
        channel(Telegram).mark(&provider.http(), &settings(), &sign).await.unwrap();
    }
    let asked: Vec<(String, Value)> =
        provider.requests().iter().map(|request| (request.target.clone(), request.json())).collect();
    let typing = ("/telegram/bottok:en/sendChatAction".to_owned(), json!({"chat_id": TO, "action": "typing"}));
    let tapped = ("/telegram/bottok:en/answerCallbackQuery".to_owned(), json!({"callback_query_id": "4382bfdw"}));
    assert_eq!(asked, [typing, tapped]);
}
