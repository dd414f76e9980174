//! Sending: text is counted in bytes, files are fetched by Instagram from an address.

use super::ME;
use crate::meta::graph::Graph;
use crate::meta::page::{self, attachment_type, framed};
use crate::outbound::{fitting, together};
use crate::{Content, OutFile, Outbound, SendError, Sent};
use serde_json::json;
use types::message::MediaKind;

const CHANNEL: &str = "Instagram";
/// Longest text, in bytes of UTF-8.
const TEXT: usize = 1000;
/// Largest picture and largest file of another kind, in bytes.
const PICTURE: usize = 8 << 20;
const FILE: usize = 25 << 20;

/// Sends one message; a caption follows its file.
pub(super) async fn send(graph: &Graph<'_>, out: &Outbound) -> Result<Sent, SendError> {
    match &out.content {
        Content::Reaction { message, emoji } => page::react(graph, ME, out, message, emoji.as_deref(), CHANNEL).await,
        Content::Media { kind, caption, file, .. } => {
            let first = show(graph, out, *kind, file).await?;
            match caption.as_deref().filter(|words| !words.trim().is_empty()) {
                None => Ok(first),
                Some(words) => together(first, say(graph, out, words).await),
            }
        }
        Content::Interactive(question) => match page::asked(question, str::len, TEXT) {
            Some(message) => page::post(graph, ME, &framed(out, CHANNEL, message)?).await,
            None => say(graph, out, &page::words(&out.content, CHANNEL)?).await,
        },
        content => say(graph, out, &page::words(content, CHANNEL)?).await,
    }
}

async fn say(graph: &Graph<'_>, out: &Outbound, words: &str) -> Result<Sent, SendError> {
    let text = fitting(words, words.len(), TEXT, CHANNEL)?;
    page::post(graph, ME, &framed(out, CHANNEL, json!({ "text": text }))?).await
}

async fn show(graph: &Graph<'_>, out: &Outbound, kind: MediaKind, file: &OutFile) -> Result<Sent, SendError> {
    if out.comment.is_some() {
        return Err(SendError::never(None, "Comments can be answered privately with words only."));
    }
    let limit = if matches!(kind, MediaKind::Image | MediaKind::Sticker) { PICTURE } else { FILE };
    if file.bytes.len() > limit {
        let reason = format!("The file is too large: Instagram takes {} MB at most.", limit >> 20);
        return Err(SendError::never(None, reason));
    }
    let Some(url) = &file.url else {
        let reason = "Instagram fetches files from a public address: set the public address of this server.";
        return Err(SendError::never(None, reason));
    };
    let message = json!({"attachment": {"type": attachment_type(kind), "payload": {"url": url}}});
    page::post(graph, ME, &framed(out, CHANNEL, message)?).await
}
