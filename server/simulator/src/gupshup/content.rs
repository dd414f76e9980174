//! What a message over Gupshup may contain.

use super::send::question;
use crate::graph::{all_templates, component};
use crate::part::{items, number, owned, text};
use crate::router::Shared;
use crate::state::{Choice, ChoiceKind, Message, Place};
use crate::{Channel, fetch, incoming};
use serde_json::{Value, json};

/// Reads and checks `message`.
pub(super) async fn session(world: &Shared, content: &Value) -> Result<Message, String> {
    let kind = text(content, "type").ok_or("Invalid message type")?;
    let mut message = match kind {
        "text" => {
            let words = text(content, "text").ok_or("Text is missing")?;
            within("text", words, 4096)?;
            Message { text: Some(words.to_owned()), ..Message::business("text") }
        }
        "image" => file(world, "image", text(content, "originalUrl").or_else(|| text(content, "url")), content).await?,
        "video" | "audio" | "sticker" => file(world, kind, text(content, "url"), content).await?,
        "file" => file(world, "document", text(content, "url"), content).await?,
        "location" => {
            let (latitude, longitude) =
                number(content, "latitude").zip(number(content, "longitude")).ok_or("Invalid location")?;
            let place = Place { latitude, longitude, name: owned(content, "name"), address: owned(content, "address") };
            Message { place: Some(place), ..Message::business("location") }
        }
        "contact" => {
            Message { contacts: vec![card(content).ok_or("Invalid contact")?], ..Message::business("contact") }
        }
        "quick_reply" => buttons(world, content).await?,
        "list" => list(content)?,
        "reaction" => {
            let id = text(content, "msgId").ok_or("msgId is missing")?;
            Message { text: owned(content, "emoji"), reply_to: Some(id.to_owned()), ..Message::business("reaction") }
        }
        _ => return Err("Invalid message type".to_owned()),
    };
    if let Some(answered) = content.pointer("/context/msgId").and_then(Value::as_str) {
        message.reply_to = Some(answered.to_owned());
    }
    Ok(message)
}

/// The one card of a message. Outgoing names are written `formattedName`, incoming ones `formatted_name`.
fn card(content: &Value) -> Option<Value> {
    let card = content.get("contact")?;
    let name = card.get("name")?;
    let full = text(name, "formattedName").or_else(|| text(name, "formatted_name"))?;
    Some(json!({"name": {"formatted_name": full}, "phones": items(card, "phones")}))
}

/// A file that cannot be fetched fails later, as with the real one.
async fn file(world: &Shared, kind: &str, address: Option<&str>, content: &Value) -> Result<Message, String> {
    let address = address.ok_or("Media URL is missing")?;
    if content.get("caption").is_some_and(Value::is_null) {
        return Err("caption must be a string".to_owned());
    }
    let mut message = Message { text: owned(content, "caption"), ..Message::business(kind) };
    match fetch::file(world, address).await {
        Ok(mut file) => {
            file.name = owned(content, "filename").unwrap_or(file.name);
            message.media = Some(world.note(|state| incoming::keep(state, Channel::Gupshup, file)));
        }
        Err(_) => message.quirks.failed = Some(1010),
    }
    Ok(message)
}

async fn buttons(world: &Shared, content: &Value) -> Result<Message, String> {
    let inner = content.get("content").ok_or("content is missing")?;
    let mut message = match text(inner, "type") {
        Some("text") => Message::business("interactive"),
        Some(kind @ ("image" | "video" | "file")) => {
            let sent = file(world, kind, text(inner, "url"), inner).await?;
            Message { kind: "interactive".to_owned(), ..sent }
        }
        _ => return Err("Invalid content type".to_owned()),
    };
    message.header = owned(inner, "header");
    message.text = owned(inner, "text");
    message.footer = owned(inner, "caption");
    message.question = question(content);
    let options = items(content, "options");
    if options.is_empty() || options.len() > 3 {
        return Err("There must be 1 to 3 options".to_owned());
    }
    message.choices = options.iter().map(|option| tap(ChoiceKind::Button, option, 20)).collect::<Result<_, _>>()?;
    Ok(message)
}

