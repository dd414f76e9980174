//! Sending as a page: what Messenger and Instagram have in common (developers.facebook.com, Send API; Instagram messaging API).

pub(crate) mod question;
pub(crate) mod reaction;
pub(crate) mod window;

use super::graph::Graph;
use crate::inbound::Person;
use crate::json::Lenient;
use crate::outbound::{numbered, plain_cards, plain_place};
use crate::{Content, Outbound, SendError, Sent, Sign, SignKind};
use serde_json::{Value, json};
use types::message::{InteractiveBody, MediaKind};

/// Longest `metadata`, in characters.
const METADATA: usize = 1000;

/// The frame around a message: whom it is for, why it may be sent, what it answers.
pub(crate) fn framed(out: &Outbound, channel: &str, message: Value) -> Result<Value, SendError> {
    let mut body = json!({"recipient": recipient(out), "message": message});
    window::apply(&mut body, out, channel)?;
    if let Some(answered) = out.reply_to.as_ref().filter(|_| out.comment.is_none()) {
        body["reply_to"] = json!({ "mid": answered });
    }
    Ok(body)
}

/// The person, or the comment that is answered privately.
pub(crate) fn recipient(out: &Outbound) -> Value {
    out.comment.as_ref().map_or_else(|| json!({"id": out.to}), |comment| json!({ "comment_id": comment }))
}

/// Our word for the message, which comes back in its echo.
pub(crate) fn with_metadata(mut message: Value, out: &Outbound) -> Value {
    if !out.reference.is_empty() && out.reference.chars().count() <= METADATA {
        message["metadata"] = json!(out.reference);
    }
    message
}

/// Sends a message that is ready.
pub(crate) async fn post(graph: &Graph<'_>, account: &str, body: &Value) -> Result<Sent, SendError> {
    accepted(graph, graph.post(&[account, "messages"], body).await?)
}

/// The id a message got.
pub(crate) fn accepted(graph: &Graph<'_>, answer: Value) -> Result<Sent, SendError> {
    answer.id("message_id").map(Sent::as_one).ok_or_else(|| graph.unclear())
}

/// The provider's word for a kind of file.
pub(crate) const fn attachment_type(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Image | MediaKind::Sticker => "image",
        MediaKind::Audio => "audio",
        MediaKind::Video => "video",
        MediaKind::Document => "file",
    }
}

/// The content as plain words, when these channels have no form of their own for it.
pub(crate) fn words(content: &Content, channel: &str) -> Result<String, SendError> {
    match content {
        Content::Text(text) => Ok(text.clone()),
        Content::Mail { text, files } if files.is_empty() => Ok(text.clone()),
        Content::Location(place) => Ok(plain_place(place)),
        Content::Contacts(cards) => Ok(plain_cards(cards)),
        Content::Interactive(question) => Ok(numbered(question)),
        Content::Template { .. } => Err(SendError::never(None, format!("{channel} has no templates."))),
        Content::Media { .. } | Content::Mail { .. } | Content::Reaction { .. } => {
            Err(SendError::never(None, format!("{channel} cannot send this as text.")))
        }
    }
}

/// A question as a message, when it fits one of the forms.
pub(crate) fn asked(question: &InteractiveBody, length: impl Fn(&str) -> usize, limit: usize) -> Option<Value> {
    question::buttons(question).or_else(|| question::quick_replies(question, length, limit))
}

/// Sets, replaces or removes a reaction. It gets no id.
pub(crate) async fn react(
    graph: &Graph<'_>,
    account: &str,
    out: &Outbound,
    message: &str,
    emoji: Option<&str>,
    channel: &str,
) -> Result<Sent, SendError> {
    let mut payload = json!({ "message_id": message });
    if let Some(emoji) = emoji {
        payload["reaction"] = json!(reaction::word(emoji, channel)?);
    }
    let action = if emoji.is_some() { "react" } else { "unreact" };
    let body = json!({"recipient": {"id": out.to}, "sender_action": action, "payload": payload});
    graph.post(&[account, "messages"], &body).await?;
    Ok(Sent::as_one(out.reference.clone()))
}

/// Subscribes the app to the news of an account: to all of these fields, or to all but the one that not every app may ask for.
pub(crate) async fn subscribe(
    graph: &Graph<'_>,
    account: &str,
    fields: &[&str],
    doubtful: &str,
) -> Result<(), SendError> {
    let path = [account, "subscribed_apps"];
    let body = |fields: &[&str]| json!({ "subscribed_fields": fields.join(",") });
    let certain: Vec<&str> = fields.iter().copied().filter(|field| *field != doubtful).collect();
    let done = match graph.post(&path, &body(fields)).await {
        Err(SendError::Never { .. }) if certain.len() < fields.len() => graph.post(&path, &body(&certain)).await,
        done => done,
    };
    done.map(drop).map_err(SendError::harmless)
}

/// What the provider tells of a person who wrote: their names. Others than those who wrote are not shown.
pub(crate) async fn person(graph: &Graph<'_>, id: &str, fields: &str) -> Result<Person, SendError> {
    let told = graph.get(&[id], &[("fields", fields)]).await?;
    let parts: Vec<String> = [told.filled("first_name"), told.filled("last_name")].into_iter().flatten().collect();
    let name = told.filled("name").or_else(|| (!parts.is_empty()).then(|| parts.join(" ")));
    Ok(Person { name, username: told.filled("username"), ..Person::nameless(id) })
}

/// Shows that the messages were read, or that somebody types for the next 20 seconds. Nothing else may stand in such a request.
pub(crate) async fn mark(graph: &Graph<'_>, account: &str, sign: &Sign) -> Result<(), SendError> {
    let action = match sign.what {
        SignKind::Seen => "mark_seen",
        SignKind::Typing => "typing_on",
    };
    let body = json!({"recipient": {"id": sign.to}, "sender_action": action});
    graph.post(&[account, "messages"], &body).await.map(drop)
}
