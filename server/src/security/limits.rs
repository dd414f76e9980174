//! How much a request may bring and how long it may take.

use crate::Refused;
use axum::RequestExt as _;
use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http_body_util::LengthLimitError;
use std::error::Error;
use std::time::Duration;
use types::{Problem, limits};

/// Largest JSON or form body: a message of the longest text, every character of it escaped, fits many times.
pub const BODY_BYTES: u64 = 1024 * 1024;
/// Largest body of an upload: the largest file, and the rest of the form around it.
pub const UPLOAD_BYTES: u64 = limits::ATTACHMENT_BYTES + 64 * 1024;
/// Largest call of Meta (developers.facebook.com, webhooks: up to 3 MB).
pub const CALL_BYTES: u64 = 3 * 1024 * 1024;
/// Largest call of any provider: mails of inbound services carry their files with them.
pub const HOOK_BYTES: u64 = 36 * 1024 * 1024;
/// Longest time until an answer begins. Live connections begin at once and then last.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// Longest time for an upload, over a bad mobile connection.
pub const UPLOAD_WITHIN: Duration = Duration::from_secs(300);
/// Longest silence in the middle of a body.
pub const BODY_SILENCE: Duration = Duration::from_secs(20);
/// Uploads held in memory at a time.
pub const UPLOADS_AT_A_TIME: usize = 32;

/// Middleware: refuses a body that announces to be too large before reading it, and breaks off one that turns out to be.
/// The size stands a second time in the `DefaultBodyLimit` around it.
pub async fn body(request: Request, next: Next) -> Response {
    limited(BODY_BYTES, BODY_BYTES, request, next).await
}

/// Middleware: the same for uploads. What is told is the limit of the file itself.
pub async fn upload(request: Request, next: Next) -> Response {
    limited(UPLOAD_BYTES, limits::ATTACHMENT_BYTES, request, next).await
}

/// Middleware: the same for calls of providers. Only mails may be larger than what Meta sends at most.
pub async fn hook(request: Request, next: Next) -> Response {
    let most = if request.uri().path().starts_with("/hooks/email") { HOOK_BYTES } else { CALL_BYTES };
    limited(most, most, request, next).await
}

async fn limited(most: u64, told: u64, request: Request, next: Next) -> Response {
    let announced =
        request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|bytes| bytes > most) {
        return Refused(Problem::TooLarge { limit: told }).into_response();
    }
    next.run(request.with_limited_body()).await
}

/// Middleware: gives up after `ANSWER_WITHIN`.
pub async fn answer_in_time(request: Request, next: Next) -> Response {
    within(ANSWER_WITHIN, request, next).await
}

/// Middleware: gives up after `UPLOAD_WITHIN`.
pub async fn upload_in_time(request: Request, next: Next) -> Response {
    within(UPLOAD_WITHIN, request, next).await
}

async fn within(time: Duration, request: Request, next: Next) -> Response {
    let answer = tokio::time::timeout(time, next.run(request)).await;
    answer.unwrap_or_else(|_| {
        tracing::error!(seconds = time.as_secs(), "a request took too long");
        Refused(Problem::Unavailable).into_response()
    })
}

/// Why a body could not be read to its end: it is larger than `limit`, or the connection broke off.
pub(crate) fn unreadable(error: &(dyn Error + 'static), limit: u64, field: &str) -> Problem {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<LengthLimitError>() {
            return Problem::TooLarge { limit };
        }
        cause = error.source();
    }
    Problem::invalid(field, format!("The {field} broke off before its end. Please try again."))
}
