//! Gupshup, format version 2 (docs.gupshup.io).

use super::{Scene, whatsapp};
use crate::part::put;
use crate::state::{By, ChoiceKind, Message, Stage};
use crate::window;
use serde_json::{Value, json};

fn envelope(scene: &Scene<'_>, at: i64, kind: &str, payload: Value) -> Value {
    json!({"app": scene.line.account, "timestamp": at, "version": 2, "type": kind, "payload": payload})
}

fn by_customer(scene: &Scene<'_>, at: i64, id: &str, kind: &str, content: Value, context: Option<Value>) -> Value {
    let customer = scene.customer;
    let (country, rest) = customer.id.split_at_checked(2).unwrap_or((&customer.id, ""));
    let sender = json!({"phone": customer.id, "name": customer.name, "country_code": country, "dial_code": rest});
    let mut payload = json!({"id": id, "source": customer.id, "type": kind, "payload": content, "sender": sender});
    put(&mut payload, "context", context);
    envelope(scene, at, "message", payload)
}

pub(super) fn said(scene: &Scene<'_>, message: &Message) -> Value {
    let (kind, content) = content(scene, message);
    let context = message.reply_to.as_deref().map(|id| names(scene.customer.message(id), id));
    let mut body = by_customer(scene, message.at, &message.id, kind, content, context);
    let advertisement = message.referral.as_ref().map(|referral| whatsapp::advertisement(scene, referral));
    if let Some(payload) = body.get_mut("payload") {
        put(payload, "referral", advertisement);
    }
    body
}

/// Both ids of a message: WhatsApp's, and the one our send call was answered with.
fn names(message: Option<&Message>, id: &str) -> Value {
    match message.filter(|message| message.by == By::Business) {
        Some(ours) => json!({"id": ours.also, "gsId": ours.id}),
        None => json!({"id": id, "gsId": null}),
    }
}

fn content(scene: &Scene<'_>, message: &Message) -> (&'static str, Value) {
    match message.kind.as_str() {
        "text" => ("text", json!({"text": message.text})),
        "image" => ("image", file(scene, message)),
        "video" => ("video", file(scene, message)),
        "voice" => ("audio", file(scene, message)),
        "sticker" => ("sticker", file(scene, message)),
        "document" => ("file", file(scene, message)),
        "location" => ("location", place(message)),
        "contact" => ("contact", json!({"contacts": message.contacts})),
        "choice" => chosen(scene, message),
        "order" => ("order", json!({"catalog_id": "354160437058781", "product_items": message.items})),
        _ => ("unsupported", json!({})),
    }
}

fn file(scene: &Scene<'_>, message: &Message) -> Value {
    let id = message.media.as_deref().unwrap_or_default();
    let media = scene.media.get(id).cloned().unwrap_or_default();
    let address = format!("{}?download=false", scene.address(id));
    let mut file = json!({"url": address, "contentType": media.media_type, "urlExpiry": message.at + window::WEEK});
    put(&mut file, "caption", message.text.clone());
    put(&mut file, "name", (message.kind == "document").then_some(media.name));
    file
}

/// Coordinates are texts.
fn place(message: &Message) -> Value {
    let Some(place) = &message.place else { return json!({}) };
    let mut content = json!({"longitude": place.longitude.to_string(), "latitude": place.latitude.to_string()});
    put(&mut content, "name", place.name.clone());
    put(&mut content, "address", place.address.clone());
    content
}

/// `id` is the name of the whole question, `reply` the title with a number; only `postbackText` tells the choice.
fn chosen(scene: &Scene<'_>, message: &Message) -> (&'static str, Value) {
    let Some(choice) = &message.chosen else { return ("text", json!({"text": message.text})) };
    let asked = message.reply_to.as_deref().and_then(|id| scene.customer.message(id));
    let number = asked.and_then(|asked| asked.choices.iter().position(|one| one == choice)).unwrap_or_default() + 1;
    let question = asked.and_then(|asked| asked.question.clone());
    let reply = format!("{} {number}", choice.title);
    let mut content = json!({"title": choice.title, "reply": reply, "postbackText": choice.id});
    put(&mut content, "id", question);
    match choice.kind {
        ChoiceKind::Row => {
            put(&mut content, "description", choice.description.clone());
            ("list_reply", content)
        }
        ChoiceKind::Template => {
            ("quick_reply", json!({"text": choice.title, "type": "button", "postbackText": choice.id}))
        }
        _ => ("button_reply", content),
    }
}

pub(super) fn reacted(scene: &Scene<'_>, target: &Message, emoji: Option<&str>, id: &str, at: i64) -> Value {
    let mut content = names(Some(target), &target.id);
    put(&mut content, "emoji", Some(emoji.unwrap_or_default()));
    by_customer(scene, at, id, "reaction", content, None)
}

/// `enqueued` tells WhatsApp's id of the message, and is what the others need.
pub(super) fn status(scene: &Scene<'_>, message: &Message, stage: Stage, at: i64) -> Vec<(&'static str, Value)> {
    let seconds = at / 1000;
    let later = |kind: &'static str, content: Value| {
        let payload = json!({"id": message.also, "gsId": message.id, "type": kind, "destination": scene.customer.id, "payload": content});
        (kind, envelope(scene, at, "message-event", payload))
    };
    let kind = if message.kind == "template" { "template" } else { "session" };
    let enqueued = json!({"id": message.id, "type": "enqueued", "destination": scene.customer.id,
        "payload": {"whatsappMessageId": message.also, "type": kind}});
    let enqueued = ("enqueued", envelope(scene, at, "message-event", enqueued));
    match stage {
        Stage::Sent => vec![enqueued, later("sent", json!({"ts": seconds}))],
        Stage::Delivered => vec![later("delivered", json!({"ts": seconds}))],
        Stage::Read => vec![later("read", json!({"ts": seconds}))],
        Stage::Failed => {
            let code = message.quirks.failed.unwrap_or(1002);
            vec![
                enqueued,
                later("failed", json!({"code": code, "reason": crate::gupshup::reason(code), "ts": seconds})),
            ]
        }
        Stage::Accepted => Vec::new(),
    }
}

pub(super) fn blocked(scene: &Scene<'_>, at: i64) -> Value {
    let kind = if scene.customer.blocked { "opted-out" } else { "opted-in" };
    envelope(scene, at, "user-event", json!({"phone": scene.customer.id, "type": kind}))
}
