//! Gupshup: marks, templates, subscriptions, balance.

use super::content::template_id;
use super::send::submitted;
use super::{Refusal, line, refused};
use crate::clock;
use crate::graph::{all_templates, component};
use crate::part::{items, owned, text};
use crate::router::Shared;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};
use std::collections::HashMap;

/// The business saw this message and those before it.
pub(super) async fn read(
    State(world): State<Shared>,
    Path((app, message)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let line = line(&world, &app, &headers)?;
    let found = world
        .change(|state| {
            let customer = state.line_mut(&line.account).customer_with(&message);
            customer.map(|customer| crate::graph::seen(customer, Some(&message)))
        })
        .await;
    found.map(|()| submitted()).ok_or_else(|| refused(StatusCode::BAD_REQUEST, "Invalid message id"))
}

/// Somebody is typing an answer to this message (partner API).
pub(super) async fn event(
    State(world): State<Shared>,
    Path(app): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let line = line(&world, &app, &headers)?;
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let id = owned(&body, "message_id").unwrap_or_default();
    let found = world
        .change(|state| {
            let customer = state.line_mut(&line.account).customer_with(&id);
            customer.map(|customer| {
                crate::graph::seen(customer, Some(&id));
                customer.typing_until = clock::now() + 25_000;
            })
        })
        .await;
    found.map(|()| submitted()).ok_or_else(|| refused(StatusCode::BAD_REQUEST, "Invalid message id"))
}

pub(super) async fn templates(
    State(world): State<Shared>,
    Path(app): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refusal> {
    let line = line(&world, &app, &headers)?;
    let templates: Vec<Value> = all_templates().iter().map(|template| listed(template, &line.business)).collect();
    Ok(Json(json!({"status": "success", "templates": templates})))
}

/// A template as Gupshup lists it: the words in one text, buttons between bars, the parts as JSON in a text.
fn listed(template: &Value, app: &str) -> Value {
    let part = |kind: &str| component(template, kind);
    let words = |kind: &str| part(kind).and_then(|part| text(part, "text")).unwrap_or_default();
    let buttons = part("BUTTONS").map(|buttons| items(buttons, "buttons")).unwrap_or_default();
    let lines = [words("HEADER"), words("BODY"), words("FOOTER")].into_iter().filter(|line| !line.is_empty());
    let titles = buttons.iter().filter_map(|button| text(button, "text")).map(|title| format!("[{title}]"));
    let mut data = lines.collect::<Vec<_>>().join("\n");
    let titles = titles.collect::<Vec<_>>().join(" | ");
    if !titles.is_empty() {
        data = format!("{data} | {titles}");
    }
    let format = part("HEADER").and_then(|header| text(header, "format")).unwrap_or("TEXT");
    let meta = json!({"header": words("HEADER"), "data": words("BODY"), "footer": words("FOOTER"), "buttons": buttons});
    json!({"id": template_id(template), "externalId": template.get("id"), "appId": app, "elementName": template.get("name"),
        "languageCode": template.get("language"), "category": template.get("category"), "status": template.get("status"),
        "templateType": format, "data": data, "vertical": "TEXT", "containerMeta": meta.to_string(), "meta": "{\"example\":\"\"}",
        "namespace": "7c3c9f40_3a44_4d0b_9a5b_0c7e6a1f2b3d", "quality": "UNKNOWN"})
}

pub(super) async fn subscriptions(
    State(world): State<Shared>,
    Path(app): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refusal> {
    let line = line(&world, &app, &headers)?;
    let known = world.read(|state| state.line(&line.account).map(|kept| (kept.callback.clone(), kept.version)));
    let (callback, version) = known.unwrap_or_default();
    let one = json!({"id": "48213", "appId": line.business, "active": true, "tag": "frontdesk", "url": callback, "version": version, "mode": 1919});
    let all: Vec<Value> = (!callback.is_empty()).then_some(one).into_iter().collect();
    Ok(Json(json!({"status": "success", "subscriptions": all})))
}

/// Webhooks go to this address from now on, with the headers in `meta`.
pub(super) async fn subscribe(
    State(world): State<Shared>,
    Path(app): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<HashMap<String, String>>,
) -> Result<Json<Value>, Refusal> {
    let line = line(&world, &app, &headers)?;
    let url = fields.get("url").filter(|url| url.starts_with("http")).cloned();
    let url = url.ok_or_else(|| refused(StatusCode::BAD_REQUEST, "Callback URL is not valid"))?;
    let version = match fields.get("version").map(String::as_str) {
        None | Some("2") => 2,
        Some("3") => 3,
        Some(_) => return Err(refused(StatusCode::BAD_REQUEST, "Invalid version")),
    };
    let meta: Value = fields.get("meta").and_then(|meta| serde_json::from_str(meta).ok()).unwrap_or_default();
    let secret = meta.pointer("/headers/x-frontdesk-secret").and_then(Value::as_str).map(str::to_owned);
    world
        .change(|state| {
            let kept = state.line_mut(&line.account);
            kept.callback.clone_from(&url);
            kept.version = version;
            kept.secret = secret.unwrap_or_else(|| kept.secret.clone());
        })
        .await;
    let subscription = json!({"id": "48213", "appId": line.business, "active": true, "tag": fields.get("tag"), "url": url, "version": version});
    Ok(Json(json!({"status": "success", "subscription": subscription})))
}

pub(super) async fn balance(State(world): State<Shared>, headers: HeaderMap) -> Result<Json<Value>, Refusal> {
    let key = headers.get("apikey").and_then(|key| key.to_str().ok()).unwrap_or_default();
    if !world.plan.lines.iter().any(|line| line.access_token == key) {
        return Err(refused(StatusCode::UNAUTHORIZED, "Portal User Not Found With APIKey"));
    }
    Ok(Json(json!({"balance": 48.2, "currency": "USD", "status": "success"})))
}

pub(super) async fn health(
    State(world): State<Shared>,
    Path(app): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refusal> {
    line(&world, &app, &headers)?;
    Ok(Json(json!({"status": "success", "healthy": "true"})))
}
