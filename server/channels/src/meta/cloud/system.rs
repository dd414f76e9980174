//! `system` messages: a customer changed their number or id. They are about the person, not from them.

use super::{Frame, people};
use crate::inbound::{Happening, Person};
use crate::json::Lenient;
use serde_json::Value;

/// Where the person is to be found from now on.
pub(super) fn moved(message: &Value) -> Option<Happening> {
    let system = message.object("system")?;
    let new_id = ["wa_id", "new_wa_id", "user_id"].iter().find_map(|key| system.id(key));
    Some(Happening::Moved { id: message.id("id"), note: system.filled("body"), new_id })
}

/// The person as we know them: there is no list of contacts here, and for a changed user id no `from` either.
pub(super) fn mover(message: &Value, frame: &Frame<'_>) -> Option<Person> {
    let previous = message.object("system").and_then(|system| system.id("previous_user_id"));
    let ids = [message.id("from"), previous, message.id("from_user_id")];
    people::person(ids.clone(), people::contact(&ids, frame))
}
