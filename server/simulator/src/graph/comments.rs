//! Answering a comment in public: `/{comment}/replies` on Instagram, `/{comment}/comments` on Facebook.

use super::access::{self, Query};
use super::error::GraphError;
use super::{THREAD, known};
use crate::accept::{self, Draft};
use crate::ids;
use crate::part::owned;
use crate::router::Shared;
use crate::state::Message;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query as UrlQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

pub(super) async fn reply(
    State(world): State<Shared>,
    Path((_, comment)): Path<(String, String)>,
    UrlQuery(query): UrlQuery<Query>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, GraphError> {
    let lines = access::lines(&world, &headers, &query)?;
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let words = owned(&body, "message").or_else(|| query.get("message").cloned());
    let words = words.ok_or_else(|| GraphError::parameter("param message must be non-empty"))?;
    let found = lines.into_iter().find_map(|line| {
        let customers = world.read(|state| state.line(&line.account).map(|kept| kept.customers.clone()))?;
        let customer = customers.into_iter().find(|customer| customer.message(&comment).is_some())?;
        Some((line.clone(), customer.id))
    });
    let (line, customer) = found.ok_or_else(|| known(100, Some(33)))?;
    let message = Message {
        id: ids::digits(17),
        text: Some(words),
        reply_to: Some(comment),
        request: Some(body),
        ..Message::business("comment")
    };
    // Comments have no receipts.
    let message = Message { stage: None, ..message };
    let prepared = async move { Ok::<_, GraphError>(Draft { customer, message, newcomer: None }) };
    let answer = |message: &Message| Json(json!({"id": message.id})).into_response();
    Ok(accept::send(world.clone(), line, &THREAD, prepared, answer).await)
}
