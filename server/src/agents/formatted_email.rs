//! `GET /files/{key}/formatted`: a mail as it was designed. `?pictures=remote` lets it fetch pictures from elsewhere.

use crate::email_pages::{cleaning::Task, document, sorry};
use crate::extract::{Agent, Query};
use crate::security::content_policy;
use crate::{App, Refused};
use axum::extract::{Path, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use types::Problem;

const CROSS_ORIGIN_OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// The page of a mail in a conversation that the agent may see, made harmless.
///
/// # Errors
/// `NotFound` for mails of others, and for what is no page of a mail; `TooMany` when too many are cleaned.
pub async fn read(
    State(app): State<App>,
    Agent(actor): Agent,
    Path(key): Path<String>,
    query: Query,
) -> Result<Response, Refused> {
    let stored = app.desk.email_page(&actor, &key).await?;
    let remote_pictures = query.text("pictures") == "remote";
    // In its sandbox the page has no session, so each picture gets an address that is a right in itself.
    let ours = |key: &str| Ok::<_, Problem>(format!("/lent/{}", app.desk.lend(key)?));
    let pictures = stored.page.pictures.into_iter().map(|picture| Ok((picture.content_id, ours(&picture.key)?)));
    let pictures = pictures.collect::<Result<_, Problem>>()?;
    let html = String::from_utf8_lossy(&stored.html).into_owned();
    let cleaned = app.email_pages.clean(&Task { html, pictures, remote_pictures }).await?;
    let (status, page) = match cleaned {
        Some(page) => (StatusCode::OK, document(&stored.subject, &page)),
        None => (StatusCode::UNPROCESSABLE_ENTITY, sorry(&stored.subject)),
    };
    let policy = if remote_pictures { content_policy::EMAIL_WITH_REMOTE_PICTURES } else { content_policy::EMAIL };
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, policy),
        // Senders learn nothing of us from those who follow their links or fetch their pictures.
        (header::REFERRER_POLICY, "no-referrer"),
        // A page in a sandbox may not ask for a window of its own (HTML, cross-origin opener policies), should it be opened in one.
        (CROSS_ORIGIN_OPENER_POLICY, "unsafe-none"),
    ];
    Ok((status, headers, page).into_response())
}
