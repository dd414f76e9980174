//! The visitor of a website chat, and the website.

use crate::{App, Refused};
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum_extra::extract::CookieJar;
use domain::Website;
use std::collections::HashMap;
use types::{Noun, Problem};

/// The cookie that carries a visitor's token where there is no script.
pub(crate) const VISITOR: &str = "frontdesk_visitor";

/// The website of the chat in the path.
#[derive(Clone, Debug)]
pub struct Site(pub Website);

impl FromRequestParts<App> for Site {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let path = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
        let key = path.ok().and_then(|mut path| path.0.remove("key"));
        let key = key.ok_or(Problem::NotFound { what: Noun::Inbox })?;
        Ok(Self(app.desk.website(&key).await?))
    }
}

/// Who writes in a chat: the website, and the token that is the visitor's identity.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Where.
    pub site: Website,
    /// Who.
    pub token: String,
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let token = token_of(&parts.headers).ok_or(Problem::SignedOut)?;
        let Site(site) = Site::from_request_parts(parts, app).await?;
        Ok(Self { site, token })
    }
}

/// The visitor's token: what a script says, or else what the browser kept.
pub(crate) fn token_of(headers: &HeaderMap) -> Option<String> {
    let kept = || CookieJar::from_headers(headers).get(VISITOR).map(|cookie| cookie.value().to_owned());
    bearer(headers).map(str::to_owned).or_else(kept).filter(|token| is_token(token))
}

/// The token of an `Authorization: Bearer …` header.
#[must_use]
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

/// Whether it looks like a token we gave out: 32 bytes in base64url. Who makes one up is a new visitor, and nobody else.
#[must_use]
pub fn is_token(token: &str) -> bool {
    token.len() == 43 && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_bearer_token_is_found_whatever_the_case_of_its_scheme() {
        for (value, token) in [
            ("Bearer abc", Some("abc")),
            ("bearer  abc ", Some("abc")),
            ("Basic abc", None),
            ("Bearer ", None),
            ("abc", None),
        ] {
            let headers = HeaderMap::from_iter([(header::AUTHORIZATION, HeaderValue::from_static(value))]);
            assert_eq!(bearer(&headers), token, "{value:?}");
        }
    }

    #[test]
    fn only_what_looks_like_a_token_is_one() {
        assert!(is_token(&"aB3-_".repeat(9)[..43]));
        for token in ["", "short", &"a".repeat(44), &" ".repeat(43), &"=".repeat(43)] {
            assert!(!is_token(token), "{token:?}");
        }
    }
}
