//! Telegram's Bot API (10.1).

mod account;
mod chats;
mod parameters;
mod send;

use crate::Channel;
use crate::accept::{Dialect, retry_after};
use crate::plan::Line;
use crate::router::Shared;
use crate::world::World;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use axum::{Json, Router};
use parameters::Parameters;
use serde_json::{Value, json};

/// Everything under `/telegram`.
pub(crate) fn routes() -> Router<Shared> {
    Router::new().route("/telegram/{bot}/{method}", any(call)).route("/telegram/file/{bot}/{*path}", get(account::file))
}

async fn call(State(world): State<Shared>, Path((bot, method)): Path<(String, String)>, request: Request) -> Response {
    let Some(line) = line(&world, &bot) else { return coded(401, None) };
    let parameters = match Parameters::read(request).await {
        Ok(parameters) => parameters,
        Err(refusal) => return refusal.into_response(),
    };
    let result = match method.to_lowercase().as_str() {
        "getme" => Ok(account::me(&line)),
        "setwebhook" => account::set_webhook(&world, &line, &parameters).await,
        "deletewebhook" => account::delete_webhook(&world, &line).await,
        "getwebhookinfo" => Ok(account::webhook_info(&world, &line)),
        "getupdates" => Err(refused(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        )),
        "getfile" => account::get_file(&world, &parameters),
        "sendchataction" => chats::action(&world, &line, &parameters).await,
        "setmessagereaction" => chats::react(&world, &line, &parameters).await,
        "answercallbackquery" => chats::answer(&parameters),
        "editmessagetext" => chats::edit(&world, &line, &parameters).await,
        "deletemessage" => chats::delete(&world, &line, &parameters).await,
        "getchat" => chats::get(&world, &line, &parameters),
        "getuserprofilephotos" => Ok(json!({"total_count": 0, "photos": []})),
        sending if send::is_known(sending) => return send::send(world, line, sending.to_owned(), parameters).await,
        _ => Err(refused(404, "Not Found")),
    };
    match result {
        Ok(result) => done(&result),
        Err(refusal) => refusal.into_response(),
    }
}

/// The bot with the token in the address, after the word `bot`.
fn line(world: &World, bot: &str) -> Option<Line> {
    let token = bot.strip_prefix("bot")?;
    world.plan.lines.iter().find(|line| line.channel == Channel::Telegram && line.access_token == token).cloned()
}

fn done(result: &Value) -> Response {
    Json(json!({"ok": true, "result": result})).into_response()
}

/// The error of a call: its code and its words.
struct Refusal(u16, String);

fn refused(code: u16, description: &str) -> Refusal {
    Refusal(code, description.to_owned())
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0).unwrap_or(StatusCode::BAD_REQUEST);
        (status, Json(json!({"ok": false, "error_code": self.0, "description": self.1}))).into_response()
    }
}

/// How Telegram says what went wrong.
static DIALECT: Dialect = Dialect { coded, throttled };

fn coded(code: i64, _: Option<i64>) -> Response {
    let (code, words) = match code {
        401 => (401, "Unauthorized"),
        403 => (403, "Forbidden: bot was blocked by the user"),
        409 => (409, "Conflict: terminated by other getUpdates request"),
        500.. => (500, "Internal Server Error"),
        _ => (400, "Bad Request: chat not found"),
    };
    refused(code, words).into_response()
}

/// The seconds stand in the body as well.
fn throttled(after: Option<u64>) -> Response {
    let seconds = after.unwrap_or(1);
    let description = format!("Too Many Requests: retry after {seconds}");
    let body = match after {
        Some(_) => {
            json!({"ok": false, "error_code": 429, "description": description, "parameters": {"retry_after": seconds}})
        }
        None => json!({"ok": false, "error_code": 429, "description": "Too Many Requests"}),
    };
    let mut response = (StatusCode::TOO_MANY_REQUESTS, Json(body)).into_response();
    retry_after(&mut response, after);
    response
}
