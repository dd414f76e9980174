//! What a message over Messenger or Instagram may contain.

use super::cloud_interactive::choice;
use super::error::GraphError;
use crate::part::{items, owned, text};
use crate::plan::Line;
use crate::router::Shared;
use crate::state::{Choice, ChoiceKind, Message, OneFile};
use crate::{Channel, fetch, incoming};
use serde_json::Value;

/// The largest file, in bytes.
const LARGEST: usize = 25 * 1024 * 1024;

/// Reads and checks `message`.
pub(super) async fn read(
    world: &Shared,
    line: &Line,
    body: &Value,
    file: Option<OneFile>,
) -> Result<Message, GraphError> {
    let message = body.get("message").filter(|message| message.is_object());
    let message = message.ok_or_else(|| GraphError::parameter("param message must be non-empty."))?;
    let words = text(message, "text");
    let attachment = message.get("attachment").filter(|attachment| attachment.is_object());
    let mut read = match (words, attachment) {
        (Some(_), Some(_)) => return Err(GraphError::parameter("Cannot send text and attachment in the same message")),
        (None, None) => {
            return Err(GraphError::parameter("Message cannot be empty, must provide valid attachment or text"));
        }
        (Some(words), None) => {
            check_length(line, words)?;
            Message { text: Some(words.to_owned()), ..Message::business("text") }
        }
        (None, Some(attachment)) => attached(world, line, attachment, file).await?,
    };
    read.choices.extend(quick_replies(message)?);
    Ok(read)
}

/// Messenger counts characters, Instagram bytes.
fn check_length(line: &Line, words: &str) -> Result<(), GraphError> {
    let (length, most) = match line.channel {
        Channel::Instagram => (words.len(), 1000),
        _ => (words.chars().count(), 2000),
    };
    if length <= most {
        return Ok(());
    }
    Err(GraphError::parameter(format!("Length of param message[text] must be less than or equal to {most}")))
}

fn quick_replies(message: &Value) -> Result<Vec<Choice>, GraphError> {
    let replies = items(message, "quick_replies");
    if replies.len() > 13 {
        return Err(GraphError::parameter("param message[quick_replies] must have at most 13 items"));
    }
    let read = |reply: &Value| {
        let title = text(reply, "title").ok_or_else(|| GraphError::parameter("param title must be non-empty"))?;
        let payload = text(reply, "payload").unwrap_or(title);
        if title.chars().count() > 20 || payload.chars().count() > 1000 {
            return Err(GraphError::parameter(
                "A quick reply has at most 20 characters in its title and 1000 in its payload",
            ));
        }
        Ok(choice(ChoiceKind::QuickReply, payload, title))
    };
    replies.iter().map(read).collect()
}

async fn attached(
    world: &Shared,
    line: &Line,
    attachment: &Value,
    file: Option<OneFile>,
) -> Result<Message, GraphError> {
    let kind = text(attachment, "type").unwrap_or_default();
    let payload = attachment.get("payload").unwrap_or(&Value::Null);
    let kind = match kind {
        "image" | "video" => kind,
        "audio" => "audio",
        "file" => "document",
        "template" => return template(payload),
        _ => {
            return Err(GraphError::parameter(
                "param message[attachment][type] must be one of {image, audio, video, file, template}",
            ));
        }
    };
    let known = text(payload, "attachment_id").or_else(|| text(attachment, "attachment_id"));
    let media = match (file, text(payload, "url"), known) {
        (Some(file), _, _) => keep(world, line, file)?,
        (None, Some(url), _) => keep(world, line, fetch::file(world, url).await.map_err(|reason| failed(&reason))?)?,
        (None, None, Some(id)) if world.read(|state| state.media.contains_key(id)) => id.to_owned(),
        _ => return Err(failed("it has neither a file nor an address")),
    };
    Ok(Message { media: Some(media), ..Message::business(kind) })
}

fn failed(reason: &str) -> GraphError {
    let error = GraphError::parameter(format!("Upload attachment failure: {reason}"));
    GraphError { subcode: Some(2_018_047), ..error }
}

fn keep(world: &Shared, line: &Line, file: OneFile) -> Result<String, GraphError> {
    if file.bytes.len() > LARGEST {
        return Err(failed("it is larger than 25 MB"));
    }
    Ok(world.note(|state| incoming::keep(state, line.channel, file)))
}

/// Button and generic templates: their words and what can be tapped.
fn template(payload: &Value) -> Result<Message, GraphError> {
    let mut message = Message::business("interactive");
    let buttons: Vec<&Value> = match text(payload, "template_type") {
        Some("button") => {
            message.text = owned(payload, "text");
            if message.text.as_ref().is_none_or(|text| text.chars().count() > 640) {
                return Err(GraphError::parameter("param text of a button template must have 1 to 640 characters"));
            }
            items(payload, "buttons").iter().collect()
        }
        Some("generic") => {
            let elements = items(payload, "elements");
            if elements.is_empty() || elements.len() > 10 {
                return Err(GraphError::parameter("param elements must have 1 to 10 items"));
            }
            let lines = elements.iter().flat_map(|element| [text(element, "title"), text(element, "subtitle")]);
            message.text = Some(lines.flatten().collect::<Vec<_>>().join("\n"));
            elements.iter().flat_map(|element| items(element, "buttons")).collect()
        }
        _ => return Err(GraphError::parameter("param template_type must be one of {button, generic}")),
    };
    let many = text(payload, "template_type") == Some("button") && (buttons.is_empty() || buttons.len() > 3);
    if many {
        return Err(GraphError::parameter("param buttons must have 1 to 3 items"));
    }
    message.choices = buttons.into_iter().map(button).collect::<Result<_, _>>()?;
    Ok(message)
}

fn button(button: &Value) -> Result<Choice, GraphError> {
    let title =
        text(button, "title").ok_or_else(|| GraphError::parameter("param title of a button must be non-empty"))?;
    if title.chars().count() > 20 {
        return Err(GraphError::parameter("The title of a button has at most 20 characters"));
    }
    match text(button, "type") {
        Some("postback") => Ok(choice(ChoiceKind::Postback, text(button, "payload").unwrap_or(title), title)),
        Some("web_url") => Ok(choice(ChoiceKind::Link, text(button, "url").unwrap_or_default(), title)),
        Some("phone_number") => Ok(choice(ChoiceKind::Link, "", title)),
        _ => Err(GraphError::parameter("param type of a button must be one of {postback, web_url, phone_number}")),
    }
}
