//! `GET /live/events` and `POST /live/signal`: the live connection for networks that let no WebSocket through.

use super::presence::Presence;
use crate::extract::{Agent, Json, Query, number};
use crate::{App, Refused, live};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use types::live::Signal;
use types::{Seq, Uuid};

/// Everything from the page's cursor on. `connection` is the page's own name for the stream; its signals bear it too.
///
/// # Errors
/// `Invalid` without a cursor.
pub async fn stream(
    State(app): State<App>,
    headers: HeaderMap,
    Agent(actor): Agent,
    query: Query,
) -> Result<Response, Refused> {
    let feed = app.desk.subscribe(&actor, cursor(&headers, &query)?).await?;
    let connection = query.optional("connection")?.unwrap_or_else(Uuid::new_v4);
    let presence = Presence { desk: app.desk, actor, connection };
    Ok(live::stream(feed, presence, &app.shutdown))
}

/// What a page with a stream has to say.
///
/// # Errors
/// `Invalid` without the stream's name.
pub async fn signal(
    State(app): State<App>,
    Agent(actor): Agent,
    query: Query,
    Json(signal): Json<Signal>,
) -> Result<StatusCode, Refused> {
    app.desk.signal(&actor, query.required("connection")?, signal).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A browser that comes back by itself tells what it had last; that beats the address it first asked for.
pub(crate) fn cursor(headers: &HeaderMap, query: &Query) -> Result<Seq, Refused> {
    match headers.get("last-event-id").and_then(|id| id.to_str().ok()) {
        Some(id) => Ok(number("Last-Event-ID", id)?),
        None => query.required("after"),
    }
}
