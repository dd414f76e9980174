//! WhatsApp through Gupshup.

use crate::provider::{Provider, Reply};
use crate::{file, media, outbound, question, send, settings, text};
use channels::{Content, Outbound, SendError, Sent, Sign, SignKind, channel};
use serde_json::{Value, json};
use types::inbox::ChannelKind::Gupshup;
use types::message::{ContactCard, Location, MediaKind, Template, TemplateHeader, TemplateStatus};

const TO: &str = "+919820055501";

fn submitted() -> Value {
    json!({"status": "submitted", "messageId": "uuid-1"})
}

/// The message that is sent for this content.
async fn sent(out: &Outbound) -> Value {
    let provider = Provider::told([Reply::Json(202, submitted())]).await;
    assert_eq!(send(&provider, Gupshup, out).await, Ok(Sent { id: "uuid-1".to_owned(), also: Vec::new() }));
    let request = provider.request();
    assert_eq!((&*request.method, &*request.target), ("POST", "/gupshup/wa/api/v1/msg"));
    assert_eq!(request.header("apikey"), Some("tok:en"));
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    let form = request.form();
    for (name, value) in
        [("channel", "whatsapp"), ("source", "919000055500"), ("destination", "919820055501"), ("src.name", "1001")]
    {
        assert_eq!(form[name], value, "{name}");
    }
    assert_eq!(form.len(), 5);
    serde_json::from_str(&form["message"]).unwrap()
}

#[tokio::test]
async fn words_go_as_json_in_a_form() {
    let out = Outbound { reply_to: Some("gBEG".to_owned()), ..outbound(TO, text("Hi & bye = ü")) };
    let message = json!({"type": "text", "text": "Hi & bye = ü", "previewUrl": false, "context": {"msgId": "gBEG"}});
    assert_eq!(sent(&out).await, message);
}

#[tokio::test]
async fn an_answer_called_plain_text_is_read_all_the_same() {
    let body = submitted().to_string().into_bytes();
    let provider =
        Provider::told([Reply::Raw(202, "Content-Type: text/plain;charset=UTF-8\r\n".to_owned(), body)]).await;
    assert_eq!(send(&provider, Gupshup, &outbound(TO, text("x"))).await.map(|sent| sent.id), Ok("uuid-1".to_owned()));
}

#[tokio::test]
async fn each_contact_is_a_message_of_its_own() {
    let answer = |id: &str| json!({"status": "submitted", "messageId": id});
    let provider = Provider::answering([answer("uuid-1"), answer("uuid-2")]).await;
    let card = |name: &str| ContactCard { name: name.to_owned(), phones: vec!["+4930".to_owned()], emails: Vec::new() };
    let out = outbound(TO, Content::Contacts(vec![card("Ada King"), card("Bo")]));
    let sent = send(&provider, Gupshup, &out).await;
    assert_eq!(sent, Ok(Sent { id: "uuid-1".to_owned(), also: vec!["uuid-2".to_owned()] }));
    let messages: Vec<Value> =
        provider.requests().iter().map(|request| serde_json::from_str(&request.form()["message"]).unwrap()).collect();
    let phones = json!([{"phone": "+4930", "type": "CELL"}]);
    let ada = json!({"formattedName": "Ada King", "firstName": "Ada", "lastName": "King"});
    let bo = json!({"formattedName": "Bo", "firstName": "Bo"});
    let message = |name: Value| json!({"type": "contact", "contact": {"name": name, "phones": phones}});
    assert_eq!(messages, [message(ada), message(bo)]);
}

#[tokio::test]
async fn files_go_by_address_and_have_no_empty_caption() {
    let url = |name: &str| format!("https://desk.example/files/{name}");
    let picture = sent(&outbound(TO, media(MediaKind::Image, None, file("a.png", "image/png", b"x")))).await;
    assert_eq!(picture, json!({"type": "image", "originalUrl": url("a.png"), "previewUrl": url("a.png")}));
    let document = media(MediaKind::Document, Some("read"), file("a.pdf", "application/pdf", b"x"));
    let expected = json!({"type": "file", "url": url("a.pdf"), "filename": "a.pdf", "caption": "read"});
    assert_eq!(sent(&outbound(TO, document)).await, expected);
    let audio = sent(&outbound(TO, media(MediaKind::Audio, None, file("a.ogg", "audio/ogg", b"x")))).await;
    assert_eq!(audio, json!({"type": "audio", "url": url("a.ogg")}));
}

