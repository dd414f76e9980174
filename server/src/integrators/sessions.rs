//! Chat sessions: conversations that a program holds on behalf of a customer.

use super::session_body::{NewMessage, SessionBody};
use crate::extract::{Integrator, Json, Query, SessionId};
use crate::{App, Refused};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;

/// Begin a session
///
/// The session begins with the inbox's greeting, whose time is the session's `created_at`.
#[utoipa::path(
    post,
    path = "/api/v1/sessions",
    tag = "sessions",
    responses(
        (status = 201, description = "The session with its greeting.", body = SessionBody,
            headers(("location" = String, description = "The address of the session."))),
        (status = 401, response = super::documentation::NoToken),
        (status = 403, response = super::documentation::NotAllowed),
    ),
)]
pub async fn create(
    State(app): State<App>,
    Integrator(program): Integrator,
) -> Result<impl IntoResponse + use<>, Refused> {
    let session = app.desk.create_session(&program).await?;
    let location = [(header::LOCATION, format!("/api/v1/sessions/{}", session.id))];
    Ok((StatusCode::CREATED, location, axum::Json(SessionBody::from(session))))
}

/// Add a message
///
/// Answers with the whole session. The agents see the message at once.
#[utoipa::path(
    post,
    path = "/api/v1/sessions/{session_id}/messages",
    tag = "sessions",
    params(("session_id" = Uuid, Path, description = "Which session.")),
    request_body(content = NewMessage, example = json!({"author_type": "customer", "content": "Where is my order?"})),
    responses(
        (status = 201, description = "The session with the new message.", body = SessionBody),
        (status = 401, response = super::documentation::NoToken),
        (status = 403, response = super::documentation::NotAllowed),
        (status = 404, response = super::documentation::NoSession),
        (status = 422, response = super::documentation::BadField),
    ),
)]
pub async fn post_message(
    State(app): State<App>,
    Integrator(program): Integrator,
    SessionId(id): SessionId,
    Json(message): Json<NewMessage>,
) -> Result<impl IntoResponse + use<>, Refused> {
    let session = app.desk.post_to_session(&program, id, message.author_type.into(), &message.content).await?;
    Ok((StatusCode::CREATED, axum::Json(SessionBody::from(session))))
}

/// Read a session
///
/// All of it, or the part that is not known yet.
#[utoipa::path(
    get,
    path = "/api/v1/sessions/{session_id}",
    tag = "sessions",
    params(
        ("session_id" = Uuid, Path, description = "Which session."),
        ("after" = Option<i64>, Query, description = "Leave out so many messages from the beginning: how many are known already.", minimum = 0),
        ("limit" = Option<i64>, Query, description = "At most so many messages, oldest first.", minimum = 1),
    ),
    responses(
        (status = 200, description = "The session.", body = SessionBody),
        (status = 401, response = super::documentation::NoToken),
        (status = 403, response = super::documentation::NotAllowed),
        (status = 404, response = super::documentation::NoSession),
        (status = 422, response = super::documentation::BadField),
    ),
)]
pub async fn read(
    State(app): State<App>,
    Integrator(program): Integrator,
    SessionId(id): SessionId,
    query: Query,
) -> Result<impl IntoResponse + use<>, Refused> {
    let session = app.desk.session(&program, id, query.optional("after")?, query.optional("limit")?).await?;
    Ok(axum::Json(SessionBody::from(session)))
}
