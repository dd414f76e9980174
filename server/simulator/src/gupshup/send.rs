//! Sending over Gupshup. What is well formed is accepted; what WhatsApp refuses comes back as a failed event.

use super::{DIALECT, Refusal, content, line, refused};
use crate::accept::{self, Draft};
use crate::part::text;
use crate::plan::Line;
use crate::router::Shared;
use crate::state::{Customer, Message};
use crate::{ids, window};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::collections::HashMap;

type Fields = HashMap<String, String>;

pub(super) async fn session(State(world): State<Shared>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    send(world, &headers, fields, false).await
}

pub(super) async fn template(State(world): State<Shared>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    send(world, &headers, fields, true).await
}

async fn send(world: Shared, headers: &HeaderMap, fields: Fields, template: bool) -> Response {
    let app = fields.get("src.name").map(String::as_str).unwrap_or_default();
    let line = match line(&world, app, headers) {
        Ok(line) => line,
        Err(refusal) => return refusal.into_response(),
    };
    let prepared = prepare(world.clone(), line.clone(), fields, template);
    let answer = |message: &Message| {
        let body = json!({"status": "submitted", "messageId": message.id}).to_string();
        // The real one does not always say that it is JSON.
        (StatusCode::ACCEPTED, [("content-type", "text/plain;charset=UTF-8")], Bytes::from(body)).into_response()
    };
    accept::send(world, line, &DIALECT, prepared, answer).await
}

async fn prepare(world: Shared, line: Line, fields: Fields, template: bool) -> Result<Draft, Refusal> {
    let bad = |message: &str| refused(StatusCode::BAD_REQUEST, message);
    let field = |key: &str| fields.get(key).map(String::as_str).unwrap_or_default();
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    if field("channel") != "whatsapp" {
        return Err(bad("Invalid Channel"));
    }
    if field("source") != line.phone {
        return Err(bad("Invalid Source"));
    }
    let to = field("destination").to_owned();
    if !digits(&to) {
        return Err(bad("Invalid Destination"));
    }
    let json_of = |key: &str| serde_json::from_str::<Value>(field(key)).ok().filter(Value::is_object);
    let mut message = if template {
        let wanted = json_of("template").ok_or_else(|| bad("Invalid template format"))?;
        content::template(&world, &wanted, json_of("message").as_ref(), field("postbackTexts"))
            .await
            .map_err(|reason| bad(&reason))?
    } else {
        let content = json_of("message").ok_or_else(|| bad("Invalid message format"))?;
        content::session(&world, &content).await.map_err(|reason| bad(&reason))?
    };
    message.id = ids::gupshup();
    message.also = Some(ids::gupshup_whatsapp());
    let known = world.read(|state| state.customer(&line.account, &to).cloned());
    let newcomer = known.is_none().then(|| Customer {
        id: to.clone(),
        name: "Not on WhatsApp".to_owned(),
        blocked: true,
        ..Customer::default()
    });
    let code = match &known {
        None => Some(1002),
        Some(customer) if customer.blocked => Some(1012),
        Some(customer) if !template && !window::is_open(customer, window::DAY) => Some(470),
        Some(_) => None,
    };
    message.quirks.failed = code.or(message.quirks.failed);
    message.request = Some(json!({"fields": fields}));
    Ok(Draft { customer: to, message, newcomer })
}

/// The name a sender gave to a message with buttons.
pub(super) fn question(content: &Value) -> Option<String> {
    text(content, "msgid").map(str::to_owned)
}

/// An answer without content, as Gupshup gives for marks.
pub(super) fn submitted() -> Response {
    Json(json!({"status": "success"})).into_response()
}
