//! Telegram: updates without their number (Bot API 10.1).

use super::Scene;
use crate::part::put;
use crate::state::{By, Customer, Message};
use serde_json::{Value, json};

pub(super) fn said(scene: &Scene<'_>, message: &Message) -> Value {
    if let Some(choice) = &message.chosen {
        let asked = message.reply_to.as_deref().and_then(|id| scene.customer.message(id));
        let mut query =
            json!({"id": message.id, "from": person(scene.customer), "chat_instance": "-50919", "data": choice.id});
        put(&mut query, "message", asked.map(|asked| object(scene, asked)));
        return json!({"callback_query": query});
    }
    json!({"message": object(scene, message)})
}

/// A private chat has the id of the person.
pub(crate) fn number(customer: &Customer) -> i64 {
    customer.id.parse().unwrap_or_default()
}

fn person(customer: &Customer) -> Value {
    let mut person = names(customer);
    put(&mut person, "is_bot", Some(false));
    put(&mut person, "language_code", Some("en"));
    person
}

fn names(customer: &Customer) -> Value {
    let (first, last) = customer.name.split_once(' ').unwrap_or((&customer.name, ""));
    let mut names = json!({"id": number(customer), "first_name": first});
    put(&mut names, "last_name", (!last.is_empty()).then_some(last));
    put(&mut names, "username", customer.username.clone());
    names
}

/// The private chat with this customer.
pub(crate) fn chat(customer: &Customer) -> Value {
    let mut chat = names(customer);
    put(&mut chat, "type", Some("private"));
    chat
}

/// The bot itself, as `getMe` names it.
pub(crate) fn bot(line: &crate::Line) -> Value {
    let id: i64 = line.access_token.split(':').next().and_then(|id| id.parse().ok()).unwrap_or(777_000_111);
    json!({"id": id, "is_bot": true, "first_name": line.title, "username": line.account})
}

/// A message, also one of the bot.
pub(crate) fn object(scene: &Scene<'_>, message: &Message) -> Value {
    let from = if message.by == By::Business { bot(scene.line) } else { person(scene.customer) };
    let id: i64 = message.id.parse().unwrap_or_default();
    let mut whole = json!({"message_id": id, "from": from, "chat": chat(scene.customer), "date": message.at / 1000});
    let words = if message.media.is_some() { "caption" } else { "text" };
    put(&mut whole, words, message.text.clone());
    for (key, value) in content(scene, message) {
        put(&mut whole, key, Some(value));
    }
    put(&mut whole, "media_group_id", message.album.clone());
    let answered = message.reply_to.as_deref().and_then(|id| scene.customer.message(id));
    // The answered message comes along, but not what that one answered.
    let answered = answered.map(|answered| object(scene, &Message { reply_to: None, ..answered.clone() }));
    put(&mut whole, "reply_to_message", answered);
    let buttons = message.choices.iter().map(|choice| match choice.kind {
        crate::state::ChoiceKind::Link => json!([{"text": choice.title, "url": choice.id}]),
        _ => json!([{"text": choice.title, "callback_data": choice.id}]),
    });
    let keyboard = json!({"inline_keyboard": buttons.collect::<Vec<_>>()});
    put(&mut whole, "reply_markup", (!message.choices.is_empty()).then_some(keyboard));
    whole
}

fn content(scene: &Scene<'_>, message: &Message) -> Vec<(&'static str, Value)> {
    if let Some(place) = &message.place {
        let location = json!({"latitude": place.latitude, "longitude": place.longitude});
        let venue = place.name.as_ref().map(|name| {
            let venue =
                json!({"location": location, "title": name, "address": place.address.clone().unwrap_or_default()});
            ("venue", venue)
        });
        return [Some(("location", location.clone())), venue].into_iter().flatten().collect();
    }
    if let Some(card) = message.contacts.first() {
        let phone = card.pointer("/phones/0/phone").cloned().unwrap_or_default();
        let name = card.pointer("/name/formatted_name").cloned().unwrap_or_default();
        return vec![("contact", json!({"phone_number": phone, "first_name": name}))];
    }
    if message.kind == "unsupported" {
        return vec![("dice", json!({"emoji": "🎲", "value": 4}))];
    }
    let Some(id) = message.media.as_deref() else { return Vec::new() };
    let media = scene.media.get(id).cloned().unwrap_or_default();
    let unique = id.get(..12).unwrap_or(id);
    let file = |more: Value| {
        let mut file = json!({"file_id": id, "file_unique_id": unique, "file_size": media.size});
        for (key, value) in more.as_object().cloned().unwrap_or_default() {
            put(&mut file, &key, Some(value));
        }
        file
    };
    let kind = media.media_type.clone();
    match message.kind.as_str() {
        "image" => vec![(
            "photo",
            json!([
                {"file_id": id, "file_unique_id": unique, "file_size": media.size / 9, "width": 90, "height": 60},
                file(json!({"width": 720, "height": 480})),
            ]),
        )],
        "voice" => vec![("voice", file(json!({"duration": 3, "mime_type": kind})))],
        "audio" => vec![("audio", file(json!({"duration": 3, "mime_type": kind, "file_name": media.name})))],
        "video" => vec![(
            "video",
            file(json!({"duration": 2, "width": 320, "height": 240, "mime_type": kind, "file_name": media.name})),
        )],
        "sticker" => {
            let more = json!({"type": "regular", "width": 256, "height": 256, "is_animated": false, "is_video": false, "emoji": "👋"});
            vec![("sticker", file(more))]
        }
        _ => vec![("document", file(json!({"file_name": media.name, "mime_type": kind})))],
    }
}

pub(super) fn reacted(
    scene: &Scene<'_>,
    target: &Message,
    before: Option<&str>,
    emoji: Option<&str>,
    at: i64,
) -> Value {
    let list = |emoji: Option<&str>| {
        emoji.map(|emoji| json!({"type": "emoji", "emoji": emoji})).into_iter().collect::<Vec<_>>()
    };
    let id: i64 = target.id.parse().unwrap_or_default();
    json!({"message_reaction": {"chat": chat(scene.customer), "message_id": id, "user": person(scene.customer),
        "date": at / 1000, "old_reaction": list(before), "new_reaction": list(emoji)}})
}

pub(super) fn edited(scene: &Scene<'_>, message: &Message, at: i64) -> Value {
    let mut object = object(scene, message);
    put(&mut object, "edit_date", Some(at / 1000));
    json!({"edited_message": object})
}

pub(super) fn blocked(scene: &Scene<'_>, at: i64) -> Value {
    let (old, new) = if scene.customer.blocked { ("member", "kicked") } else { ("kicked", "member") };
    let member = |status: &str| json!({"user": bot(scene.line), "status": status});
    json!({"my_chat_member": {"chat": chat(scene.customer), "from": person(scene.customer), "date": at / 1000,
        "old_chat_member": member(old), "new_chat_member": member(new)}})
}
