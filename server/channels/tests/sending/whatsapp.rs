//! WhatsApp through Meta.

use crate::provider::{Provider, Reply};
use crate::{file, media, outbound, question, send, settings, text};
use channels::{Content, Outbound, SendError, Sent, Sign, SignKind, channel};
use serde_json::{Value, json};
use types::inbox::ChannelKind::Whatsapp;
use types::message::{ContactCard, Location, MediaKind, Template, TemplateButton, TemplateHeader, TemplateStatus};

const TO: &str = "5511955501234";

fn accepted(id: &str) -> Value {
    json!({"messaging_product": "whatsapp", "messages": [{"id": id, "message_status": "accepted"}]})
}

/// What is sent for this message, without the frame that is the same for all.
async fn sent(out: &Outbound) -> Value {
    let provider = Provider::answering([accepted("wamid.X")]).await;
    assert_eq!(send(&provider, Whatsapp, out).await, Ok(Sent { id: "wamid.X".to_owned(), also: Vec::new() }));
    let request = provider.request();
    assert_eq!((&*request.method, &*request.target), ("POST", "/graph/1001/messages"));
    assert_eq!(request.header("authorization"), Some("Bearer tok:en"));
    let mut body = request.json();
    let frame = body.as_object_mut().unwrap();
    for (key, value) in [
        ("messaging_product", "whatsapp"),
        ("recipient_type", "individual"),
        ("to", TO),
        ("biz_opaque_callback_data", "outbox:77"),
    ] {
        assert_eq!(frame.remove(key), Some(json!(value)), "{key}");
    }
    body
}

#[tokio::test]
async fn words_go_as_text_with_what_they_answer() {
    let out = Outbound { reply_to: Some("wamid.CUSTOMER".to_owned()), ..outbound(TO, text("Olá 🙂")) };
    let body = json!({"type": "text", "text": {"body": "Olá 🙂", "preview_url": false}, "context": {"message_id": "wamid.CUSTOMER"}});
    assert_eq!(sent(&out).await, body);
    let link = sent(&outbound(TO, text("see https://a.example"))).await;
    assert_eq!(link["text"]["preview_url"], true);
}

#[tokio::test]
async fn a_hidden_number_is_addressed_by_its_id() {
    let provider = Provider::answering([accepted("wamid.X")]).await;
    send(&provider, Whatsapp, &outbound("US.13491208655302741918", text("x"))).await.unwrap();
    let body = provider.request().json();
    assert_eq!((body.get("to"), &body["recipient"]), (None, &json!("US.13491208655302741918")));
}

#[tokio::test]
async fn a_picture_is_uploaded_and_then_sent_by_its_id() {
    let provider = Provider::answering([json!({"id": "MEDIA"}), accepted("wamid.X")]).await;
    let picture = file("caf\u{e9} \"1\".png", "image/png", b"\x89PNG\r\n\x1a\n\xff");
    send(&provider, Whatsapp, &outbound(TO, media(MediaKind::Image, Some("look"), picture))).await.unwrap();
    let [upload, message] = &provider.requests()[..] else { panic!() };
    assert_eq!((&*upload.method, &*upload.target), ("POST", "/graph/1001/media"));
    let parts = upload.parts();
    assert_eq!(parts["messaging_product"].1, b"whatsapp");
    assert_eq!(parts["type"].1, b"image/png");
    assert_eq!(parts["file"].1, b"\x89PNG\r\n\x1a\n\xff");
    assert!(
        parts["file"].0.contains("filename=\"café \\\"1\\\".png\"")
            && parts["file"].0.contains("Content-Type: image/png")
    );
    assert_eq!(message.json()["image"], json!({"id": "MEDIA", "caption": "look"}));
}

#[tokio::test]
async fn a_document_keeps_its_name_and_a_voice_message_is_one() {
    let provider = Provider::answering([json!({"id": "D"}), accepted("1"), json!({"id": "V"}), accepted("2")]).await;
    send(
        &provider,
        Whatsapp,
        &outbound(TO, media(MediaKind::Document, None, file("a.pdf", "application/pdf", b"%PDF"))),
    )
    .await
    .unwrap();
    let voice = Content::Media {
        kind: MediaKind::Audio,
        caption: None,
        voice: true,
        file: file("v.ogg", "audio/ogg", b"OggS"),
    };
    send(&provider, Whatsapp, &outbound(TO, voice)).await.unwrap();
    let requests = provider.requests();
    assert_eq!(requests[1].json()["document"], json!({"id": "D", "filename": "a.pdf"}));
    assert_eq!(requests[3].json()["audio"], json!({"id": "V", "voice": true}));
}

