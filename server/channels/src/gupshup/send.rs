//! Sending: a form with the message as JSON in it (docs.gupshup.io, session and template messages). Files are fetched from an address.

mod card;
mod question;

use super::account::Account;
use super::template;
use crate::json::Lenient;
use crate::outbound::{degrees, fitting, together};
use crate::whatsapp::{media, split};
use crate::{Content, OutFile, Outbound, SendError, Sent};
use serde_json::{Value, json};
use types::message::{ContactCard, MediaKind};

/// Longest text, in characters.
const TEXT: usize = 4096;
const MESSAGE: [&str; 4] = ["wa", "api", "v1", "msg"];

/// Sends one message. Words that cannot stand under a file follow it as a message of their own.
pub(super) async fn send(account: &Account<'_>, out: &Outbound) -> Result<Sent, SendError> {
    let (message, after) = match &out.content {
        Content::Text(words) => (text(words)?, None),
        Content::Media { kind, caption, file, .. } => {
            let form = media::form(*kind, &file.media_type, file.bytes.len())?;
            let (caption, after) = split(form, caption.as_deref());
            (shown(form, file, caption)?, after)
        }
        Content::Location(place) => {
            let (name, address) =
                (place.name.as_deref().unwrap_or_default(), place.address.as_deref().unwrap_or_default());
            let (latitude, longitude) = (degrees(place.latitude), degrees(place.longitude));
            (
                json!({"type": "location", "latitude": latitude, "longitude": longitude, "name": name, "address": address}),
                None,
            )
        }
        Content::Contacts(all) => return contacts(account, out, all).await,
        Content::Interactive(question) => match question::content(question, &out.reference) {
            Some(message) => (message, None),
            None => (text(&crate::outbound::numbered(question))?, None),
        },
        Content::Reaction { message, emoji } => {
            (json!({"type": "reaction", "msgId": message, "emoji": emoji.as_deref().unwrap_or_default()}), None)
        }
        Content::Template { template, values, media } => {
            let fields = template::fields(template, values, media.as_ref())?;
            return accepted(account.post(&["wa", "api", "v1", "template", "msg"], &out.to, &fields).await?);
        }
        Content::Mail { text: words, files } if files.is_empty() => (text(words)?, None),
        Content::Mail { .. } => return Err(SendError::never(None, "WhatsApp does not carry e-mails.")),
    };
    let first = post(account, out, message).await?;
    match after {
        None => Ok(first),
        Some(words) => {
            let second = async { post(account, out, text(words)?).await };
            together(first, second.await)
        }
    }
}

fn text(words: &str) -> Result<Value, SendError> {
    let words = fitting(words, words.chars().count(), TEXT, "WhatsApp")?;
    Ok(json!({"type": "text", "text": words, "previewUrl": false}))
}

/// Each card is a message of its own.
async fn contacts(account: &Account<'_>, out: &Outbound, cards: &[ContactCard]) -> Result<Sent, SendError> {
    let nothing = || SendError::never(None, "There is no contact to send.");
    let (first, others) = cards.split_first().ok_or_else(nothing)?;
    let mut sent = post(account, out, card::message(first)).await?;
    for card in others {
        sent = together(sent, post(account, out, card::message(card)).await)?;
    }
    Ok(sent)
}

/// A file by its address. A caption that is not there is left out: null would be shown.
fn shown(form: MediaKind, file: &OutFile, caption: Option<&str>) -> Result<Value, SendError> {
    let url = address(file)?;
    let mut message = match form {
        MediaKind::Image => json!({"type": "image", "originalUrl": url, "previewUrl": url}),
        MediaKind::Audio => json!({"type": "audio", "url": url}),
        MediaKind::Video => json!({"type": "video", "url": url}),
        MediaKind::Sticker => json!({"type": "sticker", "url": url}),
        MediaKind::Document => json!({"type": "file", "url": url, "filename": file.name}),
    };
    if let Some(caption) = caption {
        message["caption"] = json!(caption);
    }
    Ok(message)
}

/// Where Gupshup can fetch the file.
pub(super) fn address(file: &OutFile) -> Result<&str, SendError> {
    let reason = "Gupshup fetches files from a public address: set the public address of this server.";
    file.url.as_deref().ok_or_else(|| SendError::never(None, reason))
}

async fn post(account: &Account<'_>, out: &Outbound, mut message: Value) -> Result<Sent, SendError> {
    if let Some(answered) = out.reply_to.as_ref().filter(|_| message.text("type") != Some("reaction")) {
        message["context"] = json!({ "msgId": answered });
    }
    accepted(account.post(&MESSAGE, &out.to, &[("message", message.to_string())]).await?)
}

fn accepted(answer: Value) -> Result<Sent, SendError> {
    let unclear = || SendError::uncertain(None, "Gupshup gave an answer that cannot be read.");
    answer.id("messageId").map(Sent::as_one).ok_or_else(unclear)
}
