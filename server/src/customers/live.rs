//! `GET /chat/{key}/live` and `GET /chat/{key}/events`: a visitor's live connection.

use super::signals::pass_on;
use crate::agents::live_events::cursor;
use crate::extract::{Query, Site, Visitor, is_token};
use crate::live::Ears;
use crate::security::origin;
use crate::{App, Refused, live};
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::{Desk, Website};
use types::Problem;
use types::visitor::VisitorSignal;

/// The subprotocol; the token travels beside it, because browsers cannot give a WebSocket headers.
const PROTOCOL: &str = "frontdesk";

/// The WebSocket.
///
/// # Errors
/// `Forbidden` for other sites' pages, `SignedOut` without a token, `Invalid` without a cursor.
pub async fn connect(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Site(site): Site,
    query: Query,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Refused> {
    if !origin::may_open_socket(&app, &uri, &headers) {
        return Err(Problem::forbidden("another site's page asked for the connection.").into());
    }
    let token = offered_token(&upgrade).ok_or(Problem::SignedOut)?;
    let feed = app.desk.visitor_subscribe(&site, &token, query.required("after")?).await?;
    let ears = Guest { desk: app.desk, site, token };
    let upgrade = live::accept(upgrade).protocols([PROTOCOL]);
    Ok(upgrade.on_upgrade(|socket| live::carry(socket, feed, ears, app.shutdown)))
}

/// The stream.
///
/// # Errors
/// `SignedOut` without a token, `Invalid` without a cursor.
pub async fn stream(
    State(app): State<App>,
    headers: HeaderMap,
    Visitor { site, token }: Visitor,
    query: Query,
) -> Result<Response, Refused> {
    let feed = app.desk.visitor_subscribe(&site, &token, cursor(&headers, &query)?).await?;
    Ok(live::stream(feed, (), &app.shutdown))
}

fn offered_token(upgrade: &WebSocketUpgrade) -> Option<String> {
    let mut offered = upgrade.requested_protocols().filter_map(|protocol| protocol.to_str().ok());
    offered.find(|protocol| is_token(protocol)).map(str::to_owned)
}

struct Guest {
    desk: Desk,
    site: Website,
    token: String,
}

impl Ears for Guest {
    async fn hear(&mut self, text: &str) {
        if let Ok(signal) = serde_json::from_str::<VisitorSignal>(text) {
            // Worth one attempt only: the next signal tells more.
            let _ = pass_on(&self.desk, &self.site, &self.token, signal).await;
        }
    }
}
