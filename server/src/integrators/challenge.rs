//! `WWW-Authenticate`: a program that is refused learns which key is asked for (RFC 6750).

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

/// Middleware: adds the challenge to 401 and 403.
pub async fn add(request: Request, next: Next) -> Response {
    let brought_one = request.headers().contains_key(header::AUTHORIZATION);
    let mut response = next.run(request).await;
    let challenge = match response.status() {
        StatusCode::UNAUTHORIZED if brought_one => "Bearer realm=\"frontdesk\", error=\"invalid_token\"",
        StatusCode::UNAUTHORIZED => "Bearer realm=\"frontdesk\"",
        StatusCode::FORBIDDEN => "Bearer realm=\"frontdesk\", error=\"insufficient_scope\"",
        _ => return response,
    };
    response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    response
}
