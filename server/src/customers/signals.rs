//! `POST /chat/{key}/signals`: that the visitor types, has received, has seen.

use crate::extract::{Json, Visitor};
use crate::{App, Refused};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{Desk, Website};
use types::Problem;
use types::visitor::VisitorSignal;

/// Takes a signal from a page without a WebSocket.
///
/// # Errors
/// `SignedOut` without a token.
pub async fn take(
    State(app): State<App>,
    Visitor { site, token }: Visitor,
    Json(signal): Json<VisitorSignal>,
) -> Result<StatusCode, Refused> {
    pass_on(&app.desk, &site, &token, signal).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Tells the desk.
pub(super) async fn pass_on(desk: &Desk, site: &Website, token: &str, signal: VisitorSignal) -> Result<(), Problem> {
    match signal {
        VisitorSignal::Typing { on } => desk.visitor_typing(site, token, on).await,
        VisitorSignal::Seen { up_to } => desk.visitor_seen(site, token, up_to).await,
        VisitorSignal::Received { up_to } => desk.visitor_received(site, token, up_to).await,
    }
}
