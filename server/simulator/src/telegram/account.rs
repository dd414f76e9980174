//! Telegram: the bot itself, its webhook, its files.

use super::parameters::Parameters;
use super::{Refusal, line, refused};
use crate::graph::serve;
use crate::news::telegram::bot;
use crate::part::put;
use crate::plan::Line;
use crate::router::Shared;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// The largest file a bot can download, in bytes.
const LARGEST: usize = 20 * 1024 * 1024;

/// What a webhook gets when nothing was said: no reactions.
const BY_DEFAULT: [&str; 4] = ["message", "edited_message", "callback_query", "my_chat_member"];

pub(super) fn me(line: &Line) -> Value {
    let mut me = bot(line);
    put(&mut me, "can_join_groups", Some(true));
    put(&mut me, "can_read_all_group_messages", Some(false));
    put(&mut me, "supports_inline_queries", Some(false));
    me
}

pub(super) async fn set_webhook(world: &Shared, line: &Line, parameters: &Parameters) -> Result<Value, Refusal> {
    let url = parameters.text("url").unwrap_or_default();
    if !url.is_empty() && !url.starts_with("http://") && !url.starts_with("https://") {
        return Err(refused(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"));
    }
    let secret = parameters.text("secret_token").unwrap_or_default();
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if secret.len() > 256 || !secret.chars().all(is_allowed) {
        return Err(refused(400, "Bad Request: secret token contains unallowed characters"));
    }
    let allowed =
        parameters.object("allowed_updates").and_then(|allowed| serde_json::from_value::<Vec<String>>(allowed).ok());
    let allowed =
        allowed.filter(|allowed| !allowed.is_empty()).unwrap_or_else(|| BY_DEFAULT.map(str::to_owned).to_vec());
    let drop = parameters.text("drop_pending_updates").is_some_and(|text| text == "true")
        || parameters.object("drop_pending_updates") == Some(Value::Bool(true));
    world
        .change(|state| {
            if drop {
                state.lanes.retain(|_, posts| posts.iter().all(|post| post.line != line.account));
            }
            let kept = state.line_mut(&line.account);
            kept.callback = url;
            kept.secret = secret;
            kept.allowed_updates = Some(allowed);
            kept.last_error = None;
            kept.last_error_at = None;
        })
        .await;
    Ok(Value::Bool(true))
}

pub(super) async fn delete_webhook(world: &Shared, line: &Line) -> Result<Value, Refusal> {
    world.change(|state| state.line_mut(&line.account).callback.clear()).await;
    Ok(Value::Bool(true))
}

pub(super) fn webhook_info(world: &Shared, line: &Line) -> Value {
    world.read(|state| {
        let Some(kept) = state.line(&line.account) else { return json!({"url": ""}) };
        let waiting = state.posts().filter(|post| post.line == line.account).count();
        let mut info = json!({"url": kept.callback, "has_custom_certificate": false, "pending_update_count": waiting, "max_connections": 40});
        put(&mut info, "last_error_date", kept.last_error_at.map(|at| at / 1000));
        put(&mut info, "last_error_message", kept.last_error.clone());
        put(&mut info, "allowed_updates", kept.allowed_updates.clone());
        info
    })
}

pub(super) fn get_file(world: &Shared, parameters: &Parameters) -> Result<Value, Refusal> {
    let id = parameters.text("file_id").unwrap_or_default();
    let media = world.read(|state| state.media.get(&id).cloned());
    let media =
        media.ok_or_else(|| refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable"))?;
    if media.size > LARGEST {
        return Err(refused(400, "Bad Request: file is too big"));
    }
    let ending = media
        .name
        .rsplit_once('.')
        .map(|(_, ending)| ending)
        .filter(|ending| ending.chars().all(|c| c.is_ascii_alphanumeric()));
    let path = format!("documents/{id}.{}", ending.unwrap_or("bin"));
    let unique = id.get(..12).unwrap_or(&id);
    Ok(json!({"file_id": id, "file_unique_id": unique, "file_size": media.size, "file_path": path}))
}

pub(super) async fn file(State(world): State<Shared>, Path((bot, path)): Path<(String, String)>) -> Response {
    if line(&world, &bot).is_none() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    let mut response = serve(&world, name.split('.').next().unwrap_or_default());
    // Whatever it is, Telegram calls it a stream of bytes.
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    response
}
