//! Asking as somebody, and what is heard.

use super::line::Outcome;
use super::people::{Person, Role, VISITOR_TOKEN};
use super::stage::Stage;
use crate::desk::{ORIGIN, Socket};
use axum::body::Body;
use axum::http::{Request, header};
use std::collections::BTreeSet;
use std::fmt;
use tower::ServiceExt as _;

/// A line of the table with everything filled in.
pub(super) struct Asked {
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) body: String,
}

/// An answer.
pub(super) struct Heard {
    status: u16,
    pub(super) body: String,
    location: String,
}

impl Heard {
    /// What became of the request.
    pub(super) fn outcome(&self) -> Outcome {
        match self.status {
            300..=399 if self.location.starts_with("/sign-in") => Outcome::SignIn,
            101 | 200..=399 => Outcome::Allowed,
            401 => Outcome::SignIn,
            403 => Outcome::Forbidden,
            404 => Outcome::NotFound,
            422 => Outcome::Invalid,
            _ => Outcome::Other,
        }
    }

    /// What this answer says otherwise than another one; `None`: they say the same.
    pub(super) fn difference(&self, other: &Self) -> Option<String> {
        let (ours, theirs) = (self.words(), other.words());
        if (self.status, &ours) == (other.status, &theirs) {
            return None;
        }
        let only = |some: &[&str], others: &[&str]| {
            let count = |words: &[&str], word: &str| words.iter().filter(|other| **other == word).count();
            let more = some.iter().filter(|word| count(some, word) > count(others, word));
            more.map(|word| (*word).to_owned()).collect::<BTreeSet<_>>()
        };
        Some(format!("{} {:?} and {} {:?}", self.status, only(&ours, &theirs), other.status, only(&theirs, &ours)))
    }

    /// Its words, without those that are new in every answer or repeat what was asked for: all with a digit in them.
    /// In the order of the alphabet, because a page is written as its parts become ready.
    fn words(&self) -> Vec<&str> {
        let words = self.body.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_'));
        let mut words: Vec<_> =
            words.filter(|word| !word.is_empty() && !word.contains(|c: char| c.is_ascii_digit())).collect();
        words.sort_unstable();
        words
    }
}

impl fmt::Display for Heard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: String = self.body.chars().take(200).collect();
        write!(f, "{:?} ({}) {} {shown:?}", self.outcome(), self.status, self.location)
    }
}

impl Stage<'_> {
    /// Asks as somebody who is on a page of ours.
    pub(super) async fn asks(&self, person: &Person, asked: &Asked) -> Heard {
        self.asks_from(person, asked, &[("origin", ORIGIN), ("sec-fetch-site", "same-origin")]).await
    }

    /// Asks as somebody, with these headers about where it comes from.
    pub(super) async fn asks_from(&self, person: &Person, asked: &Asked, from: &[(&str, &str)]) -> Heard {
        if asked.method == "SOCKET" {
            return self.opens_socket(person, asked).await;
        }
        let mut request = Request::builder().method(asked.method).uri(&asked.path).header(header::HOST, "desk.test");
        for (name, value) in from {
            request = request.header(*name, *value);
        }
        if !person.cookie.is_empty() {
            request = request.header(header::COOKIE, &person.cookie);
        }
        if let Some(token) = person.program.as_ref().filter(|_| asked.path.starts_with("/api/v1/")) {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        // A script that asks a server function wants no page.
        let accept = if asked.method == "GET" { "text/html,*/*" } else { "application/json" };
        let request = request.header(header::ACCEPT, accept).header(header::CONTENT_TYPE, media_type(&asked.body));
        let response = self.router.clone().oneshot(request.body(Body::from(asked.body.clone())).unwrap()).await;
        let (parts, body) = response.unwrap().into_parts();
        let text = |name: &str| parts.headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        // A stream has no end.
        let body = if text("content-type").starts_with("text/event-stream") {
            String::new()
        } else {
            let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
            without_nonce(&String::from_utf8_lossy(&bytes), &text("content-security-policy"))
        };
        Heard { status: parts.status.as_u16(), body, location: text("location") }
    }

    /// Over a real port: a request alone is no connection.
    async fn opens_socket(&self, person: &Person, asked: &Asked) -> Heard {
        let protocols: &[&str] = if person.role == Role::Visitor && asked.path.starts_with("/chat/") {
            &["frontdesk", VISITOR_TOKEN]
        } else {
            &[]
        };
        let origin = format!("http://{}", self.address);
        let opened = Socket::try_open(self.address, &asked.path, &origin, &person.cookie, protocols).await;
        Heard { status: opened.err().unwrap_or(101), body: String::new(), location: String::new() }
    }
}

fn media_type(body: &str) -> &'static str {
    match body {
        json if json.starts_with('{') => "application/json",
        form if form.contains('=') => "application/x-www-form-urlencoded",
        _ => "application/octet-stream",
    }
}

/// The word in a page's policy that lets its own scripts run is another one each time.
fn without_nonce(page: &str, policy: &str) -> String {
    let nonce = policy.split_once("'nonce-").and_then(|(_, rest)| rest.split_once('\''));
    nonce.map_or_else(|| page.to_owned(), |(nonce, _)| page.replace(nonce, ""))
}
