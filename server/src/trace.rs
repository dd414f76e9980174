//! The log: one span per request with its method and its route, never a query string, a body, a token or an address.

use axum::extract::{MatchedPath, Request};
use std::io::IsTerminal as _;
use std::time::Duration;
use tracing::Span;
use tracing_subscriber::EnvFilter;

/// Starts writing to standard error; standard output belongs to what commands print. A second call changes nothing.
pub fn start(filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Colours are for people; in a file they are noise.
    let _ = log.with_ansi(std::io::stderr().is_terminal()).try_init();
}

/// The span of a request. Paths hold keys of files and chats, so it has the route instead.
pub fn span(request: &Request) -> Span {
    let route = request.extensions().get::<MatchedPath>().map_or("(none)", MatchedPath::as_str);
    tracing::info_span!("request", method = %request.method(), route)
}

/// Notes how a request was answered.
pub fn answered<B>(response: &axum::http::Response<B>, after: Duration, _span: &Span) {
    tracing::debug!(status = response.status().as_u16(), micros = after.as_micros(), "answered");
}
