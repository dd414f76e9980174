//! Messenger and Instagram.

use crate::provider::{Provider, Reply};
use crate::{file, media, outbound, question, send, settings, text};
use channels::{ChannelSettings, Content, Outbound, SendError, Sent, Sign, SignKind, channel};
use serde_json::{Value, json};
use std::time::Duration;
use types::inbox::ChannelKind::{Email, Gupshup, Instagram, Messenger, Telegram, Website, Whatsapp};
use types::message::{Location, MediaKind};

fn accepted(id: &str) -> Value {
    json!({"recipient_id": "PSID", "message_id": id})
}

#[tokio::test]
async fn messenger_sends_words_with_its_proof_and_our_word_for_them() {
    let provider = Provider::answering([accepted("m_x")]).await;
    let out = Outbound { reply_to: Some("m_abc".to_owned()), ..outbound("PSID", text("Hello")) };
    assert_eq!(send(&provider, Messenger, &out).await, Ok(Sent { id: "m_x".to_owned(), also: Vec::new() }));
    let request = provider.request();
    let (path, query) = request.target.split_once('?').unwrap();
    assert_eq!((&*request.method, path), ("POST", "/graph/1001/messages"));
    assert!(query.strip_prefix("appsecret_proof=").is_some_and(|proof| proof.len() == 64), "{query}");
    assert_eq!(request.header("authorization"), Some("Bearer tok:en"));
    let body = json!({"recipient": {"id": "PSID"}, "messaging_type": "RESPONSE", "reply_to": {"mid": "m_abc"},
        "message": {"text": "Hello", "metadata": "outbox:77"}});
    assert_eq!(request.json(), body);
}

#[tokio::test]
async fn messenger_takes_a_file_in_the_same_request_and_its_words_after_it() {
    let provider = Provider::answering([accepted("m_1"), accepted("m_2")]).await;
    let out =
        outbound("PSID", media(MediaKind::Document, Some("read"), file("a.pdf", "application/pdf", b"%PDF\r\n\x00")));
    let sent = send(&provider, Messenger, &out).await.unwrap();
    assert_eq!(sent, Sent { id: "m_1".to_owned(), also: vec!["m_2".to_owned()] });
    let requests = provider.requests();
    let parts = requests[0].parts();
    let field = |name: &str| serde_json::from_slice::<Value>(&parts[name].1).unwrap();
    assert_eq!(field("recipient"), json!({"id": "PSID"}));
    let attachment = json!({"type": "file", "payload": {"is_reusable": false}});
    assert_eq!(field("message"), json!({"attachment": attachment, "metadata": "outbox:77"}));
    assert_eq!(parts["messaging_type"].1, b"RESPONSE");
    assert_eq!(parts["filedata"].1, b"%PDF\r\n\x00");
    assert_eq!(requests[1].json()["message"]["text"], "read");
}

#[tokio::test]
async fn after_a_day_a_person_answers_with_the_tag_and_a_bot_not_at_all() {
    for kind in [Messenger, Instagram] {
        let provider = Provider::answering([accepted("m")]).await;
        let late = |by_person| Outbound {
            customer_wrote_ago: Some(Duration::from_secs(30 * 3600)),
            by_person,
            ..outbound("PSID", text("x"))
        };
        send(&provider, kind, &late(true)).await.unwrap();
        let body = provider.request().json();
        assert_eq!((&body["messaging_type"], &body["tag"]), (&json!("MESSAGE_TAG"), &json!("HUMAN_AGENT")));
        assert!(matches!(send(&provider, kind, &late(false)).await, Err(SendError::Never { .. })));
        assert_eq!(provider.requests().len(), 1);
    }
}

