//! Files that a person at the phone chose.

use super::{Impossible, line};
use crate::incoming;
use crate::router::Shared;
use crate::state::OneFile;
use axum::Json;
use axum::extract::{Multipart, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

/// Whose files they are: providers name them differently.
#[derive(Deserialize)]
pub(super) struct Whose {
    line: String,
}

pub(super) async fn upload(
    State(world): State<Shared>,
    Query(whose): Query<Whose>,
    mut form: Multipart,
) -> Result<Json<Value>, Impossible> {
    let line = line(&world, &whose.line)?;
    let broken = |_| Impossible::order("The file broke off; try again.");
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let Some(name) = field.file_name().map(str::to_owned) else { continue };
        let media_type = field.content_type().unwrap_or("application/octet-stream").to_owned();
        let bytes = field.bytes().await.map_err(broken)?;
        if bytes.is_empty() {
            return Err(Impossible::order("The file is empty; choose another."));
        }
        let file = OneFile { name, media_type, bytes };
        let id = world.change(|state| incoming::keep(state, line.channel, file)).await;
        return Ok(Json(json!({"id": id})));
    }
    Err(Impossible::order("There is no file in the form."))
}
