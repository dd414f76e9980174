//! Sending over Messenger and Instagram: who may be written to, and when (Messenger Platform Send API; Instagram messaging).

use super::error::GraphError;
use super::{THREAD, known, thread_content};
use crate::accept::{self, Draft};
use crate::part::{owned, text};
use crate::plan::Line;
use crate::router::Shared;
use crate::state::{Customer, Message, OneFile, State};
use crate::{Channel, clock, ids, window};
use axum::Json;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

pub(super) async fn send(world: Shared, line: Line, body: Value, file: Option<OneFile>) -> Response {
    let recipient = body.pointer("/recipient/id").and_then(Value::as_str).map(str::to_owned);
    let prepared = prepare(world.clone(), line.clone(), body, file);
    let answer = move |message: &Message| {
        let mut sent = json!({"message_id": message.id});
        crate::part::put(&mut sent, "recipient_id", recipient);
        Json(sent).into_response()
    };
    accept::send(world, line, &THREAD, prepared, answer).await
}

async fn prepare(world: Shared, line: Line, body: Value, file: Option<OneFile>) -> Result<Draft, GraphError> {
    let recipient = body.get("recipient").filter(|recipient| recipient.is_object());
    let recipient = recipient.ok_or_else(|| GraphError::parameter("param recipient must be non-empty."))?.clone();
    let comment = owned(&recipient, "comment_id");
    let customer = world.read(|state| match &comment {
        Some(comment) => commenter(state, &line, comment),
        None => {
            let id =
                text(&recipient, "id").ok_or_else(|| GraphError::parameter("param recipient[id] must be non-empty"))?;
            state.customer(&line.account, id).cloned().ok_or_else(|| known(100, Some(2_018_001)))
        }
    })?;
    let mut message = thread_content::read(&world, &line, &body, file).await?;
    if comment.is_none() {
        check_window(&line, &customer, &body)?;
    }
    if customer.blocked {
        return Err(known(551, Some(1_545_041)));
    }
    message.id = if line.channel == Channel::Instagram { ids::instagram(&line.account) } else { ids::mid() };
    message.reference = body.pointer("/message/metadata").and_then(Value::as_str).map(str::to_owned);
    let answered = body.pointer("/reply_to/mid").or_else(|| body.pointer("/message/reply_to/mid"));
    message.reply_to = answered.and_then(Value::as_str).map(str::to_owned);
    message.comment = comment;
    message.request = Some(body);
    Ok(Draft { customer: customer.id, message, newcomer: None })
}

/// Who wrote this comment, if it may still be answered privately: once, within seven days.
fn commenter(state: &State, line: &Line, comment: &str) -> Result<Customer, GraphError> {
    let customers = state.line(&line.account).map(|kept| kept.customers.as_slice()).unwrap_or_default();
    let customer = customers.iter().find(|customer| customer.message(comment).is_some());
    let customer = customer.ok_or_else(|| GraphError::parameter("Invalid comment id"))?;
    if customer.messages.iter().any(|message| message.comment.as_deref() == Some(comment)) {
        return Err(GraphError { subcode: Some(10_900), ..GraphError::parameter("Activity already replied to") });
    }
    if customer.message(comment).is_some_and(|message| clock::now() - message.at > window::WEEK) {
        return Err(GraphError {
            subcode: Some(10_903),
            ..GraphError::parameter("This comment is too old to be replied to privately")
        });
    }
    Ok(customer.clone())
}

fn check_window(line: &Line, customer: &Customer, body: &Value) -> Result<(), GraphError> {
    let instagram = line.channel == Channel::Instagram;
    let length = match (text(body, "messaging_type"), text(body, "tag")) {
        (Some("RESPONSE" | "UPDATE"), _) => window::DAY,
        (Some("MESSAGE_TAG"), Some("HUMAN_AGENT")) => window::WEEK,
        (Some("MESSAGE_TAG"), _) => return Err(GraphError::parameter("param tag must be one of {HUMAN_AGENT}")),
        (None, _) if instagram => window::DAY,
        _ => return Err(GraphError::parameter("param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG}")),
    };
    if window::is_open(customer, length) {
        return Ok(());
    }
    Err(known(10, Some(if instagram { 2_534_022 } else { 2_018_278 })))
}
