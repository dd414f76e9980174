//! Orders about a line as a whole.

use super::{Impossible, line};
use crate::Channel;
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
    /// Gupshup: their format, 2 or 3.
    version: Option<u8>,
}

pub(super) async fn set(
    State(world): State<Shared>,
    Path(account): Path<String>,
    Json(wanted): Json<Change>,
) -> Result<Json<Value>, Impossible> {
    let line = line(&world, &account)?;
    let is_known = |version: u8| line.channel == Channel::Gupshup && matches!(version, 2 | 3);
    if wanted.version.is_some_and(|version| !is_known(version)) {
        return Err(Impossible::order("version is the format of Gupshup's webhooks: 2 or 3."));
    }
    world
        .change(|state| {
            let kept = state.line_mut(&line.account);
            kept.auto_read = wanted.auto_read.unwrap_or(kept.auto_read);
            kept.subscribed = wanted.subscribed.unwrap_or(kept.subscribed);
            kept.version = wanted.version.unwrap_or(kept.version);
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
