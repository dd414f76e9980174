//! What operators and their monitoring ask.

use crate::{App, Refused};
use axum::extract::State;

/// `GET /health`: the process answers.
pub async fn health() -> &'static str {
    "ok"
}

/// `GET /ready`: it can work, too: the database answers and is up to date.
///
/// # Errors
/// `Unavailable` otherwise.
pub async fn ready(State(app): State<App>) -> Result<&'static str, Refused> {
    app.desk.ready().await?;
    Ok("ready")
}
