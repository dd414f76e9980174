//! `/{id}/subscribed_apps`: whether webhooks come, and where to.

use super::access::{self, Query};
use super::error::GraphError;
use crate::Channel;
use crate::part::owned;
use crate::router::Shared;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query as UrlQuery, State};
use axum::http::HeaderMap;
use serde_json::{Value, json};

pub(super) async fn list(
    State(world): State<Shared>,
    Path((_, id)): Path<(String, String)>,
    UrlQuery(query): UrlQuery<Query>,
    headers: HeaderMap,
) -> Result<Json<Value>, GraphError> {
    let line = access::line(&world, &id, &headers, &query)?;
    let subscribed = world.read(|state| state.line(&line.account).is_some_and(|kept| kept.subscribed));
    let (app, name) = ("1517776481860111", "Frontdesk");
    let one = if line.channel == Channel::Whatsapp {
        json!({"whatsapp_business_api_data": {"id": app, "link": "https://www.facebook.com/games/?app_id=1517776481860111", "name": name}})
    } else {
        json!({"id": app, "name": name, "subscribed_fields": ["messages", "messaging_postbacks", "message_deliveries", "message_reads",
            "message_reactions", "message_edits", "message_echoes", "messaging_referrals"]})
    };
    let all: Vec<Value> = subscribed.then_some(one).into_iter().collect();
    Ok(Json(json!({"data": all})))
}

/// With `override_callback_uri`, webhooks go there from now on, if it answers the challenge.
pub(super) async fn add(
    State(world): State<Shared>,
    Path((_, id)): Path<(String, String)>,
    UrlQuery(query): UrlQuery<Query>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, GraphError> {
    let line = access::line(&world, &id, &headers, &query)?;
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let given = |key: &str| owned(&body, key).or_else(|| query.get(key).cloned());
    let callback = given("override_callback_uri");
    if let Some(callback) = &callback {
        challenge(&world, callback, &given("verify_token").unwrap_or_default()).await?;
    }
    world
        .change(|state| {
            let kept = state.line_mut(&line.account);
            kept.subscribed = true;
            kept.callback = callback.unwrap_or_else(|| kept.callback.clone());
        })
        .await;
    Ok(Json(json!({"success": true})))
}

pub(super) async fn remove(
    State(world): State<Shared>,
    Path((_, id)): Path<(String, String)>,
    UrlQuery(query): UrlQuery<Query>,
    headers: HeaderMap,
) -> Result<Json<Value>, GraphError> {
    let line = access::line(&world, &id, &headers, &query)?;
    world.change(|state| state.line_mut(&line.account).subscribed = false).await;
    Ok(Json(json!({"success": true})))
}

/// Asks the address for the word it was given (Graph API webhooks, verification requests).
pub(crate) async fn challenge(world: &Shared, callback: &str, verify_token: &str) -> Result<(), GraphError> {
    let word = crate::ids::digits(10);
    let query = [("hub.mode", "subscribe"), ("hub.challenge", &word), ("hub.verify_token", verify_token)];
    let request = world.http.get(callback).query(&query).timeout(std::time::Duration::from_secs(10));
    let answer = match request.send().await {
        Ok(response) if response.status().is_success() => response.text().await.ok(),
        _ => None,
    };
    if answer.as_deref() == Some(&word) {
        return Ok(());
    }
    Err(GraphError::parameter(
        "The URL couldn't be validated. Callback verification failed: it must answer the challenge with 200.",
    ))
}
