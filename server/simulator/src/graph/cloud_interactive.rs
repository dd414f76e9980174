//! WhatsApp messages with buttons and lists, and their limits.

use super::cloud;
use super::error::GraphError;
use super::known;
use crate::part::{items, owned, text};
use crate::router::Shared;
use crate::state::{Choice, ChoiceKind, Message};
use serde_json::Value;

/// Reads and checks the content of `interactive`.
pub(super) async fn read(world: &Shared, content: &Value) -> Result<Message, GraphError> {
    let kind = text(content, "type").unwrap_or_default();
    let action = content.get("action").ok_or_else(|| missing("interactive[action] is required."))?;
    let mut message = Message::business("interactive");
    message.text = content.pointer("/body/text").and_then(Value::as_str).map(str::to_owned);
    message.footer = content.pointer("/footer/text").and_then(Value::as_str).map(str::to_owned);
    let body = message.text.as_deref().filter(|body| !body.is_empty());
    within("body[text]", body.ok_or_else(|| missing("interactive[body][text] is required."))?, 1024)?;
    within("footer[text]", message.footer.as_deref().unwrap_or_default(), 60)?;
    header(world, content, kind, &mut message).await?;
    match kind {
        "button" => message.choices = buttons(action)?,
        "list" => {
            let button = text(action, "button").ok_or_else(|| missing("action[button] is required."))?;
            within("action[button]", button, 20)?;
            message.list_button = Some(button.to_owned());
            message.choices = rows(action)?;
        }
        "cta_url" => {
            let parameter = |key: &str| action.pointer(&format!("/parameters/{key}")).and_then(Value::as_str);
            let (Some(title), Some(url)) = (parameter("display_text"), parameter("url")) else {
                return Err(missing("action[parameters] needs display_text and url."));
            };
            within("display_text", title, 20)?;
            message.choices = vec![choice(ChoiceKind::Link, url, title)];
        }
        "location_request_message" => {}
        "flow" => {
            let title = action.pointer("/parameters/flow_cta").and_then(Value::as_str).unwrap_or("Open");
            within("flow_cta", title, 30)?;
            message.choices = vec![choice(ChoiceKind::Link, "", title)];
        }
        _ => return Err(known(131_009, None).because("interactive[type] is not known.")),
    }
    Ok(message)
}

async fn header(world: &Shared, content: &Value, kind: &str, message: &mut Message) -> Result<(), GraphError> {
    let Some(header) = content.get("header").filter(|header| header.is_object()) else { return Ok(()) };
    match text(header, "type") {
        Some("text") => {
            message.header = owned(header, "text");
            within("header[text]", message.header.as_deref().unwrap_or_default(), 60)
        }
        Some(media @ ("image" | "video" | "document")) if kind != "list" => {
            let file = header.get(media).unwrap_or(&Value::Null);
            message.media = Some(cloud::attached(world, file).await?);
            Ok(())
        }
        _ => Err(known(131_009, None).because("This kind of header is not allowed here.")),
    }
}

fn buttons(action: &Value) -> Result<Vec<Choice>, GraphError> {
    let buttons = items(action, "buttons");
    if buttons.is_empty() || buttons.len() > 3 {
        return Err(known(131_009, None).because("There must be 1 to 3 buttons."));
    }
    let mut choices: Vec<Choice> = Vec::new();
    for button in buttons {
        let reply = button.get("reply").unwrap_or(&Value::Null);
        let (Some(id), Some(title)) = (text(reply, "id"), text(reply, "title")) else {
            return Err(missing("Every button needs reply[id] and reply[title]."));
        };
        within("button title", title, 20)?;
        within("button id", id, 256)?;
        if choices.iter().any(|other| other.id == id || other.title == title) {
            return Err(known(131_009, None).because("Ids and titles of buttons must be unique."));
        }
        choices.push(choice(ChoiceKind::Button, id, title));
    }
    Ok(choices)
}

fn rows(action: &Value) -> Result<Vec<Choice>, GraphError> {
    let sections = items(action, "sections");
    let mut choices: Vec<Choice> = Vec::new();
    for section in sections {
        let title = text(section, "title").unwrap_or_default();
        within("section title", title, 24)?;
        if sections.len() > 1 && title.is_empty() {
            return Err(missing("Sections need titles when there are several."));
        }
        for row in items(section, "rows") {
            let (Some(id), Some(title)) = (text(row, "id"), text(row, "title")) else {
                return Err(missing("Every row needs an id and a title."));
            };
            within("row id", id, 200)?;
            within("row title", title, 24)?;
            within("row description", text(row, "description").unwrap_or_default(), 72)?;
            if choices.iter().any(|other| other.id == id) {
                return Err(known(131_009, None).because("Ids of rows must be unique."));
            }
            choices.push(Choice { description: owned(row, "description"), ..choice(ChoiceKind::Row, id, title) });
        }
    }
    if sections.len() > 10 || choices.is_empty() || choices.len() > 10 {
        return Err(known(131_009, None).because("There must be 1 to 10 rows in at most 10 sections."));
    }
    Ok(choices)
}

/// Something to tap, without a description.
pub(crate) fn choice(kind: ChoiceKind, id: &str, title: &str) -> Choice {
    Choice { kind, id: id.to_owned(), title: title.to_owned(), description: None }
}

fn within(what: &str, text: &str, most: usize) -> Result<(), GraphError> {
    if text.chars().count() <= most {
        return Ok(());
    }
    Err(known(131_009, None).because(format!("{what} must be at most {most} characters long.")))
}

fn missing(what: &str) -> GraphError {
    known(131_008, None).because(what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn eleven_rows_or_a_long_title_are_too_much() {
        let row = |id: usize| json!({"id": id.to_string(), "title": "T"});
        let list = |count| json!({"sections": [{"rows": (0..count).map(row).collect::<Vec<_>>()}]});
        assert_eq!(rows(&list(10)).unwrap().len(), 10);
        assert_eq!(rows(&list(11)).unwrap_err().code, 131_009);
        let long = json!({"buttons": [{"reply": {"id": "a", "title": "x".repeat(21)}}]});
        assert_eq!(buttons(&long).unwrap_err().code, 131_009);
    }
}