#[tokio::test]
async fn questions_places_and_reactions_have_their_own_forms() {
    let option = |title: &str| json!({"type": "text", "title": title, "postbackText": format!("id:{title}")});
    let buttons = sent(&outbound(TO, question(&["Yes", "No"], &[]))).await;
    let content = json!({"type": "text", "text": "Which?", "caption": "Soon"});
    let expected = json!({"type": "quick_reply", "msgid": "outbox:77", "content": content, "options": [option("Yes"), option("No")]});
    assert_eq!(buttons, expected);
    let list = sent(&outbound(TO, question(&[], &[("Express", "1 day")]))).await;
    assert_eq!(list["items"][0]["options"][0]["description"], "1 day");
    assert_eq!((&list["type"], &list["body"]), (&json!("list"), &json!("Which?\n\nSoon")));
    let place = Location { latitude: 19_070_000, longitude: 72_870_000, name: Some("Shop".to_owned()), address: None };
    let location = json!({"type": "location", "longitude": 72.87, "latitude": 19.07, "name": "Shop", "address": ""});
    assert_eq!(sent(&outbound(TO, Content::Location(place))).await, location);
    let reaction = Content::Reaction { message: "gBEG".to_owned(), emoji: Some("👍".to_owned()) };
    assert_eq!(sent(&outbound(TO, reaction)).await, json!({"type": "reaction", "msgId": "gBEG", "emoji": "👍"}));
}

#[tokio::test]
async fn a_template_is_filled_in_order_with_its_file_by_address() {
    let template = Template {
        id: Some("tpl".to_owned()),
        name: "n".to_owned(),
        language: "en".to_owned(),
        category: String::new(),
        status: TemplateStatus::Approved,
        header: Some(TemplateHeader::Media { media: MediaKind::Image }),
        body: "{{2}} and {{1}}".to_owned(),
        footer: None,
        buttons: Vec::new(),
        examples: Vec::new(),
    };
    let provider = Provider::answering([submitted()]).await;
    let values = vec!["second".to_owned(), "first".to_owned()];
    let media = Some(file("a.png", "image/png", b"x"));
    send(&provider, Gupshup, &outbound(TO, Content::Template { template: Box::new(template), values, media }))
        .await
        .unwrap();
    let request = provider.request();
    assert_eq!(request.target, "/gupshup/wa/api/v1/template/msg");
    let form = request.form();
    let json = |name: &str| serde_json::from_str::<Value>(&form[name]).unwrap();
    assert_eq!(json("template"), json!({"id": "tpl", "params": ["first", "second"]}));
    assert_eq!(json("message"), json!({"type": "image", "image": {"link": "https://desk.example/files/a.png"}}));
}

#[tokio::test]
async fn templates_are_listed_by_app() {
    let listed = json!({"status": "success", "templates": [{"id": "u", "elementName": "e", "languageCode": "en_US",
        "status": "APPROVED", "templateType": "TEXT", "data": "Hi {{1}}", "containerMeta": "{\"data\":\"Hi {{1}}\",\"footer\":\"Bye\"}"}]});
    let provider = Provider::answering([listed]).await;
    let all = channel(Gupshup).templates(&provider.http(), &settings()).await.unwrap();
    assert_eq!(
        (&*all[0].body, all[0].footer.as_deref(), all[0].status),
        ("Hi {{1}}", Some("Bye"), TemplateStatus::Approved)
    );
    assert_eq!(provider.request().target, "/gupshup/wa/app/2002/template");
}

#[tokio::test]
async fn having_read_is_a_call_of_its_own_and_its_answer_may_be_empty() {
    let provider = Provider::told([Reply::Raw(202, String::new(), Vec::new())]).await;
    let sign = Sign { to: TO.to_owned(), message: Some("msg 1".to_owned()), what: SignKind::Seen };
    channel(Gupshup).mark(&provider.http(), &settings(), &sign).await.unwrap();
    let request = provider.request();
    assert_eq!((&*request.method, &*request.target), ("PUT", "/gupshup/wa/app/2002/msg/msg%201/read"));
}

#[tokio::test]
async fn an_error_with_a_good_status_is_still_one() {
    let provider = Provider::answering([
        json!({"status": "error", "message": {"code": 1002, "reason": "Number Does Not Exists"}}),
    ])
    .await;
    let error = send(&provider, Gupshup, &outbound(TO, text("x"))).await.unwrap_err();
    assert_eq!(error.sentence(), "The number is not on WhatsApp.");
    assert!(matches!(error, SendError::Never { failure } if failure.code.as_deref() == Some("1002")));
}
