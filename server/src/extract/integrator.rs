//! The program that calls the REST API.

use super::bearer;
use crate::{App, Refused};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::ApiActor;
use types::Problem;

/// The program behind a bearer token.
#[derive(Clone, Debug)]
pub struct Integrator(pub ApiActor);

impl FromRequestParts<App> for Integrator {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let token = bearer(&parts.headers).ok_or(Problem::SignedOut)?;
        Ok(Self(app.desk.token(token).await?))
    }
}
