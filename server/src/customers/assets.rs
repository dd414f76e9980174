//! `GET /widget.js`, `/chat.js`, `/chat.css`, `/shop.css`: what visitors' browsers load. Part of the binary.

use crate::Refused;
use app::visitor::{Asset, asset};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use sha2::{Digest as _, Sha256};
use types::{Noun, Problem};

/// Foreign pages may load the launcher, and need not ask for it again at every click.
const FOR_EVERYONE: [(HeaderName, HeaderValue); 2] = [
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
    (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300")),
];
/// Page, script and style must be of one version, so browsers ask each time and hear "not modified".
const ASK_AGAIN: [(HeaderName, HeaderValue); 1] = [(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))];

/// The button for foreign pages.
pub async fn launcher(headers: HeaderMap) -> Response {
    (FOR_EVERYONE, answer(asset("widget.js"), &headers)).into_response()
}

/// The script of the chat page.
pub async fn script(headers: HeaderMap) -> Response {
    (ASK_AGAIN, answer(asset("chat.js"), &headers)).into_response()
}

/// How the chat page looks.
pub async fn style(headers: HeaderMap) -> Response {
    (ASK_AGAIN, answer(asset("chat.css"), &headers)).into_response()
}

/// How the demo's shop looks.
pub async fn shop_style(headers: HeaderMap) -> Response {
    (ASK_AGAIN, answer(asset("shop.css"), &headers)).into_response()
}

fn answer(asset: Option<&'static Asset>, headers: &HeaderMap) -> Response {
    let Some(asset) = asset else {
        return Refused(Problem::NotFound { what: Noun::Page }).into_response();
    };
    let tag = tag(&asset.text);
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    ([(header::CONTENT_TYPE, asset.media_type), (header::ETAG, tag.as_str())], asset.text.as_str()).into_response()
}

/// Weak, because the same text also travels compressed.
fn tag(text: &str) -> String {
    let digest = Sha256::digest(text);
    let digits: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("W/\"{digits}\"")
}
