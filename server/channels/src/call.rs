//! A provider's call to us, and the short answers to it.

use http::{HeaderMap, Method};
use std::fmt;

/// An HTTP request as it came in: the body is the untouched bytes, because signatures are made over those.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    /// GET for set-up challenges, POST for news.
    pub method: &'a Method,
    /// What stands behind `?` in the address, still encoded; empty when there is nothing.
    pub query: &'a str,
    /// All headers.
    pub headers: &'a HeaderMap,
    /// The body.
    pub body: &'a [u8],
}

impl Call<'_> {
    /// The first header of this name, when it is plain text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The first value of this name in the query, decoded.
    #[must_use]
    pub fn query_value(&self, name: &str) -> Option<String> {
        form_urlencoded::parse(self.query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }
}

/// Without contents: they are customers' words and providers' secrets, and must not end up in a log.
impl fmt::Debug for Call<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("method", self.method).field("bytes", &self.body.len()).finish_non_exhaustive()
    }
}

/// The call is genuine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Greeting {
    /// It brings news: read it.
    News,
    /// It only asks whether we are there: answer 200 with exactly this text as `text/plain`.
    Answer(String),
}

/// The call does not prove where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The header (or query value) that proves it is missing.
    #[error("the call carries no proof that it is from the provider")]
    Unsigned,
    /// It is there and does not fit the body or the settings.
    #[error("the proof that the call is from the provider is wrong")]
    Forged,
    /// The inbox has no secret yet. An empty one would let everybody in.
    #[error("the inbox has no secret to check calls with")]
    NoSecret,
    /// The provider does not make such calls.
    #[error("the channel takes no calls of this kind")]
    Method,
}

impl Refused {
    /// The HTTP status to answer.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Unsigned => 401,
            Self::Forged | Self::NoSecret => 403,
            Self::Method => 405,
        }
    }
}

/// The body is not in the provider's format. Answer 400: a repetition would be the same.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// No JSON, or cut off.
    #[error("the body is not JSON: {0}")]
    NotJson(String),
    /// JSON, but a list, a text or a number.
    #[error("the body is JSON, but not an object")]
    NotAnObject,
    /// No e-mail.
    #[error("the body is not an e-mail: {0}")]
    NotMail(&'static str),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_decoded_once() {
        let headers = HeaderMap::new();
        let call = Call { method: &Method::GET, query: "hub.mode=subscribe&a=b%2Bc+d", headers: &headers, body: b"" };
        assert_eq!(call.query_value("hub.mode").as_deref(), Some("subscribe"));
        assert_eq!(call.query_value("a").as_deref(), Some("b+c d"));
        assert_eq!(call.query_value("b"), None);
    }
}