#[tokio::test]
async fn words_with_a_recording_follow_it() {
    let provider = Provider::answering([json!({"id": "A"}), accepted("wamid.1"), accepted("wamid.2")]).await;
    let out = outbound(TO, media(MediaKind::Audio, Some("listen"), file("a.mp3", "audio/mpeg", b"ID3")));
    let sent = send(&provider, Whatsapp, &out).await.unwrap();
    assert_eq!(sent, Sent { id: "wamid.1".to_owned(), also: vec!["wamid.2".to_owned()] });
    assert_eq!(provider.requests()[2].json()["text"]["body"], "listen");
}

#[tokio::test]
async fn when_only_the_words_fail_the_recording_is_not_repeated() {
    let throttled = Reply::Json(400, json!({"error": {"code": 131_056, "message": "pair"}}));
    let replies = [Reply::Json(200, json!({"id": "A"})), Reply::Json(200, accepted("wamid.1")), throttled];
    let provider = Provider::told(replies).await;
    let out = outbound(TO, media(MediaKind::Audio, Some("listen"), file("a.mp3", "audio/mpeg", b"ID3")));
    let error = send(&provider, Whatsapp, &out).await.unwrap_err();
    assert!(
        matches!(&error, SendError::Uncertain { failure } if failure.code.as_deref() == Some("131056")),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_broken_upload_may_be_repeated_because_nobody_has_seen_it() {
    for reply in [Reply::HangUp, Reply::Json(500, json!({})), Reply::Json(200, json!({}))] {
        let provider = Provider::told([reply]).await;
        let out = outbound(TO, media(MediaKind::Image, None, file("a.png", "image/png", b"x")));
        let error = send(&provider, Whatsapp, &out).await.unwrap_err();
        assert!(matches!(error, SendError::Later { .. }), "{error:?}");
        assert_eq!(provider.requests().len(), 1);
    }
}

#[tokio::test]
async fn places_cards_and_reactions_have_their_own_forms() {
    let place =
        Location { latitude: -22_906_800, longitude: 43_172_900, name: Some("Office".to_owned()), address: None };
    let location = sent(&outbound(TO, Content::Location(place))).await;
    assert_eq!(location["location"], json!({"latitude": -22.9068, "longitude": 43.1729, "name": "Office"}));
    let card = ContactCard { name: "Ada Lovelace".to_owned(), phones: vec!["+491".to_owned()], emails: Vec::new() };
    let contacts = sent(&outbound(TO, Content::Contacts(vec![card]))).await;
    let name = json!({"formatted_name": "Ada Lovelace", "first_name": "Ada", "last_name": "Lovelace"});
    assert_eq!(contacts["contacts"], json!([{"name": name, "phones": [{"phone": "+491", "type": "CELL"}]}]));
    for (emoji, written) in [(Some("👍"), "👍"), (None, "")] {
        let content = Content::Reaction { message: "wamid.C".to_owned(), emoji: emoji.map(str::to_owned) };
        let out = Outbound { reply_to: Some("wamid.C".to_owned()), ..outbound(TO, content) };
        let body = sent(&out).await;
        assert_eq!(body, json!({"type": "reaction", "reaction": {"message_id": "wamid.C", "emoji": written}}));
    }
}

#[tokio::test]
async fn questions_have_buttons_or_a_list() {
    let buttons = sent(&outbound(TO, question(&["Yes", "No"], &[]))).await;
    let reply = |title: &str| json!({"type": "reply", "reply": {"id": format!("id:{title}"), "title": title}});
    let expected = json!({"type": "button", "body": {"text": "Which?"}, "footer": {"text": "Soon"},
        "action": {"buttons": [reply("Yes"), reply("No")]}});
    assert_eq!(buttons["interactive"], expected);
    let list = sent(&outbound(TO, question(&[], &[("Express", "1 day")]))).await;
    let rows = json!([{"id": "id:Express", "title": "Express", "description": "1 day"}]);
    assert_eq!(
        list["interactive"]["action"],
        json!({"button": "Choose", "sections": [{"title": "All", "rows": rows}]})
    );
}

fn template() -> Template {
    Template {
        id: Some("9".to_owned()),
        name: "lesson".to_owned(),
        language: "pt_BR".to_owned(),
        category: "utility".to_owned(),
        status: TemplateStatus::Approved,
        header: Some(TemplateHeader::Media { media: MediaKind::Document }),
        body: "Hello {{name}}, at {{time}}".to_owned(),
        footer: None,
        buttons: vec![
            TemplateButton::Reply { title: "Ok".to_owned() },
            TemplateButton::Link { title: "Join".to_owned(), url: "https://l.example/{{1}}".to_owned() },
        ],
        examples: Vec::new(),
    }
}

#[tokio::test]
async fn a_template_is_filled_by_name_with_a_file_on_top() {
    let provider = Provider::answering([json!({"id": "M"}), accepted("wamid.T")]).await;
    let values = ["Ana", "9:30", "x7"].map(str::to_owned).to_vec();
    let media = Some(file("plan.pdf", "application/pdf", b"%PDF"));
    send(&provider, Whatsapp, &outbound(TO, Content::Template { template: Box::new(template()), values, media }))
        .await
        .unwrap();
    let named = |name: &str, text: &str| json!({"type": "text", "parameter_name": name, "text": text});
    let expected = json!({"name": "lesson", "language": {"code": "pt_BR"}, "components": [
        {"type": "header", "parameters": [{"type": "document", "document": {"id": "M", "filename": "plan.pdf"}}]},
        {"type": "body", "parameters": [named("name", "Ana"), named("time", "9:30")]},
        {"type": "button", "sub_type": "url", "index": "1", "parameters": [{"type": "text", "text": "x7"}]}
    ]});
    assert_eq!(provider.requests()[1].json()["template"], expected);
}

#[tokio::test]
async fn a_template_without_its_file_or_values_is_not_sent() {
    let provider = Provider::start().await;
    let values = ["Ana", "9:30", "x7"].map(str::to_owned).to_vec();
    for values in [values, Vec::new()] {
        let out = outbound(TO, Content::Template { template: Box::new(template()), values, media: None });
        assert!(matches!(send(&provider, Whatsapp, &out).await, Err(SendError::Never { .. })));
    }
    assert!(provider.requests().is_empty());
}

#[tokio::test]
async fn templates_are_listed_page_by_page() {
    let page = |name: &str, next: Option<&str>| {
        let components = json!([
            {"type": "HEADER", "format": "TEXT", "text": "For {{1}}"}, {"type": "BODY", "text": "Hello {{1}}"}, {"type": "FOOTER", "text": "Bye"},
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Ok"}, {"type": "URL", "text": "Go", "url": "https://l.example"}, {"type": "PHONE_NUMBER", "text": "Call"}]}
        ]);
        let paging = next.map_or_else(|| json!({}), |next| json!({"cursors": {"after": next}, "next": "https://x"}));
        json!({"data": [{"id": "1", "name": name, "language": "en", "status": "APPROVED", "category": "UTILITY", "components": components}], "paging": paging})
    };
    let provider = Provider::answering([page("a", Some("CURSOR")), page("b", None)]).await;
    let all = channel(Whatsapp).templates(&provider.http(), &settings()).await.unwrap();
    assert_eq!(all.iter().map(|template| &*template.name).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(all[0].header, Some(TemplateHeader::Text { text: "For {{1}}".to_owned() }));
    let kinds: Vec<bool> = all[0].buttons.iter().map(|button| matches!(button, TemplateButton::Other { .. })).collect();
    assert_eq!(kinds, [false, false, true]);
    let requests = provider.requests();
    let first = "/graph/2002/message_templates?fields=id%2Cname%2Clanguage%2Cstatus%2Ccategory%2Ccomponents&limit=200";
    assert_eq!(requests[0].target, first);
    assert_eq!(requests[1].target, format!("{first}&after=CURSOR"));
}

#[tokio::test]
async fn reading_and_typing_are_one_call() {
    let provider = Provider::answering([json!({"success": true}), json!({"success": true})]).await;
    for what in [SignKind::Seen, SignKind::Typing] {
        let sign = Sign { to: TO.to_owned(), message: Some("wamid.IN".to_owned()), what };
        channel(Whatsapp).mark(&provider.http(), &settings(), &sign).await.unwrap();
    }
    let requests = provider.requests();
    let seen = json!({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.IN"});
    assert_eq!(requests[0].json(), seen);
    assert_eq!(requests[1].json()["typing_indicator"], json!({"type": "text"}));
}

#[tokio::test]
async fn too_long_a_text_is_not_cut_and_not_sent() {
    let provider = Provider::start().await;
    let error = send(&provider, Whatsapp, &outbound(TO, text(&"ä".repeat(4097)))).await.unwrap_err();
    assert!(matches!(error, SendError::Never { .. }) && error.sentence().contains("4097"), "{error}");
    assert!(provider.requests().is_empty());
}

#[tokio::test]
async fn a_file_goes_under_a_type_that_is_taken_or_not_at_all() {
    let provider = Provider::answering([json!({"id": "M"}), accepted("wamid.1")]).await;
    let sheet = media(MediaKind::Document, None, file("prices.csv", "text/csv", b"a;b"));
    send(&provider, Whatsapp, &outbound(TO, sheet)).await.unwrap();
    let parts = provider.requests()[0].parts();
    assert_eq!(parts["type"].1, b"text/plain");
    let archive = media(MediaKind::Document, None, file("all.zip", "application/zip", b"PK"));
    let refused = send(&provider, Whatsapp, &outbound(TO, archive)).await.unwrap_err();
    assert!(refused.sentence().contains("all.zip as it is"), "{refused}");
    assert_eq!(provider.requests().len(), 2);
}
