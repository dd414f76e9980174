//! Messenger and Instagram: items of a thread (Messenger Platform webhook events; Instagram messaging webhooks).

mod arrival;
mod attachments;
mod comment;

use super::Scene;
use crate::Channel;
use crate::part::put;
use crate::state::{ChoiceKind, Message, Stage};
use serde_json::{Value, json};

/// The application whose echoes these are: the business's own.
const APP: u64 = 1_517_776_481_860_111;

fn envelope(scene: &Scene<'_>, at: i64, item: Value) -> Value {
    let object = if scene.line.channel == Channel::Instagram { "instagram" } else { "page" };
    json!({"object": object, "entry": [{"id": scene.line.account, "time": at, "messaging": [item]}]})
}

fn by_customer(scene: &Scene<'_>, at: i64, key: &str, content: Value) -> Value {
    let mut item =
        json!({"sender": {"id": scene.customer.id}, "recipient": {"id": scene.line.account}, "timestamp": at});
    put(&mut item, key, Some(content));
    envelope(scene, at, item)
}

pub(super) fn said(scene: &Scene<'_>, message: &Message) -> Value {
    if message.kind == "comment" {
        return comment::said(scene, message);
    }
    if let Some(referral) = message.referral.as_ref().filter(|_| message.text.is_none()) {
        // Nothing was written: the thread was opened from there.
        return by_customer(scene, message.at, "referral", arrival::of(scene, referral));
    }
    if let Some(choice) = &message.chosen
        && choice.kind == ChoiceKind::Postback
    {
        let postback = json!({"mid": message.id, "title": choice.title, "payload": choice.id});
        return by_customer(scene, message.at, "postback", postback);
    }
    let mut content = json!({"mid": message.id});
    put(&mut content, "text", message.text.clone());
    let attachments = attachments::of(scene, message);
    put(&mut content, "attachments", (!attachments.is_empty()).then_some(attachments));
    put(&mut content, "referral", message.referral.as_ref().map(|referral| arrival::of(scene, referral)));
    put(&mut content, "quick_reply", message.chosen.as_ref().map(|choice| json!({"payload": choice.id})));
    // A tap names no message; an answer does.
    let answered = message.reply_to.as_ref().filter(|_| message.chosen.is_none());
    let answered = answered.map(|id| json!({"mid": id}));
    put(&mut content, "reply_to", attachments::answered_story(scene, message).or(answered));
    put(&mut content, "is_unsupported", (message.kind == "unsupported").then_some(true));
    by_customer(scene, message.at, "message", content)
}

pub(super) fn reacted(scene: &Scene<'_>, target: &Message, emoji: Option<&str>, at: i64) -> Value {
    let mut reaction = json!({"mid": target.id, "action": if emoji.is_some() { "react" } else { "unreact" }});
    put(&mut reaction, "emoji", emoji);
    put(&mut reaction, "reaction", emoji.map(word));
    by_customer(scene, at, "reaction", reaction)
}

/// Meta has words for the seven classic reactions only.
fn word(emoji: &str) -> &'static str {
    match emoji.trim_end_matches('\u{fe0f}') {
        "❤" => "love",
        "😂" | "😆" | "🙂" => "smile",
        "😮" => "wow",
        "😢" => "sad",
        "😡" | "😠" => "angry",
        "👍" => "like",
        "👎" => "dislike",
        _ => "other",
    }
}

pub(super) fn edited(scene: &Scene<'_>, message: &Message, at: i64) -> Value {
    let edit = json!({"mid": message.id, "text": message.text, "num_edit": message.edits});
    by_customer(scene, at, "message_edit", edit)
}

pub(super) fn deleted(scene: &Scene<'_>, message: &Message, at: i64) -> Value {
    by_customer(scene, at, "message", json!({"mid": message.id, "is_deleted": true}))
}

/// Sent is told by an echo. Instagram has no word for delivered, and names the message that was read instead of a time.
pub(super) fn status(scene: &Scene<'_>, message: &Message, stage: Stage, at: i64) -> Option<(&'static str, Value)> {
    let instagram = scene.line.channel == Channel::Instagram;
    match stage {
        Stage::Sent => Some(("echo", echo(scene, message))),
        Stage::Delivered if !instagram => {
            let delivery = json!({"mids": [message.id], "watermark": message.at});
            Some(("delivered", by_customer(scene, at, "delivery", delivery)))
        }
        Stage::Read if instagram => Some(("read", by_customer(scene, at, "read", json!({"mid": message.id})))),
        Stage::Read => Some(("read", by_customer(scene, at, "read", json!({"watermark": message.at})))),
        Stage::Accepted | Stage::Delivered | Stage::Failed => None,
    }
}

fn echo(scene: &Scene<'_>, message: &Message) -> Value {
    let mut content = json!({"mid": message.id, "is_echo": true});
    put(&mut content, "app_id", (scene.line.channel == Channel::Messenger).then_some(APP));
    put(&mut content, "metadata", message.reference.clone());
    put(&mut content, "text", message.text.clone());
    put(&mut content, "reply_to", message.reply_to.as_ref().map(|id| json!({"mid": id})));
    let mut attachments = attachments::of(scene, message);
    if message.choices.iter().any(|choice| matches!(choice.kind, ChoiceKind::Postback | ChoiceKind::Link)) {
        attachments.push(json!({"type": "template", "payload": {"template_type": "button"}}));
    }
    put(&mut content, "attachments", (!attachments.is_empty()).then_some(attachments));
    let item = json!({"sender": {"id": scene.line.account}, "recipient": {"id": scene.customer.id},
        "timestamp": message.at, "message": content});
    envelope(scene, message.at, item)
}
