//! `GET /files/{key}/pages/{number}`: a page of a PDF as a picture.

use crate::extract::Agent;
use crate::security::content_policy;
use crate::{App, Refused};
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use types::{Noun, Problem};

/// How many pages the file has.
pub const PAGES: HeaderName = HeaderName::from_static("frontdesk-pages");

/// A page, counted from 1, of a file in a conversation that the agent may see.
///
/// # Errors
/// `NotFound` for files of others, for what is no PDF, and for a page that cannot be drawn; `TooMany` when too many are drawn.
pub async fn read(
    State(app): State<App>,
    Agent(actor): Agent,
    Path((key, number)): Path<(String, u32)>,
) -> Result<Response, Refused> {
    let _turn = app.pdf_pages.turn().await?;
    let file = app.desk.file(&actor, &key).await?;
    let Some(drawing) = app.pdf_pages.draw(&file, number).await else {
        // It will not be any better on the next look.
        let hours = [(header::CACHE_CONTROL, "private, max-age=3600")];
        return Ok((hours, Refused(Problem::NotFound { what: Noun::Attachment })).into_response());
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/png")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(content_policy::FILE)),
        // A key is never used again for other bytes.
        (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable")),
        (PAGES, HeaderValue::from(drawing.pages)),
    ];
    Ok((StatusCode::OK, headers, drawing.png).into_response())
}
