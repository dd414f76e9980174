//! The chat session in a path.

use crate::Refused;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use types::{Problem, Uuid};

/// The id of the chat session in the path.
#[derive(Clone, Copy, Debug)]
pub struct SessionId(pub Uuid);

impl<S: Send + Sync> FromRequestParts<S> for SessionId {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        let id = path.ok().and_then(|Path(text)| Uuid::try_parse(&text).ok());
        let problem = || Problem::invalid("session_id", "The session_id in the address must be a UUID.");
        Ok(Self(id.ok_or_else(problem)?))
    }
}
