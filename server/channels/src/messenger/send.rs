//! Sending through the Send API. A message has words or a file, never both.

use crate::http::part;
use crate::meta::graph::Graph;
use crate::meta::page::{self, accepted, attachment_type, framed, with_metadata};
use crate::outbound::{fitting, together};
use crate::{ChannelSettings, Content, OutFile, Outbound, SendError, Sent};
use reqwest::multipart::Form;
use serde_json::{Value, json};
use types::message::MediaKind;

const CHANNEL: &str = "Messenger";
/// Longest text, in characters ("less than 2000").
const TEXT: usize = 1999;
/// Largest file, in bytes.
const FILE: usize = 25 << 20;

/// Sends one message; a caption follows its file.
pub(super) async fn send(graph: &Graph<'_>, settings: &ChannelSettings, out: &Outbound) -> Result<Sent, SendError> {
    let account = &*settings.account;
    match &out.content {
        Content::Reaction { message, emoji } => {
            page::react(graph, account, out, message, emoji.as_deref(), CHANNEL).await
        }
        Content::Media { kind, caption, file, .. } => {
            let first = upload(graph, account, out, *kind, file).await?;
            match caption.as_deref().filter(|words| !words.trim().is_empty()) {
                None => Ok(first),
                Some(words) => together(first, say(graph, account, out, words).await),
            }
        }
        Content::Interactive(question) => match page::asked(question, characters, TEXT) {
            Some(message) => page::post(graph, account, &framed(out, CHANNEL, with_metadata(message, out))?).await,
            None => say(graph, account, out, &page::words(&out.content, CHANNEL)?).await,
        },
        content => say(graph, account, out, &page::words(content, CHANNEL)?).await,
    }
}

fn characters(text: &str) -> usize {
    text.chars().count()
}

async fn say(graph: &Graph<'_>, account: &str, out: &Outbound, words: &str) -> Result<Sent, SendError> {
    let text = fitting(words, characters(words), TEXT, CHANNEL)?;
    let message = with_metadata(json!({ "text": text }), out);
    page::post(graph, account, &framed(out, CHANNEL, message)?).await
}

/// The file goes along with the message in one request; the fields are JSON in a form.
async fn upload(
    graph: &Graph<'_>,
    account: &str,
    out: &Outbound,
    kind: MediaKind,
    file: &OutFile,
) -> Result<Sent, SendError> {
    if out.comment.is_some() {
        return Err(SendError::never(None, "Comments can be answered privately with words only."));
    }
    if file.bytes.len() > FILE {
        return Err(SendError::never(None, "The file is too large: Messenger takes 25 MB at most."));
    }
    let attachment = json!({"attachment": {"type": attachment_type(kind), "payload": {"is_reusable": false}}});
    let body = framed(out, CHANNEL, with_metadata(attachment, out))?;
    let written = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let fields = body.as_object().into_iter().flatten();
    let form = fields.fold(Form::new(), |form, (name, value)| form.text(name.clone(), written(value)));
    accepted(graph, graph.post_form(&[account, "messages"], form.part("filedata", part(file)?)).await?)
}
