//! A panic is a fault of ours, and must not become anybody else's: it ends one request.

use crate::Refused;
use axum::response::{IntoResponse as _, Response};
use std::any::Any;
use types::Problem;

/// The answer to a request whose handler panicked. The panic itself has gone to the log by the hook.
pub fn answer(_panic: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    Refused(Problem::Internal).into_response()
}
