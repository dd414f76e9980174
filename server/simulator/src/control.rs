//! The control API: what happened, and orders for what is to happen. For tests and for the phone.

mod customers;
mod files;
mod lines;
mod orders;
mod view;

use crate::router::Shared;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures_util::{Stream, stream};
use serde_json::json;
use std::convert::Infallible;

/// Everything under `/control`.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/control/state", get(view::state))
        .route("/control/events", get(events))
        .route("/control/faults", post(orders::faults))
        .route("/control/webhooks", post(orders::webhooks))
        .route("/control/reset", post(orders::reset))
        .route("/control/lines/{line}", post(lines::set))
        .route("/control/files", post(files::upload))
        .route("/control/files/{id}", get(file))
        .route("/control/customers/{line}", post(customers::make))
        .route("/control/customers/{line}/{customer}", post(customers::set))
        .route("/control/customers/{line}/{customer}/open", post(customers::open))
        .route("/control/customers/{line}/{customer}/messages", post(customers::act))
}

/// Why an order cannot be carried out, in a sentence.
struct Impossible(StatusCode, String);

impl Impossible {
    fn missing(what: &str) -> Self {
        Self(StatusCode::NOT_FOUND, what.to_owned())
    }

    fn order(what: impl Into<String>) -> Self {
        Self(StatusCode::BAD_REQUEST, what.into())
    }
}

impl IntoResponse for Impossible {
    fn into_response(self) -> Response {
        (self.0, Json(json!({"error": self.1}))).into_response()
    }
}

/// A line of the plan.
fn line(world: &Shared, account: &str) -> Result<crate::Line, Impossible> {
    world.line(account).cloned().ok_or_else(|| Impossible::missing("The plan has no line with this account."))
}

/// One event for each change, with the version; a page then asks for what it shows.
async fn events(State(world): State<Shared>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let versions = world.versions();
    let changes = stream::unfold((world, versions, true), |(world, mut versions, first)| async move {
        if !first {
            tokio::select! {
                changed = versions.changed() => changed.ok()?,
                () = world.closed() => return None,
            }
        }
        let version = *versions.borrow_and_update();
        let event = Event::default().data(version.to_string());
        Some((Ok(event), (world, versions, false)))
    });
    Sse::new(changes).keep_alive(KeepAlive::default())
}

async fn file(State(world): State<Shared>, Path(id): Path<String>, Query(_): Query<serde_json::Value>) -> Response {
    crate::graph::serve(&world, &id)
}