fn list(content: &Value) -> Result<Message, String> {
    let body = text(content, "body").ok_or("body is missing")?;
    let button = items(content, "globalButtons")
        .first()
        .and_then(|button| text(button, "title"))
        .ok_or("globalButtons is missing")?;
    within("globalButtons title", button, 20)?;
    let options = items(content, "items").iter().flat_map(|item| items(item, "options"));
    let choices = options.map(|option| tap(ChoiceKind::Row, option, 24)).collect::<Result<Vec<_>, _>>()?;
    if choices.is_empty() || choices.len() > 10 {
        return Err("There must be 1 to 10 options".to_owned());
    }
    Ok(Message {
        header: owned(content, "title"),
        text: Some(body.to_owned()),
        list_button: Some(button.to_owned()),
        question: question(content),
        choices,
        ..Message::business("interactive")
    })
}

fn tap(kind: ChoiceKind, option: &Value, most: usize) -> Result<Choice, String> {
    let title = text(option, "title").ok_or("title is missing")?;
    within("title", title, most)?;
    let description = owned(option, "description");
    within("description", description.as_deref().unwrap_or_default(), 72)?;
    let id = text(option, "postbackText").unwrap_or(title).to_owned();
    Ok(Choice { kind, id, title: title.to_owned(), description })
}

fn within(what: &str, text: &str, most: usize) -> Result<(), String> {
    if text.chars().count() <= most { Ok(()) } else { Err(format!("{what} must have at most {most} characters")) }
}

/// A template by its id, with its variables in the order header, body, button address.
pub(super) async fn template(
    world: &Shared,
    wanted: &Value,
    media: Option<&Value>,
    postbacks: &str,
) -> Result<Message, String> {
    let id = text(wanted, "id").ok_or("Template id is missing")?;
    let is_it = |template: &Value| template_id(template) == id || text(template, "name") == Some(id);
    let template = all_templates().into_iter().find(is_it).ok_or("Template did not match")?;
    let part =
        |kind: &str| component(&template, kind).and_then(|part| text(part, "text")).unwrap_or_default().to_owned();
    let params: Vec<&str> = items(wanted, "params").iter().filter_map(Value::as_str).collect();
    let buttons = component(&template, "BUTTONS").map(|buttons| items(buttons, "buttons")).unwrap_or_default();
    let texts =
        [part("HEADER"), part("BODY")].into_iter().chain(buttons.iter().filter_map(|button| owned(button, "url")));
    let expected: usize = texts.map(|text| text.matches("{{").count()).sum();
    if expected != params.len() {
        return Err(format!(
            "Template Params and provided params do not match: expected {expected}, received {}",
            params.len()
        ));
    }
    let mut rest = params.into_iter();
    let mut message = Message::business("template");
    message.header = Some(fill(&part("HEADER"), &mut rest)).filter(|header| !header.is_empty());
    message.text = Some(fill(&part("BODY"), &mut rest));
    message.footer = Some(part("FOOTER")).filter(|footer| !footer.is_empty());
    let postbacks: Vec<Value> = serde_json::from_str(postbacks).unwrap_or_default();
    for (place, button) in buttons.iter().enumerate() {
        let title = text(button, "text").unwrap_or_default().to_owned();
        let given =
            postbacks.iter().find(|given| given.get("index").and_then(Value::as_u64) == u64::try_from(place).ok());
        let choice = match text(button, "url") {
            Some(url) => Choice { kind: ChoiceKind::Link, id: fill(url, &mut rest), title, description: None },
            None => {
                let id = given.and_then(|given| owned(given, "text")).unwrap_or_else(|| title.clone());
                Choice { kind: ChoiceKind::Template, id, title, description: None }
            }
        };
        message.choices.push(choice);
    }
    if let Some(media) = media {
        let kind = text(media, "type").unwrap_or("image");
        let address =
            media.pointer(&format!("/{kind}/link")).and_then(Value::as_str).or_else(|| text(media, "originalUrl"));
        let sent = file(world, kind, address, media).await?;
        (message.media, message.quirks) = (sent.media, sent.quirks);
    }
    Ok(message)
}

/// Gupshup has ids of its own.
pub(super) fn template_id(template: &Value) -> String {
    format!(
        "c6aecef6-bcb0-4fb1-8100-{}",
        text(template, "id").unwrap_or_default().chars().rev().take(12).collect::<String>()
    )
}

fn fill<'a>(pattern: &str, values: &mut impl Iterator<Item = &'a str>) -> String {
    let mut filled = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        filled.push_str(values.next().unwrap_or_default());
        rest = after.split_once("}}").map(|(_, behind)| behind).unwrap_or_default();
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_fill_one_gap_after_the_other() {
        assert_eq!(fill("Hi {{1}}, {{2}}!", &mut ["a", "b"].into_iter()), "Hi a, b!");
        assert_eq!(fill("none", &mut [].into_iter()), "none");
    }
}
