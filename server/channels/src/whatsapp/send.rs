//! Sending: each kind of content in the Cloud API's form (developers.facebook.com, Cloud API messages).

use super::{cards, interactive, media, template};
use crate::http::part;
use crate::json::Lenient;
use crate::meta::graph::Graph;
use crate::outbound::{degrees, fitting, together};
use crate::{ChannelSettings, Content, OutFile, Outbound, SendError, Sent};
use reqwest::multipart::Form;
use serde_json::{Value, json};
use types::message::{MediaKind, TemplateHeader};

/// Longest text, in characters.
pub(super) const TEXT: usize = 4096;
/// Longest caption, in characters.
const CAPTION: usize = 1024;

/// Sends one message. Words that cannot stand under a file follow it as a message of their own.
pub(super) async fn send(graph: &Graph<'_>, settings: &ChannelSettings, out: &Outbound) -> Result<Sent, SendError> {
    let account = &*settings.account;
    let (content, after) = match &out.content {
        Content::Text(words) => (text(words)?, None),
        Content::Media { kind, caption, voice, file } => {
            let form = media::form(*kind, &file.media_type, file.bytes.len())?;
            let id = upload(graph, account, form, file).await?;
            let (caption, after) = split(form, caption.as_deref());
            (written(form, &json!({ "id": id }), caption, *voice, &file.name), after)
        }
        Content::Location(place) => {
            let mut body = json!({"latitude": degrees(place.latitude), "longitude": degrees(place.longitude)});
            for (key, value) in [("name", &place.name), ("address", &place.address)] {
                if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
                    body[key] = json!(value);
                }
            }
            (json!({"type": "location", "location": body}), None)
        }
        Content::Contacts(all) => {
            (json!({"type": "contacts", "contacts": all.iter().map(cards::card).collect::<Vec<_>>()}), None)
        }
        Content::Interactive(question) => (interactive::content(question)?, None),
        Content::Template { template, values, media } => {
            let file = match media {
                Some(file) => {
                    let form = match template.header {
                        Some(TemplateHeader::Media { media }) => media,
                        _ => MediaKind::Document,
                    };
                    Some((upload(graph, account, form, file).await?, &*file.name))
                }
                None => None,
            };
            (template::content(template, values, file.as_ref().map(|(id, name)| (&**id, *name)))?, None)
        }
        Content::Reaction { message, emoji } => {
            let emoji = emoji.as_deref().unwrap_or_default();
            (json!({"type": "reaction", "reaction": {"message_id": message, "emoji": emoji}}), None)
        }
        Content::Mail { text: words, files } if files.is_empty() => (text(words)?, None),
        Content::Mail { .. } => return Err(SendError::never(None, "WhatsApp does not carry e-mails.")),
    };
    let first = post(graph, account, out, content).await?;
    match after {
        None => Ok(first),
        Some(words) => {
            let second = async { post(graph, account, out, text(words)?).await };
            together(first, second.await)
        }
    }
}

fn text(words: &str) -> Result<Value, SendError> {
    let words = fitting(words, words.chars().count(), TEXT, "WhatsApp")?;
    let preview = words.contains("https://") || words.contains("http://");
    Ok(json!({"type": "text", "text": {"body": words, "preview_url": preview}}))
}

/// The words that go below the file, and those that must follow it.
pub(crate) fn split(form: MediaKind, caption: Option<&str>) -> (Option<&str>, Option<&str>) {
    let caption = caption.filter(|words| !words.trim().is_empty());
    let fits = !matches!(form, MediaKind::Audio | MediaKind::Sticker)
        && caption.is_none_or(|words| words.chars().count() <= CAPTION);
    if fits { (caption, None) } else { (None, caption) }
}

fn written(form: MediaKind, file: &Value, caption: Option<&str>, voice: bool, name: &str) -> Value {
    let kind = form.as_str();
    let mut body = file.clone();
    if let Some(caption) = caption {
        body["caption"] = json!(caption);
    }
    match form {
        MediaKind::Document => body["filename"] = json!(name),
        MediaKind::Audio if voice => body["voice"] = json!(true),
        _ => {}
    }
    let mut content = json!({ "type": kind });
    content[kind] = body;
    content
}

/// Puts the file at Meta, where it stays for 30 days. Customers see nothing of that.
async fn upload(graph: &Graph<'_>, account: &str, form: MediaKind, file: &OutFile) -> Result<String, SendError> {
    let media_type = media::taken_as(form, file)?.to_owned();
    let file = OutFile { media_type: media_type.clone(), ..file.clone() };
    let form = Form::new().text("messaging_product", "whatsapp").text("type", media_type).part("file", part(&file)?);
    let answer = graph.post_form(&[account, "media"], form).await.map_err(SendError::harmless)?;
    answer.id("id").ok_or_else(|| graph.unclear().harmless())
}

async fn post(graph: &Graph<'_>, account: &str, out: &Outbound, mut content: Value) -> Result<Sent, SendError> {
    content["messaging_product"] = json!("whatsapp");
    content["recipient_type"] = json!("individual");
    content[recipient(&out.to)] = json!(out.to);
    if let Some(message) = out.reply_to.as_ref().filter(|_| content.text("type") != Some("reaction")) {
        content["context"] = json!({ "message_id": message });
    }
    if !out.reference.is_empty() {
        content["biz_opaque_callback_data"] = json!(out.reference);
    }
    let answer = graph.post(&[account, "messages"], &content).await?;
    let id = answer.objects("messages").find_map(|message| message.id("id"));
    id.map(Sent::as_one).ok_or_else(|| graph.unclear())
}

/// A business-scoped user id (`US.1349…`) is named in another field than a number.
fn recipient(to: &str) -> &'static str {
    let scoped = to.as_bytes().get(..3).is_some_and(
        |start| matches!(start, [first, second, b'.'] if first.is_ascii_uppercase() && second.is_ascii_uppercase()),
    );
    if scoped { "recipient" } else { "to" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_numbers_are_addressed_by_their_id() {
        assert_eq!(recipient("US.13491208655302741918"), "recipient");
        assert_eq!(recipient("5511955501234"), "to");
        assert_eq!(recipient("U"), "to");
    }

    #[test]
    fn words_that_cannot_stand_below_a_file_follow_it() {
        assert_eq!(split(MediaKind::Image, Some("hi")), (Some("hi"), None));
        assert_eq!(split(MediaKind::Audio, Some("hi")), (None, Some("hi")));
        assert_eq!(split(MediaKind::Image, Some(" ")), (None, None));
        let long = "ä".repeat(CAPTION + 1);
        assert_eq!(split(MediaKind::Image, Some(&long)), (None, Some(&*long)));
    }
}
