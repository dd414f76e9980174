//! `GET /demo`: a shop to try the chat in. There is none outside a demo.

use crate::security::content_policy;
use crate::{App, Refused};
use app::visitor::shop_page;
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use types::{Noun, Problem};

/// The shop, with the chat of the demo's website.
///
/// # Errors
/// `NotFound` outside a demo.
pub async fn page(State(app): State<App>) -> Result<impl IntoResponse + use<>, Refused> {
    let demo = app.demo.as_ref().ok_or(Problem::NotFound { what: Noun::Page })?;
    let headers = [(header::CONTENT_SECURITY_POLICY, content_policy::SHOP)];
    Ok((headers, Html(shop_page(demo.inbox_key))))
}
