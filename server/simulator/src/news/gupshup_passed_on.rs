//! Gupshup, format version 3: Meta's webhooks passed on, with ids of Gupshup's own (partner-docs.gupshup.io).

use super::{Scene, whatsapp};
use crate::part::put;
use crate::state::{By, Message, Stage};
use serde_json::{Value, json};

/// The kinds of content that are files.
const FILES: [&str; 5] = ["image", "video", "audio", "document", "sticker"];

/// Around every call. The number of the business is often left out, so it always is here; the app leads.
fn envelope(scene: &Scene<'_>, mut value: Value) -> Value {
    if let Some(value) = value.as_object_mut() {
        value.remove("metadata");
    }
    json!({"gs_app_id": scene.line.business, "object": "whatsapp_business_account",
        "entry": [{"id": "658675287277946", "changes": [{"field": "messages", "value": value}]}]})
}

/// Meta's webhook, with its one item changed and in Gupshup's envelope.
fn passed_on(scene: &Scene<'_>, mut meta: Value, change: impl FnOnce(&mut Value)) -> Value {
    let mut value = meta.pointer_mut("/entry/0/changes/0/value").map(Value::take).unwrap_or_default();
    if let Some(item) = value.pointer_mut("/messages/0") {
        change(item);
    }
    envelope(scene, value)
}

pub(super) fn said(scene: &Scene<'_>, message: &Message) -> Value {
    let meta = whatsapp::said(scene, std::slice::from_ref(message));
    let answered = message.reply_to.as_deref().and_then(|id| scene.customer.message(id));
    passed_on(scene, meta, |item| {
        let kind = FILES.into_iter().find(|kind| item.get(*kind).is_some());
        if let Some(file) = kind.and_then(|kind| item.get_mut(kind)) {
            // Files lie at Gupshup, for a limited time; Meta's id of them comes along all the same.
            let id = message.media.as_deref().unwrap_or_default();
            put(file, "url", Some(format!("{}?download=false", scene.address(id))));
        }
        if let (Some(context), Some(ours)) = (item.get_mut("context"), answered.filter(|one| one.by == By::Business)) {
            put(context, "gs_id", Some(ours.id.clone()));
            put(context, "id", ours.also.clone());
            put(context, "meta_msg_id", ours.also.clone());
        }
    })
}

pub(super) fn reacted(scene: &Scene<'_>, target: &Message, emoji: Option<&str>, id: &str, at: i64) -> Value {
    passed_on(scene, whatsapp::reacted(scene, target, emoji, id, at), |item| {
        if let Some(reaction) = item.get_mut("reaction").filter(|_| target.by == By::Business) {
            put(reaction, "gs_id", Some(target.id.clone()));
            put(reaction, "message_id", target.also.clone());
        }
    })
}

/// `enqueued` has a number of milliseconds, the others texts of seconds; what fails at Gupshup has its reason on the status itself.
pub(super) fn status(scene: &Scene<'_>, message: &Message, stage: Stage, at: i64) -> Vec<(&'static str, Value)> {
    let one = |word: &'static str, time: Value, more: &[(&str, Value)]| {
        let mut status =
            json!({"gs_id": message.id, "recipient_id": scene.customer.id, "status": word, "timestamp": time});
        put(&mut status, "id", message.also.clone());
        for (key, value) in more {
            put(&mut status, key, Some(value.clone()));
        }
        (word, envelope(scene, json!({"messaging_product": "whatsapp", "statuses": [status]})))
    };
    let seconds = || json!((at / 1000).to_string());
    let enqueued = || one("enqueued", json!(at), &[]);
    match stage {
        Stage::Sent => vec![enqueued(), one("sent", seconds(), &[])],
        Stage::Delivered => vec![one("delivered", seconds(), &[])],
        Stage::Read => vec![one("read", seconds(), &[])],
        Stage::Failed => {
            let code = message.quirks.failed.unwrap_or(1002);
            let why = [("code", json!(code.to_string())), ("reason", json!(crate::gupshup::reason(code)))];
            vec![enqueued(), one("failed", seconds(), &why)]
        }
        Stage::Accepted => Vec::new(),
    }
}
