//! Gupshup: its API (`api.gupshup.io`) and that of its partners (`partner.gupshup.io`).

mod account;
mod content;
mod send;

use crate::Channel;
use crate::accept::{Dialect, retry_after};
use crate::plan::Line;
use crate::router::Shared;
use crate::world::World;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde_json::json;

/// Everything under `/gupshup` and `/gupshup-partner`.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/gupshup/wa/api/v1/msg", post(send::session))
        .route("/gupshup/wa/api/v1/template/msg", post(send::template))
        .route("/gupshup/wa/app/{app}/msg/{message}/read", put(account::read))
        .route("/gupshup/wa/app/{app}/template", get(account::templates))
        .route("/gupshup/sm/api/v1/template/list/{app}", get(account::templates))
        .route("/gupshup/wa/app/{app}/subscription", get(account::subscriptions).post(account::subscribe))
        .route("/gupshup/sm/api/v2/wallet/balance", get(account::balance))
        .nest("/gupshup-partner", partner())
        .nest("/gupshup-partner/partner", partner())
}

fn partner() -> Router<Shared> {
    Router::new()
        .route("/app/{app}/v1/event", post(account::event))
        .route("/app/{app}/subscription", get(account::subscriptions).post(account::subscribe))
        .route("/app/{app}/templates", get(account::templates))
        .route("/app/{app}/health", get(account::health))
}

/// How Gupshup says what went wrong.
static DIALECT: Dialect = Dialect { coded, throttled };

fn coded(code: i64, _: Option<i64>) -> Response {
    let status = if code == 500 { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::BAD_REQUEST };
    (status, Json(json!({"status": "error", "code": code, "message": reason(code)}))).into_response()
}

fn throttled(after: Option<u64>) -> Response {
    let mut response = refused(StatusCode::TOO_MANY_REQUESTS, "Too Many Requests").into_response();
    retry_after(&mut response, after);
    response
}

/// The error of a call: its status and its words.
struct Refusal(StatusCode, String);

fn refused(status: StatusCode, message: &str) -> Refusal {
    Refusal(status, message.to_owned())
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, Json(json!({"status": "error", "message": self.1}))).into_response()
    }
}

/// The line with this app name or id, if the key is right.
fn line(world: &World, app: &str, headers: &HeaderMap) -> Result<Line, Refusal> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let key = header("apikey").or_else(|| header("token")).or_else(|| header("authorization")).unwrap_or_default();
    let key = key.strip_prefix("Bearer ").unwrap_or(key);
    let ours: Vec<&Line> =
        world.plan.lines.iter().filter(|line| line.channel == Channel::Gupshup && line.access_token == key).collect();
    if ours.is_empty() {
        return Err(refused(StatusCode::UNAUTHORIZED, "Portal User Not Found With APIKey"));
    }
    let line = ours.into_iter().find(|line| line.account == app || line.business == app);
    line.cloned().ok_or_else(|| refused(StatusCode::BAD_REQUEST, "Invalid App Details"))
}

/// Words for a code (docs.gupshup.io, error codes); Meta's codes have Meta's words.
pub(crate) fn reason(code: i64) -> String {
    let words = match code {
        470 => {
            "Message failed to send because more than 24 hours have passed since the customer last replied to this number"
        }
        471 => "Rate limit hit: too many messages were blocked or flagged as spam",
        500 => "Internal server error",
        1001 => "Last message was sent for another bot",
        1002 | 1013 => "Number Does Not Exists On WhatsApp",
        1003 => "Unable to send message | Check your wallet balance",
        1004 => {
            "Message sending failed as user is inactive for session message, not opted in for template message and template did not match"
        }
        1005 => "Message sending failed as user is inactive for session message and template did not match",
        1006 => "Message sending failed as user is inactive for session message and not opted in for template message",
        1007 | 1008 => "User is not Opted in and Inactive",
        1010 | 1011 | 1014 => "Invalid Media URL",
        1012 => "Message sending failed as the user opted out",
        4001 => "Message sending rate limit exceeded",
        4002 | 4003 => "Template did not match",
        _ => return crate::graph::known(code, None).title,
    };
    words.to_owned()
}
