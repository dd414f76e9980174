//! Signs that are no messages: seen, typing, reactions of Messenger and Instagram.

use super::error::GraphError;
use super::known;
use crate::clock;
use crate::part::text;
use crate::plan::Line;
use crate::router::Shared;
use crate::state::{By, Customer};
use axum::Json;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// WhatsApp: `status: read`, with a sign of typing if wanted; earlier messages are read as well.
pub(super) async fn cloud(world: &Shared, line: &Line, body: &Value) -> Response {
    if text(body, "status") != Some("read") {
        return known(131_009, None).because("status must be read").into_response();
    }
    let Some(id) = text(body, "message_id") else {
        return known(131_008, None).because("message_id is missing").into_response();
    };
    let typing = body.get("typing_indicator").is_some();
    let found = world
        .change(|state| {
            let customer = state.line_mut(&line.account).customer_with(id);
            customer.map(|customer| {
                seen(customer, Some(id));
                customer.typing_until = if typing { clock::now() + 25_000 } else { 0 };
            })
        })
        .await;
    match found {
        Some(()) => Json(json!({"success": true})).into_response(),
        None => known(131_009, None).because("No message has this message_id.").into_response(),
    }
}

/// Marks the messages of the customer up to this one, or all, as seen by the business.
pub(crate) fn seen(customer: &mut Customer, id: Option<&str>) {
    let until = id.and_then(|id| customer.message(id)).map_or(i64::MAX, |message| message.at);
    for message in customer.messages.iter_mut().filter(|message| message.by == By::Customer && message.at <= until) {
        message.seen = true;
    }
}

/// Messenger and Instagram: `sender_action`.
pub(super) async fn thread(world: &Shared, line: &Line, body: &Value) -> Response {
    let Some(recipient) = body.pointer("/recipient/id").and_then(Value::as_str) else {
        return GraphError::parameter("param recipient must be non-empty.").into_response();
    };
    if body.get("message").is_some() {
        return GraphError::parameter("Cannot send both a message and a sender_action").into_response();
    }
    let done = world.change(|state| act(state, line, recipient, body)).await;
    match done {
        Ok(()) => Json(json!({"recipient_id": recipient})).into_response(),
        Err(error) => error.into_response(),
    }
}

fn act(state: &mut crate::state::State, line: &Line, recipient: &str, body: &Value) -> Result<(), GraphError> {
    let customer = state.customer_mut(&line.account, recipient).ok_or_else(|| known(100, Some(2_018_001)))?;
    let payload = body.get("payload").unwrap_or(&Value::Null);
    let action = text(body, "sender_action").unwrap_or_default();
    match action {
        "typing_on" => customer.typing_until = clock::now() + 20_000,
        "typing_off" => customer.typing_until = 0,
        "mark_seen" => seen(customer, None),
        "react" | "unreact" => {
            let id = text(payload, "message_id")
                .ok_or_else(|| GraphError::parameter("param payload[message_id] must be non-empty"))?;
            let message = customer.message_mut(id).ok_or_else(|| GraphError::parameter("Message not found"))?;
            let reaction = text(payload, "reaction");
            message.business_reaction = match (action, reaction) {
                ("unreact", _) => None,
                (_, Some(reaction)) => Some(emoji(reaction)),
                _ => return Err(GraphError::parameter("param payload[reaction] must be non-empty")),
            };
        }
        _ => {
            return Err(GraphError::parameter(
                "param sender_action must be one of {mark_seen, typing_on, typing_off, react, unreact}",
            ));
        }
    }
    Ok(())
}

fn emoji(reaction: &str) -> String {
    let emoji = match reaction {
        "love" => "❤️",
        "smile" => "🙂",
        "wow" => "😮",
        "sad" => "😢",
        "angry" => "😡",
        "like" => "👍",
        "dislike" => "👎",
        other => other,
    };
    emoji.to_owned()
}
