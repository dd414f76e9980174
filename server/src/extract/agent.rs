//! The agent who is signed in.

use crate::{App, Refused};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::Actor;
use types::Problem;

/// The cookie that carries the session's token.
const SESSION: &str = "frontdesk_session";

/// The agent who is signed in, by the session's cookie. People who open a link are led to the sign-in page.
#[derive(Clone, Debug)]
pub struct Agent(pub Actor);

impl FromRequestParts<App> for Agent {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let cookies = CookieJar::from_headers(&parts.headers);
        let token = cookies.get(SESSION).map(|cookie| cookie.value()).filter(|token| !token.is_empty());
        let actor = match token {
            Some(token) => app.desk.actor(token).await,
            None => Err(Problem::SignedOut),
        };
        match actor {
            Ok(actor) => Ok(Self(actor)),
            Err(Problem::SignedOut) if opens_a_page(parts) => Err(Redirect::to("/sign-in").into_response()),
            Err(problem) => Err(Refused(problem).into_response()),
        }
    }
}

fn opens_a_page(parts: &Parts) -> bool {
    let accept = parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    parts.method == Method::GET && accept.is_some_and(|types| types.contains("text/html"))
}
