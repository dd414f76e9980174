//! Chats and people. Ids have up to 52 bits; a message's number is unique only within its chat.

use crate::inbound::{Person, Target};
use crate::json::Lenient;
use serde_json::Value;

/// The chat of a message, when it is between two.
pub(super) fn private(message: &Value) -> Option<&Value> {
    let chat = message.object("chat")?;
    let between_two = match chat.text("type") {
        Some(kind) => kind == "private",
        // Only people have positive ids.
        None => chat.get("id").and_then(Value::as_i64).is_some_and(|id| id > 0),
    };
    (between_two && chat.id("id").is_some()).then_some(chat)
}

/// A user, or a private chat, which has the same fields.
pub(super) fn person(user: &Value) -> Option<Person> {
    Some(Person { name: full_name(user), username: user.filled("username"), ..Person::nameless(user.id("id")?) })
}

/// First and last name; the last one is often missing.
pub(super) fn full_name(user: &Value) -> Option<String> {
    let parts: Vec<String> = [user.filled("first_name"), user.filled("last_name")].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// `CHAT:MESSAGE`: the key of a message.
pub(super) fn key(chat: &Value, message: &Value) -> Option<String> {
    Some(format!("{}:{}", chat.id("id")?, message.id("message_id")?))
}

/// The key of a message that names its own chat, or else stands in this one.
pub(super) fn target(message: &Value, chat: Option<&Value>) -> Option<Target> {
    key(message.object("chat").or(chat)?, message).map(Target::one)
}
