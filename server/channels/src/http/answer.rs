//! A provider's answer, and what its status alone says about the fate of a message.

use crate::{SendError, json};
use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use serde_json::Value;
use std::time::Duration;

/// Answers are short; more than this is not read.
const LIMIT: usize = 2 << 20;
/// Nobody is kept waiting longer than this by a header.
const LONGEST_WAIT: u64 = 86_400;

/// An answer, read to its end or to where it broke off.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// How long to wait before the next try.
    pub(crate) retry_after: Option<Duration>,
    /// The body as an object, when it is one.
    pub(crate) body: Option<Value>,
}

impl Answer {
    /// Whatever the header of the content type says: some providers call JSON plain text.
    pub(super) async fn read(mut response: Response) -> Self {
        let (status, retry_after) = (response.status(), retry_after(response.headers()));
        let mut body = Vec::new();
        let whole = loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() <= LIMIT => body.extend_from_slice(&chunk),
                Ok(None) => break true,
                Ok(Some(_)) | Err(_) => break false,
            }
        };
        let body = whole.then(|| json::parse(&body).ok()).flatten();
        Self { status, retry_after, body }
    }

    /// What became of the message when the body says nothing: only a throttled or clearly refused call did nothing.
    pub(crate) fn without_words(&self, provider: &str) -> SendError {
        let code = Some(self.status.as_u16().to_string());
        match self.status.as_u16() {
            429 => {
                SendError::later(self.retry_after, code, format!("{provider} takes no more messages at the moment."))
            }
            // With a time to come back it is the front door that refuses, before anything happened.
            503 if self.retry_after.is_some() => {
                SendError::later(self.retry_after, code, format!("{provider} is being worked on."))
            }
            200..300 => SendError::uncertain(code, format!("{provider} gave an answer that cannot be read.")),
            300..400 => SendError::never(
                code,
                format!("{provider} sends us to another address: check the address in the configuration."),
            ),
            408 | 500.. => SendError::uncertain(
                code,
                format!("{provider} has a fault and does not say whether it took the message."),
            ),
            413 => SendError::never(code, format!("The file is too large for {provider}.")),
            status => {
                SendError::never(code, format!("{provider} refused the message without a reason (HTTP {status})."))
            }
        }
    }
}

/// Seconds; dates are not used by these providers.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds: u64 = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds.min(LONGEST_WAIT)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fate(status: u16, retry_after: Option<u64>) -> &'static str {
        let retry_after = retry_after.map(Duration::from_secs);
        let answer = Answer { status: StatusCode::from_u16(status).unwrap(), retry_after, body: None };
        match answer.without_words("WhatsApp") {
            SendError::Later { .. } => "later",
            SendError::Never { .. } => "never",
            SendError::Uncertain { .. } => "uncertain",
        }
    }

    #[test]
    fn only_what_certainly_did_nothing_is_tried_again() {
        assert_eq!(fate(429, None), "later");
        assert_eq!(fate(503, Some(5)), "later");
        for status in [200, 202, 204, 408, 500, 502, 503, 504, 599] {
            assert_eq!(fate(status, None), "uncertain", "{status}");
        }
        for status in [301, 302, 400, 401, 403, 404, 413, 422] {
            assert_eq!(fate(status, None), "never", "{status}");
        }
    }
}
