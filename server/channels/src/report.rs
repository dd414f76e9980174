//! What a call says, as JSON that is easy to compare: for `frontdesk webhook read` and for tests with recorded payloads.

mod event;

use crate::inbound::{Happening, Inbound};
use crate::{Call, ChannelSettings, Malformed, channel};
use http::{HeaderMap, Method};
use serde_json::{Value, json};
use std::path::Path;
use types::inbox::ChannelKind;
use types::problem::UnknownWord;

/// Why there is nothing to report.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such channel.
    #[error(transparent)]
    Channel(#[from] UnknownWord),
    /// The file could not be read.
    #[error("{path}: {source}")]
    File {
        /// The file as it was named.
        path: String,
        /// What went wrong.
        source: std::io::Error,
    },
    /// The body would be refused with 400.
    #[error(transparent)]
    Body(#[from] Malformed),
}

impl Refusal {
    /// What the command exits with: 2 when the body must be refused, 1 when it was never looked at.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        if matches!(self, Self::Body(_)) { 2 } else { 1 }
    }
}

/// What the request body in this file says to the channel of this name. Signatures are not checked.
///
/// # Errors
/// The channel or the file does not exist, or the body is malformed.
pub fn read_file(channel: &str, path: &Path) -> Result<String, Refusal> {
    let kind: ChannelKind = channel.parse()?;
    let body = std::fs::read(path).map_err(|source| Refusal::File { path: path.display().to_string(), source })?;
    Ok(read_body(kind, &body)?.to_string())
}

/// What a request body says.
///
/// # Errors
/// The body is malformed.
pub fn read_body(kind: ChannelKind, body: &[u8]) -> Result<Value, Malformed> {
    let headers = HeaderMap::new();
    let call = Call { method: &Method::POST, query: "", headers: &headers, body };
    Ok(report(&channel(kind).read(&ChannelSettings::default(), &call)?))
}

/// `{"events": […], "channel_errors": […]}`: what concerns conversations, and the codes of errors that belong to no message.
#[must_use]
pub fn report(all: &[Inbound]) -> Value {
    let events: Vec<Value> = all.iter().filter_map(event::of).collect();
    let code = |inbound: &Inbound| match &inbound.what {
        Happening::Notice(notice) => notice.failure.as_ref()?.code.clone(),
        _ => None,
    };
    let errors: Vec<String> = all.iter().filter_map(code).collect();
    if errors.is_empty() { json!({ "events": events }) } else { json!({ "events": events, "channel_errors": errors }) }
}