#[tokio::test]
async fn questions_are_buttons_that_stay_or_quick_replies() {
    let provider = Provider::answering([accepted("1"), accepted("2"), accepted("3")]).await;
    let many: Vec<String> = (0..14).map(|number| format!("No {number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for content in [question(&["Yes", "No"], &[]), question(&[], &[("A", "a"), ("B", "b")]), question(&many, &[])] {
        send(&provider, Messenger, &outbound("PSID", content)).await.unwrap();
    }
    let messages: Vec<Value> = provider.requests().iter().map(|request| request.json()["message"].clone()).collect();
    let button = |title: &str| json!({"type": "postback", "title": title, "payload": format!("id:{title}")});
    let payload =
        json!({"template_type": "button", "text": "Which?\n\nSoon", "buttons": [button("Yes"), button("No")]});
    assert_eq!(messages[0]["attachment"], json!({"type": "template", "payload": payload}));
    assert!(messages[1]["attachment"]["payload"]["buttons"].as_array().is_some_and(|buttons| buttons.len() == 2));
    assert!(messages[2]["text"].as_str().is_some_and(|text| text.contains("14. No 13")));
}

#[tokio::test]
async fn reactions_and_signs_are_actions() {
    let provider = Provider::answering([json!({"recipient_id": "PSID"}), json!({}), json!({}), json!({})]).await;
    let reaction =
        |emoji: Option<&str>| Content::Reaction { message: "m_x".to_owned(), emoji: emoji.map(str::to_owned) };
    let sent = send(&provider, Messenger, &outbound("PSID", reaction(Some("❤️")))).await.unwrap();
    assert_eq!(sent.id, "outbox:77");
    send(&provider, Messenger, &outbound("PSID", reaction(None))).await.unwrap();
    for what in [SignKind::Seen, SignKind::Typing] {
        let sign = Sign { to: "PSID".to_owned(), message: None, what };
        channel(Messenger).mark(&provider.http(), &settings(), &sign).await.unwrap();
    }
    let bodies: Vec<Value> = provider.requests().iter().map(crate::provider::Request::json).collect();
    let action = |action: &str| json!({"recipient": {"id": "PSID"}, "sender_action": action});
    let mut react = action("react");
    react["payload"] = json!({"message_id": "m_x", "reaction": "love"});
    let mut unreact = action("unreact");
    unreact["payload"] = json!({"message_id": "m_x"});
    assert_eq!(bodies, [react, unreact, action("mark_seen"), action("typing_on")]);
}

#[tokio::test]
async fn instagram_goes_to_the_host_of_its_login() {
    let provider = Provider::answering([accepted("1"), accepted("2")]).await;
    let by_page = ChannelSettings { login: "facebook".to_owned(), ..settings() };
    for settings in [settings(), by_page] {
        channel(Instagram).send(&provider.http(), &settings, &outbound("IGSID", text("hi"))).await.unwrap();
    }
    let requests = provider.requests();
    assert_eq!(requests[0].target, "/instagram/me/messages");
    assert!(requests[1].target.starts_with("/graph/me/messages?appsecret_proof="));
    let body = json!({"recipient": {"id": "IGSID"}, "messaging_type": "RESPONSE", "message": {"text": "hi"}});
    assert_eq!(requests[0].json(), body);
}

#[tokio::test]
async fn instagram_fetches_files_and_counts_bytes() {
    let provider = Provider::answering([accepted("1"), accepted("2")]).await;
    let picture = media(MediaKind::Image, Some("look"), file("a.png", "image/png", b"x"));
    let sent = send(&provider, Instagram, &outbound("IGSID", picture)).await.unwrap();
    assert_eq!(sent, Sent { id: "1".to_owned(), also: vec!["2".to_owned()] });
    let attachment = json!({"type": "image", "payload": {"url": "https://desk.example/files/a.png"}});
    assert_eq!(provider.requests()[0].json()["message"], json!({ "attachment": attachment }));
    let long = send(&provider, Instagram, &outbound("IGSID", text(&"ä".repeat(501)))).await;
    assert!(matches!(long, Err(SendError::Never { .. })));
    let mut hidden = file("a.png", "image/png", b"x");
    hidden.url = None;
    let error =
        send(&provider, Instagram, &outbound("IGSID", media(MediaKind::Image, None, hidden))).await.unwrap_err();
    assert!(error.sentence().contains("public address"), "{error}");
}

#[tokio::test]
async fn a_comment_is_answered_privately_whatever_its_age() {
    let provider = Provider::answering([accepted("1")]).await;
    let out = Outbound {
        comment: Some("180".to_owned()),
        reply_to: Some("180".to_owned()),
        customer_wrote_ago: Some(Duration::from_secs(72 * 3600)),
        by_person: false,
        ..outbound("IGSID", text("hello"))
    };
    send(&provider, Instagram, &out).await.unwrap();
    assert_eq!(provider.request().json(), json!({"recipient": {"comment_id": "180"}, "message": {"text": "hello"}}));
    let picture = Outbound { content: media(MediaKind::Image, None, file("a.png", "image/png", b"x")), ..out };
    assert!(matches!(send(&provider, Instagram, &picture).await, Err(SendError::Never { .. })));
}

#[tokio::test]
async fn places_are_said_in_words() {
    let provider = Provider::answering([accepted("1")]).await;
    let place = Location { latitude: 1_500_000, longitude: -2_000_000, name: Some("Office".to_owned()), address: None };
    send(&provider, Messenger, &outbound("PSID", Content::Location(place))).await.unwrap();
    assert_eq!(provider.request().json()["message"]["text"], "Office\nhttps://maps.google.com/?q=1.5,-2");
}

#[tokio::test]
async fn codes_of_pages_are_told_in_plain_words() {
    let error =
        json!({"error": {"message": "(#10)", "type": "OAuthException", "code": 10, "error_subcode": 2_018_278}});
    let provider = Provider::told([Reply::Json(403, error)]).await;
    let error = send(&provider, Messenger, &outbound("PSID", text("x"))).await.unwrap_err();
    assert!(
        matches!(&error, SendError::Never { failure } if failure.code.as_deref() == Some("10/2018278")),
        "{error:?}"
    );
}

#[tokio::test]
async fn names_of_people_are_asked_for_where_messages_do_not_bring_them() {
    let told =
        [json!({"id": "7", "first_name": "Clara", "last_name": "Jensen"}), json!({"id": "8", "username": "ana.s"})];
    let provider = Provider::answering(told).await;
    let clara = channel(Messenger).profile(&provider.http(), &settings(), "7").await.unwrap().unwrap();
    assert_eq!((clara.name.as_deref(), clara.username), (Some("Clara Jensen"), None));
    let ana = channel(Instagram).profile(&provider.http(), &settings(), "8").await.unwrap().unwrap();
    assert_eq!((ana.name, ana.username.as_deref()), (None, Some("ana.s")));
    let targets: Vec<String> = provider.requests().iter().map(|request| request.target.clone()).collect();
    assert!(targets[0].starts_with("/graph/7?fields=first_name%2Clast_name"), "{targets:?}");
    assert_eq!(targets[1], "/instagram/8?fields=name%2Cusername");
    assert!(channel(Messenger).knows_names() && channel(Instagram).knows_names());
}

#[tokio::test]
async fn where_messages_bring_names_nobody_is_asked() {
    let provider = Provider::start().await;
    for kind in [Whatsapp, Gupshup, Telegram, Email, Website] {
        assert_eq!(channel(kind).profile(&provider.http(), &settings(), "7").await, Ok(None));
        assert!(!channel(kind).knows_names());
    }
    assert!(provider.requests().is_empty());
}

#[tokio::test]
async fn a_name_that_is_not_told_is_no_trouble_for_long() {
    let consent = json!({"error": {"message": "User consent is required", "code": 230}});
    let fault = json!({"error": {"message": "An unknown error", "code": 2}});
    let provider = Provider::told([Reply::Json(400, consent), Reply::Json(500, fault)]).await;
    let never = channel(Instagram).profile(&provider.http(), &settings(), "8").await;
    assert!(matches!(never, Err(SendError::Never { .. })), "{never:?}");
    let later = channel(Instagram).profile(&provider.http(), &settings(), "8").await;
    assert!(matches!(later, Err(SendError::Later { .. })), "{later:?}");
}

#[tokio::test]
async fn a_comment_on_facebook_is_answered_privately_too() {
    let provider = Provider::answering([accepted("m_1")]).await;
    let out = Outbound { comment: Some("9_7".to_owned()), ..outbound("55", text("hello")) };
    send(&provider, Messenger, &out).await.unwrap();
    let body = provider.request().json();
    assert_eq!(body["recipient"], json!({"comment_id": "9_7"}));
    assert_eq!((&body["messaging_type"], &body["message"]["text"]), (&Value::Null, &json!("hello")));
}
