//! Requests that change something must come from our own pages.
//!
//! Server functions and forms have only the cookie, which a browser also sends for other sites' pages. So one rule stands in
//! front of all of them, and no GET changes anything.

use crate::{App, Refused};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use types::Problem;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// Paths of programs, which bring a token or a signature and no cookie.
const FOR_PROGRAMS: [&str; 2] = ["/api/v1/", "/hooks/"];

/// Middleware: refuses what another site's page has sent.
pub async fn refuse_foreign(State(app): State<App>, request: Request, next: Next) -> Response {
    let is_for_programs = FOR_PROGRAMS.iter().any(|prefix| request.uri().path().starts_with(prefix));
    if request.method().is_safe() || is_for_programs || is_ours(&app, request.uri(), request.headers()) {
        return next.run(request).await;
    }
    tracing::warn!(path = request.uri().path(), "refused a request that another site's page may have sent");
    Refused(Problem::forbidden("the request did not come from a page of this site.")).into_response()
}

/// Whether the browser says that a page of ours sent this. Browsers send `Sec-Fetch-Site` over TLS and on loopback, `Origin`
/// with every POST since about 2020, and `Referer` before that; a request with none of them did not come from a page of ours.
#[must_use]
pub fn is_ours(app: &App, uri: &Uri, headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if let Some(site) = text(FETCH_SITE) {
        return matches!(site, "same-origin" | "none");
    }
    let from = text(header::ORIGIN).or_else(|| text(header::REFERER)).and_then(authority);
    from.is_some_and(|from| our_authorities(app, uri, headers).any(|ours| ours.eq_ignore_ascii_case(from)))
}

/// Whether a WebSocket may be opened: browsers always say which page does it, and need not ask before.
#[must_use]
pub fn may_open_socket(app: &App, uri: &Uri, headers: &HeaderMap) -> bool {
    let origin = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok()).and_then(authority);
    origin.is_some_and(|from| our_authorities(app, uri, headers).any(|ours| ours.eq_ignore_ascii_case(from)))
}

/// The names we are called by: in this request, by the proxy in front, and in the settings.
fn our_authorities<'a>(app: &'a App, uri: &'a Uri, headers: &'a HeaderMap) -> impl Iterator<Item = &'a str> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).or_else(|| uri.authority().map(|authority| authority.as_str()));
    let forwarded = text(FORWARDED_HOST).filter(|_| app.settings.server.trust_proxy);
    host.into_iter().chain(forwarded).chain(app.settings.server.public_authority())
}

fn authority(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    rest.split('/').next()
}
