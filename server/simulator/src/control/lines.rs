//! Orders about a line as a whole.

use super::{Impossible, line};
use crate::receipts;
use crate::router::Shared;
use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};

/// What is to change.
#[derive(Deserialize)]
pub(super) struct Change {
    /// Every message is read as soon as it is delivered.
    auto_read: Option<bool>,
    /// The application gets webhooks.
    subscribed: Option<bool>,
    /// Where they go.
    callback: Option<String>,
}

pub(super) async fn set(
    State(world): State<Shared>,
    Path(account): Path<String>,
    Json(wanted): Json<Change>,
) -> Result<Json<Value>, Impossible> {
    let line = line(&world, &account)?;
    world
        .change(|state| {
            let kept = state.line_mut(&line.account);
            kept.auto_read = wanted.auto_read.unwrap_or(kept.auto_read);
            kept.subscribed = wanted.subscribed.unwrap_or(kept.subscribed);
            if let Some(callback) = wanted.callback {
                kept.callback = callback;
            }
            let people: Vec<String> = kept.customers.iter().map(|customer| customer.id.clone()).collect();
            for id in people {
                receipts::advance(state, &line, &id, 0, false);
            }
        })
        .await;
    Ok(Json(json!({"ok": true})))
}
