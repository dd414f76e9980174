//! One message of a customer.

use super::content::{self, Content};
use super::{Frame, people, system};
use crate::inbound::{Failure, Happening, Inbound, Manner, Referral, Said, Target};
use crate::json::Lenient;
use crate::time_stamp;
use serde_json::{Map, Value};

/// What a customer did; `None` when it is nothing for an inbox.
pub(super) fn read(message: &Value, frame: &Frame<'_>) -> Option<Inbound> {
    if message.as_object().is_none_or(Map::is_empty) {
        return None;
    }
    let at = message.get("timestamp").and_then(time_stamp::read);
    let what = happening(message)?;
    let person = match what {
        Happening::Moved { .. } => system::mover(message, frame),
        _ => people::sender(message, frame),
    };
    let group = message.id("group_id");
    Some(Inbound { group, ..Inbound::by(frame.route.clone(), person, at, what) })
}

/// What a message does, whoever wrote it.
pub(super) fn happening(message: &Value) -> Option<Happening> {
    let kind = message.text("type").unwrap_or("unknown");
    if kind == "request_welcome" {
        return None;
    }
    if let Some(error) = message.objects("errors").next() {
        return Some(unsupported(message, kind, Some(failure(error))));
    }
    let effect = match kind {
        "reaction" => reaction(message),
        "edit" => edit(message),
        "revoke" => message.object("revoke").and_then(|revoke| revoke.id("original_message_id")).map(deleted),
        "system" => system::moved(message),
        _ => content::read(kind, message).map(|content| said(message, content)),
    };
    Some(effect.unwrap_or_else(|| unsupported(message, kind, None)))
}

/// Code and words of an error; the words for people stand in different places in different versions.
pub(super) fn failure(error: &Value) -> Failure {
    let details =
        error.object("error_data").and_then(|data| data.filled("details")).or_else(|| error.filled("details"));
    Failure {
        code: error.code("code"),
        reason: details.or_else(|| error.filled("message")).or_else(|| error.filled("title")),
    }
}

fn said(message: &Value, content: Content) -> Happening {
    Happening::Said(Said {
        manner: content.manner,
        text: content.text,
        enclosures: content.enclosures,
        ..frame_of(message)
    })
}

/// The agent must see that something came, with the words that can be saved.
fn unsupported(message: &Value, kind: &str, failure: Option<Failure>) -> Happening {
    let what = message.object("unsupported").and_then(|what| what.filled("type")).unwrap_or_else(|| kind.to_owned());
    let text = content::words(kind, message);
    Happening::Said(Said { manner: Manner::Unsupported { what, failure }, text, ..frame_of(message) })
}

/// Everything about a message except what it says.
fn frame_of(message: &Value) -> Said {
    let context = message.get("context").unwrap_or(&Value::Null);
    Said {
        id: message.id("id"),
        // Without an id the context only says that the message was passed on. Gupshup's own id comes first where it is.
        reply_to: Target::first_of(["gs_id", "id", "meta_msg_id"].map(|key| context.id(key))),
        referral: message.object("referral").map(referral),
        forwarded: context.flag("forwarded") || context.flag("frequently_forwarded"),
        ..Said::default()
    }
}

/// The advertisement or post somebody came from ("click to WhatsApp").
pub(crate) fn referral(referral: &Value) -> Referral {
    Referral {
        id: referral.id("source_id"),
        source: referral.filled("source_type"),
        title: referral.filled("headline"),
        address: referral.filled("source_url"),
    }
}

/// Removed means an empty emoji, or none at all.
fn reaction(message: &Value) -> Option<Happening> {
    let reaction = message.object("reaction")?;
    let target = Target::first_of([reaction.id("message_id"), reaction.id("gs_id")])?;
    let emoji = reaction.filled("emoji");
    Some(Happening::Reacted { id: message.id("id"), message: target, removed: emoji.is_none(), emoji })
}

/// The new words. What the edited message answered is not repeated reliably, so its context is left alone.
fn edit(message: &Value) -> Option<Happening> {
    let edit = message.object("edit")?;
    let (target, inner) = (edit.id("original_message_id")?, edit.object("message")?);
    let content = content::read(inner.text("type").unwrap_or_default(), inner).unwrap_or_default();
    let enclosures = content.enclosures;
    Some(Happening::Edited { message: Target::one(target), text: content.text, enclosures, version: None })
}

fn deleted(id: String) -> Happening {
    Happening::Deleted { message: Target::one(id) }
}
