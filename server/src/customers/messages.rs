//! `GET` and `POST /chat/{key}/messages`: what the visitor reads and writes, from a script or from a plain form.

mod form;

use super::chat;
use crate::extract::{Json, Query, Site, Visitor, is_token, token_of};
use crate::{App, Refused, stored_file};
use axum::extract::{FromRequest as _, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::Website;
use form::Form;
use types::Problem;
use types::visitor::{VisitorDraft, VisitorThread};

/// The newest messages, or those before one.
///
/// # Errors
/// `SignedOut` without a token.
pub async fn list(
    State(app): State<App>,
    Visitor { site, token }: Visitor,
    query: Query,
) -> Result<axum::Json<VisitorThread>, Refused> {
    Ok(axum::Json(app.desk.visitor_thread(&site, &token, query.optional("before")?).await?))
}

/// Takes a message. A repeat of its `client_id` is the same message.
///
/// # Errors
/// `SignedOut` without a token, `Invalid` for a message that cannot be taken.
pub async fn write(State(app): State<App>, Site(site): Site, request: Request) -> Result<Response, Refused> {
    if form::is_form(request.headers()) {
        return write_form(&app, &site, request).await;
    }
    let token = token_of(request.headers()).ok_or(Problem::SignedOut)?;
    let Json(draft) = Json::<VisitorDraft>::from_request(request, &()).await?;
    let (message, is_new) = app.desk.visitor_writes(&site, &token, draft).await?;
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, axum::Json(message)).into_response())
}

/// The same from a page without script, which is then shown the chat again.
async fn write_form(app: &App, site: &Website, request: Request) -> Result<Response, Refused> {
    let kept = token_of(request.headers());
    let permit = stored_file::permit(app)?;
    let form = Form::read(request).await?;
    let token = Some(form.token.clone()).filter(|token| is_token(token)).or(kept).ok_or(Problem::SignedOut)?;
    let sent = send(app, site, &token, form).await;
    drop(permit);
    match sent {
        Ok(()) => Ok(Redirect::to(&format!("/chat/{}", site.key)).into_response()),
        Err(problem) => chat::show(app, site, token, Some(problem)).await,
    }
}

async fn send(app: &App, site: &Website, token: &str, form: Form) -> Result<(), Problem> {
    let client_id = form.client_id()?;
    let mut attachments = Vec::new();
    for (name, bytes) in form.files {
        attachments.push(app.desk.visitor_upload(site, token, &name, bytes).await?.key);
    }
    app.desk.visitor_writes(site, token, VisitorDraft { client_id, text: form.text, attachments }).await?;
    Ok(())
}
