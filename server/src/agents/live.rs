//! `GET /live?after=SEQ`: the live connection of an agent's page, as a WebSocket.

use super::presence::Presence;
use crate::extract::{Agent, Query};
use crate::security::origin;
use crate::{App, Refused, live};
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use types::{Problem, Uuid};

/// Opens the connection; from then on everything comes in order, from the page's cursor.
///
/// # Errors
/// `Forbidden` for other sites' pages, `Invalid` without a cursor.
pub async fn connect(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Agent(actor): Agent,
    query: Query,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Refused> {
    if !origin::may_open_socket(&app, &uri, &headers) {
        return Err(Problem::forbidden("another site's page asked for the connection.").into());
    }
    let feed = app.desk.subscribe(&actor, query.required("after")?).await?;
    let ears = Presence { desk: app.desk, actor, connection: Uuid::new_v4() };
    Ok(live::accept(upgrade).on_upgrade(|socket| live::carry(socket, feed, ears, app.shutdown)))
}
