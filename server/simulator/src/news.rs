//! What webhooks say: each provider's words for what customers do and for what became of messages.

mod email;
mod gupshup;
mod gupshup_passed_on;
pub(crate) mod telegram;
mod thread;
mod whatsapp;
mod whatsapp_status;

pub(crate) use email::with_files;

use crate::Channel;
use crate::plan::Line;
use crate::state::{Customer, Media, Message, Stage, State};
use crate::world::ORIGIN;
use serde_json::Value;
use std::collections::BTreeMap;

/// Who talks with whom.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) line: &'a Line,
    pub(crate) customer: &'a Customer,
    pub(crate) media: &'a BTreeMap<String, Media>,
    /// Gupshup: the format of its webhooks.
    version: u8,
}

impl<'a> Scene<'a> {
    /// This customer of this line, and the files as they are now.
    pub(crate) fn of(state: &'a State, line: &'a Line, customer: &'a Customer) -> Self {
        let version = state.line(&line.account).map(|kept| kept.version).unwrap_or_default();
        Self { line, customer, media: &state.media, version }
    }

    /// Gupshup passes Meta's webhooks on.
    const fn is_passed_on(&self) -> bool {
        self.version == 3
    }

    /// The public address of a file.
    fn address(&self, id: &str) -> String {
        let name = self.media.get(id).map(|media| media.name.as_str()).unwrap_or_default();
        let safe: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '_' }).collect();
        format!("{ORIGIN}/cdn/{id}/{safe}")
    }
}

/// A customer wrote these messages; only WhatsApp tells of several with one call.
pub(crate) fn said(scene: &Scene<'_>, messages: &[Message]) -> Value {
    let each = |one: fn(&Scene<'_>, &Message) -> Value| messages.first().map(|first| one(scene, first));
    let body = match scene.line.channel {
        Channel::Whatsapp => Some(whatsapp::said(scene, messages)),
        Channel::Messenger | Channel::Instagram => each(thread::said),
        Channel::Gupshup if scene.is_passed_on() => each(gupshup_passed_on::said),
        Channel::Gupshup => each(gupshup::said),
        Channel::Telegram => each(telegram::said),
        Channel::Email => each(email::said),
    };
    body.unwrap_or_default()
}

/// A customer put an emoji on a message, or took it away. `id` is the reaction's own, where reactions have one.
pub(crate) fn reacted(
    scene: &Scene<'_>,
    target: &Message,
    before: Option<&str>,
    emoji: Option<&str>,
    id: &str,
    at: i64,
) -> Value {
    match scene.line.channel {
        Channel::Whatsapp => whatsapp::reacted(scene, target, emoji, id, at),
        Channel::Messenger | Channel::Instagram => thread::reacted(scene, target, emoji, at),
        Channel::Gupshup if scene.is_passed_on() => gupshup_passed_on::reacted(scene, target, emoji, id, at),
        Channel::Gupshup => gupshup::reacted(scene, target, emoji, id, at),
        Channel::Telegram => telegram::reacted(scene, target, before, emoji, at),
        // Mails have no reactions, and nobody gets so far.
        Channel::Email => Value::Null,
    }
}

/// A customer changed the words of this message; `None` where nobody is told.
pub(crate) fn edited(scene: &Scene<'_>, message: &Message, id: &str, at: i64) -> Option<Value> {
    match scene.line.channel {
        Channel::Whatsapp => Some(whatsapp::edited(scene, message, id, at)),
        Channel::Messenger | Channel::Instagram => Some(thread::edited(scene, message, at)),
        Channel::Gupshup | Channel::Email => None,
        Channel::Telegram => Some(telegram::edited(scene, message, at)),
    }
}

/// A customer took this message back; `None` where nobody is told.
pub(crate) fn deleted(scene: &Scene<'_>, message: &Message, id: &str, at: i64) -> Option<Value> {
    match scene.line.channel {
        Channel::Whatsapp => Some(whatsapp::deleted(scene, message, id, at)),
        Channel::Messenger | Channel::Instagram => Some(thread::deleted(scene, message, at)),
        Channel::Gupshup | Channel::Telegram | Channel::Email => None,
    }
}

/// A message of the business came this far: a few words for people, and the webhook. Some stages take several webhooks, some none.
pub(crate) fn status(scene: &Scene<'_>, message: &Message, stage: Stage, at: i64) -> Vec<(String, Value)> {
    let named = |what: &str, body| (what.to_owned(), body);
    match scene.line.channel {
        Channel::Whatsapp => vec![named(stage.word(), whatsapp_status::of(scene, message, stage, at))],
        Channel::Messenger | Channel::Instagram => {
            thread::status(scene, message, stage, at).map(|(what, body)| named(what, body)).into_iter().collect()
        }
        Channel::Gupshup => {
            let all = if scene.is_passed_on() { gupshup_passed_on::status } else { gupshup::status };
            all(scene, message, stage, at).into_iter().map(|(what, body)| named(what, body)).collect()
        }
        Channel::Email if stage == Stage::Failed => vec![named("bounce", email::bounced(scene, message, at))],
        Channel::Telegram | Channel::Email => Vec::new(),
    }
}

/// The customer no longer wants to hear from the business, or does again; `None` where nobody is told.
pub(crate) fn blocked(scene: &Scene<'_>, at: i64) -> Option<Value> {
    match scene.line.channel {
        Channel::Telegram => Some(telegram::blocked(scene, at)),
        Channel::Gupshup => Some(gupshup::blocked(scene, at)),
        Channel::Whatsapp | Channel::Messenger | Channel::Instagram | Channel::Email => None,
    }
}
