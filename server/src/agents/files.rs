//! `POST /files` and `GET /files/{key}`: what agents attach and open.

use crate::extract::{Agent, Query};
use crate::{App, Refused, stored_file};
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::TypedHeader;
use axum_extra::headers::Range;
use types::message::Attachment;

/// Keeps a file for a message yet to be sent. Who may not is told so before the file is read.
///
/// # Errors
/// `TooLarge`, `Invalid`, `NotFound` for a foreign conversation.
pub async fn upload(
    State(app): State<App>,
    Agent(actor): Agent,
    query: Query,
    body: Body,
) -> Result<(StatusCode, Json<Attachment>), Refused> {
    let conversation = query.required("conversation")?;
    let bytes = stored_file::receive(&app, body).await?;
    let attachment = app.desk.upload(&actor, conversation, query.text("name"), bytes).await?;
    Ok((StatusCode::CREATED, Json(attachment)))
}

/// A file of a conversation that the agent may see.
///
/// # Errors
/// `NotFound`, also for files of others.
pub async fn download(
    State(app): State<App>,
    Agent(actor): Agent,
    Path(key): Path<String>,
    range: Option<TypedHeader<Range>>,
) -> Result<Response, Refused> {
    Ok(stored_file::answer(app.desk.file(&actor, &key).await?, range))
}
