//! WhatsApp Cloud API: `messages` (Business messaging API, OpenAPI description; business-scoped user ids of 2026).

use super::Scene;
use crate::part::put;
use crate::state::{By, ChoiceKind, Message, Referral};
use serde_json::{Value, json};

/// The body every webhook of a number has; `field` is `messages` or `statuses`.
pub(super) fn envelope(scene: &Scene<'_>, field: &str, items: &[Value]) -> Value {
    let line = scene.line;
    let mut value = json!({
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": line.phone, "phone_number_id": line.account},
        "contacts": [contact(scene)],
    });
    put(&mut value, field, Some(items));
    json!({"object": "whatsapp_business_account",
        "entry": [{"id": line.business, "changes": [{"value": value, "field": "messages"}]}]})
}

fn contact(scene: &Scene<'_>) -> Value {
    let customer = scene.customer;
    let mut profile = json!({"name": customer.name});
    put(&mut profile, "username", customer.username.clone());
    let mut contact = json!({"profile": profile});
    put(&mut contact, "wa_id", (!customer.hidden).then(|| customer.id.clone()));
    put(&mut contact, "user_id", customer.user_id.clone());
    contact
}

/// What every message begins with.
fn head(scene: &Scene<'_>, id: &str, at: i64, kind: &str) -> Value {
    let customer = scene.customer;
    let mut head = json!({"id": id, "timestamp": (at / 1000).to_string(), "type": kind});
    put(&mut head, "from", (!customer.hidden).then(|| customer.id.clone()));
    put(&mut head, "from_user_id", customer.user_id.clone());
    head
}

pub(super) fn said(scene: &Scene<'_>, messages: &[Message]) -> Value {
    let items: Vec<Value> = messages.iter().map(|message| item(scene, message)).collect();
    envelope(scene, "messages", &items)
}

fn item(scene: &Scene<'_>, message: &Message) -> Value {
    let (kind, content) = content(scene, message);
    let mut item = head(scene, &message.id, message.at, kind);
    if kind == "unsupported" {
        let error = json!({"code": 131_051, "title": "Message type unknown", "message": "Message type unknown",
            "error_data": {"details": "Message type is currently not supported."}});
        put(&mut item, "errors", Some(json!([error])));
    }
    put(&mut item, kind, Some(content));
    let answered = message.reply_to.as_deref().map(|id| {
        let ours = scene.customer.message(id).is_some_and(|answered| answered.by == By::Business);
        let from = if ours { &scene.line.phone } else { &scene.customer.id };
        json!({"from": from, "id": id})
    });
    put(&mut item, "context", answered);
    put(&mut item, "referral", message.referral.as_ref().map(|referral| advertisement(scene, referral)));
    item
}

/// The advertisement somebody came from ("click to WhatsApp").
pub(super) fn advertisement(scene: &Scene<'_>, referral: &Referral) -> Value {
    json!({"source_url": "https://fb.me/1fernandfig", "source_id": "120208899112233", "source_type": "ad",
        "headline": referral.title, "body": format!("By {}", scene.line.title), "media_type": "image",
        "image_url": "https://scontent.example/ad.jpg", "ctwa_clid": "AfhQw1mPFernFig",
        "welcome_message": {"text": "Hi! How can we help?"}})
}

fn content<'a>(scene: &Scene<'_>, message: &'a Message) -> (&'a str, Value) {
    let text = message.text.as_deref().unwrap_or_default();
    match message.kind.as_str() {
        "text" => ("text", json!({"body": text})),
        "voice" => ("audio", file(scene, message, &[("voice", json!(true))])),
        "document" => {
            let media = message.media.as_ref().and_then(|id| scene.media.get(id));
            ("document", file(scene, message, &[("filename", json!(media.map(|media| media.name.as_str())))]))
        }
        "sticker" => ("sticker", file(scene, message, &[("animated", json!(false))])),
        "location" => ("location", place(message)),
        "contact" => ("contacts", json!(message.contacts)),
        "choice" => chosen(message),
        "order" => ("order", json!({"catalog_id": "354160437058781", "text": text, "product_items": message.items})),
        kind @ ("image" | "video") => (kind, file(scene, message, &[])),
        _ => ("unsupported", json!({"type": "poll_creation"})),
    }
}

fn file(scene: &Scene<'_>, message: &Message, more: &[(&str, Value)]) -> Value {
    let id = message.media.as_deref().unwrap_or_default();
    let media = scene.media.get(id).cloned().unwrap_or_default();
    let mut file = json!({"id": id, "mime_type": media.media_type, "sha256": media.sha256});
    put(&mut file, "caption", message.text.clone());
    for (key, value) in more {
        put(&mut file, key, Some(value.clone()));
    }
    file
}

fn place(message: &Message) -> Value {
    let Some(place) = &message.place else { return json!({}) };
    let mut location = json!({"latitude": place.latitude, "longitude": place.longitude});
    put(&mut location, "name", place.name.clone());
    put(&mut location, "address", place.address.clone());
    location
}

fn chosen(message: &Message) -> (&'static str, Value) {
    let Some(choice) = &message.chosen else { return ("button", json!({"text": message.text})) };
    match choice.kind {
        ChoiceKind::Row => {
            let mut row = json!({"id": choice.id, "title": choice.title});
            put(&mut row, "description", choice.description.clone());
            ("interactive", json!({"type": "list_reply", "list_reply": row}))
        }
        ChoiceKind::Button => {
            ("interactive", json!({"type": "button_reply", "button_reply": {"id": choice.id, "title": choice.title}}))
        }
        _ => ("button", json!({"payload": choice.id, "text": choice.title})),
    }
}

pub(super) fn reacted(scene: &Scene<'_>, target: &Message, emoji: Option<&str>, id: &str, at: i64) -> Value {
    let mut item = head(scene, id, at, "reaction");
    let mut reaction = json!({"message_id": target.id});
    put(&mut reaction, "emoji", emoji);
    put(&mut item, "reaction", Some(reaction));
    envelope(scene, "messages", &[item])
}

pub(super) fn edited(scene: &Scene<'_>, message: &Message, id: &str, at: i64) -> Value {
    let mut item = head(scene, id, at, "edit");
    let (kind, content) = content(scene, message);
    let mut inner = json!({"context": {"id": "M0"}, "type": kind});
    put(&mut inner, kind, Some(content));
    put(&mut item, "edit", Some(json!({"original_message_id": message.id, "message": inner})));
    envelope(scene, "messages", &[item])
}

pub(super) fn deleted(scene: &Scene<'_>, message: &Message, id: &str, at: i64) -> Value {
    let mut item = head(scene, id, at, "revoke");
    put(&mut item, "revoke", Some(json!({"original_message_id": message.id})));
    envelope(scene, "messages", &[item])
}
