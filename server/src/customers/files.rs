//! `POST /chat/{key}/files` and `GET /chat/{key}/files/{file}`: what visitors attach and open.

use crate::extract::{Query, Site, Visitor};
use crate::{App, Refused, stored_file};
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::TypedHeader;
use axum_extra::headers::Range;
use types::message::Attachment;

/// Keeps a file for a message yet to be written.
///
/// # Errors
/// `TooLarge`, `Invalid`, `SignedOut` without a token.
pub async fn upload(
    State(app): State<App>,
    Visitor { site, token }: Visitor,
    query: Query,
    body: Body,
) -> Result<(StatusCode, Json<Attachment>), Refused> {
    let bytes = stored_file::receive(&app, body).await?;
    let attachment = app.desk.visitor_upload(&site, &token, query.text("name"), bytes).await?;
    Ok((StatusCode::CREATED, Json(attachment)))
}

/// A file of this website. Pictures cannot bring a token, so the key itself is the secret: nobody guesses it.
///
/// # Errors
/// `NotFound`.
pub async fn download(
    State(app): State<App>,
    Site(site): Site,
    Path((_, file)): Path<(String, String)>,
    range: Option<TypedHeader<Range>>,
) -> Result<Response, Refused> {
    Ok(stored_file::answer(app.desk.visitor_file(&site, &file).await?, range))
}
