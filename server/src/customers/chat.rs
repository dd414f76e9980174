//! `GET /chat/{key}`: the chat as a page, in a frame of a website or in a tab of its own.

use crate::extract::{Site, VISITOR, token_of};
use crate::security::content_policy;
use crate::{App, Refused};
use app::visitor::{ChatPage, chat_page};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::Website;
use types::{Problem, Uuid};

/// How long a browser keeps who the visitor is, in seconds.
const REMEMBERED: u32 = 365 * 24 * 60 * 60;

/// The page with the chat so far. A new visitor gets a token; nothing is stored before the first message.
///
/// # Errors
/// `NotFound` for a website that is none of ours.
pub async fn page(State(app): State<App>, Site(site): Site, headers: HeaderMap) -> Result<Response, Refused> {
    show(&app, &site, token_of(&headers).unwrap_or_else(new_token), None).await
}

/// The page, with why the last message was not taken.
pub(super) async fn show(
    app: &App,
    site: &Website,
    token: String,
    problem: Option<Problem>,
) -> Result<Response, Refused> {
    let messages = app.desk.visitor_thread(site, &token, None).await?.messages;
    let status =
        problem.as_ref().and_then(|problem| StatusCode::from_u16(problem.status()).ok()).unwrap_or(StatusCode::OK);
    let secure = if app.settings.server.is_secure() { "; Secure" } else { "" };
    let cookie =
        format!("{VISITOR}={token}; Path=/chat/{}; HttpOnly; SameSite=Lax; Max-Age={REMEMBERED}{secure}", site.key);
    let policy = content_policy::chat(&site.settings.origins);
    let page = ChatPage {
        key: site.key.clone(),
        settings: site.settings.clone(),
        token,
        client_id: Uuid::new_v4(),
        messages,
        problem: problem.map(|problem| problem.to_string()),
    };
    let mut response = (status, Html(chat_page(page))).into_response();
    let headers = [(header::CONTENT_SECURITY_POLICY, policy), (header::SET_COOKIE, HeaderValue::try_from(cookie).ok())];
    response.headers_mut().extend(headers.into_iter().filter_map(|(name, value)| Some((name, value?))));
    Ok(response)
}

/// 32 random bytes: who has it is the visitor.
fn new_token() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::is_token;

    #[test]
    fn every_new_visitor_gets_a_token_of_their_own() {
        let token = new_token();
        assert!(is_token(&token), "{token}");
        assert_ne!(token, new_token());
    }
}
