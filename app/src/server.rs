//! What server functions need of the request they run in. Only on the server.
//!
//! The app's manifest has no web server: `leptos_axum` is used for its request parts and response options alone, and the few
//! cookie lines are written here with `http` types. So pages cannot grow handlers, and the server crate stays the only router.

pub mod shell;

use crate::AppError;
use domain::{Actor, Desk};
use http::request::Parts;
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use types::Problem;

/// The cookie that carries the session's token.
const SESSION: &str = "frontdesk_session";
/// How long a browser keeps the session's cookie, in seconds. The domain decides how long a session is good.
const SESSION_SECONDS: u32 = 30 * 24 * 60 * 60;
/// How long a browser keeps a preference, in seconds.
const PREFERENCE_SECONDS: u32 = 365 * 24 * 60 * 60;

/// Whether cookies may travel by https only. Provided by the server, which knows about proxies.
#[derive(Clone, Copy, Debug)]
pub struct SecureCookies(pub bool);

/// How people and providers reach us, without a slash at the end. Provided by the server, which has the settings.
#[derive(Clone, Debug)]
pub struct PublicUrl(pub String);

/// Sign-ins that the sign-in page offers, each as name, role, e-mail and password. Provided only in a demo.
#[derive(Clone, Debug, Default)]
pub struct DemoSignIns(pub Vec<(String, String, String, String)>);

/// Where the request comes from. The server puts it into the request's extensions.
#[derive(Clone, Debug)]
pub struct ClientAddress(pub String);

/// The product's verbs. The server provides a `Desk` to every page and server function; without one nothing could be served
/// at all, so a missing one shows at the first request of a first test.
#[must_use]
pub fn desk() -> Desk {
    expect_context::<Desk>()
}

/// Who asks.
///
/// # Errors
/// `SignedOut` without a valid session.
pub async fn actor() -> Result<Actor, AppError> {
    let token = session_token().ok_or(Problem::SignedOut)?;
    // "Tomorrow" is meant in the zone of the browser.
    Ok(desk().actor(&token).await?.in_zone(zone()))
}

/// The token of the session, when the browser has one.
#[must_use]
pub fn session_token() -> Option<String> {
    cookie(SESSION).filter(|token| !token.is_empty())
}

/// The browser's time zone, or nothing.
#[must_use]
pub fn zone() -> String {
    cookie("zone").unwrap_or_default()
}

/// The address of the client, or nothing.
#[must_use]
pub fn client_address() -> String {
    use_context::<Parts>()
        .and_then(|parts| parts.extensions.get::<ClientAddress>().cloned())
        .map(|address| address.0)
        .unwrap_or_default()
}

/// How people and providers reach us, without a slash at the end.
#[must_use]
pub fn public_url() -> String {
    use_context::<PublicUrl>().map(|url| url.0).unwrap_or_default()
}

/// A cookie of the request.
#[must_use]
pub fn cookie(name: &str) -> Option<String> {
    let parts = use_context::<Parts>()?;
    let pairs = parts.headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let found = pairs.flat_map(|line| line.split(';')).find_map(|pair| value_of(pair, name));
    found.map(str::to_owned)
}

fn value_of<'a>(pair: &'a str, name: &str) -> Option<&'a str> {
    let (key, value) = pair.trim().split_once('=')?;
    (key == name).then_some(value)
}

/// Has the browser keep the session.
pub fn keep_session(token: &str) {
    set_cookie(&format!("{SESSION}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={SESSION_SECONDS}"));
}

/// Has the browser forget the session.
pub fn forget_session() {
    set_cookie(&format!("{SESSION}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"));
}

/// Has the browser keep a preference that its scripts may read and change. Neither part may come unchecked from outside.
pub fn keep_preference(name: &str, value: &str) {
    set_cookie(&format!("{name}={value}; Path=/; SameSite=Lax; Max-Age={PREFERENCE_SECONDS}"));
}

fn set_cookie(cookie: &str) {
    let secure = use_context::<SecureCookies>().is_some_and(|secure| secure.0);
    let line = format!("{cookie}{}", if secure { "; Secure" } else { "" });
    append(header::SET_COOKIE, &line);
}

fn append(name: HeaderName, value: &str) {
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(value)) {
        response.append_header(name, value);
    }
}

/// Sends the browser to another page of ours. `path` must be escaped already.
pub fn go_to(path: &str) {
    // The framework's own redirect panics over characters that a header cannot hold.
    if HeaderValue::from_str(path).is_ok() {
        leptos_axum::redirect(path);
    }
}

/// `next` when it is an address of ours; else the inbox. A link from elsewhere must not lead through sign-in to elsewhere.
#[must_use]
pub fn local_path(next: &str) -> &str {
    let ours = next.starts_with('/')
        && !next.starts_with("//")
        && next.chars().all(|c| c.is_ascii_graphic() && c != '\\')
        && !next.starts_with("/sign-in");
    if ours { next } else { "/inbox/mine" }
}

/// Whether the request is a form of a page without JavaScript, which wants to be sent on to another page.
#[must_use]
pub fn is_plain_form() -> bool {
    use_context::<Parts>().is_some_and(|parts| parts.method == Method::POST && accepts_html(&parts))
}

fn accepts_html(parts: &Parts) -> bool {
    let accept = parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|types| types.contains("text/html"))
}

/// Gives the HTTP answer the status that says the same as the problem: to programs and to search engines "there is no such
/// conversation" is a 404. Plain forms keep their redirect, and so do pages of somebody who is signed out.
pub(crate) fn tell_status(problem: &Problem) {
    let (Some(parts), Some(response)) = (use_context::<Parts>(), use_context::<ResponseOptions>()) else {
        return;
    };
    let is_redirected = accepts_html(&parts) && (parts.method == Method::POST || *problem == Problem::SignedOut);
    if !is_redirected && let Ok(status) = StatusCode::from_u16(problem.status()) {
        response.set_status(status);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        assert_eq!(value_of(" zone=Europe/Berlin", "zone"), Some("Europe/Berlin"));
        assert_eq!(value_of("timezone=UTC", "zone"), None);
        assert_eq!(value_of("zone", "zone"), None);
    }

    #[test]
    fn only_addresses_of_ours_follow_a_sign_in() {
        assert_eq!(local_path("/inbox/all/7?status=open"), "/inbox/all/7?status=open");
        for foreign in ["", "https://evil.example", "//evil.example", "/\\evil.example", "/a\nb", "/ä", "/sign-in"] {
            assert_eq!(local_path(foreign), "/inbox/mine", "{foreign:?}");
        }
    }
}
