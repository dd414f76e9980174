//! Sending a template: its variables must be filled in exactly.

use super::cloud_interactive::choice;
use super::error::GraphError;
use super::templates::{all, component};
use super::{cloud, known};
use crate::part::{items, text, word};
use crate::router::Shared;
use crate::state::{Choice, ChoiceKind, Message};
use serde_json::Value;

/// Reads and checks the content of `template`.
pub(super) async fn read(world: &Shared, content: &Value) -> Result<Message, GraphError> {
    let name = text(content, "name").ok_or_else(|| known(131_008, None).because("template[name] is required."))?;
    let language = content.pointer("/language/code").and_then(Value::as_str);
    let language = language.ok_or_else(|| known(131_008, None).because("template[language][code] is required."))?;
    let is_it = |template: &Value| {
        text(template, "name") == Some(name)
            && text(template, "language") == Some(language)
            && text(template, "status") == Some("APPROVED")
    };
    let template = all()
        .into_iter()
        .find(is_it)
        .ok_or_else(|| known(132_001, None).because(format!("template name ({name}) does not exist in {language}")))?;
    let named = text(&template, "parameter_format") == Some("NAMED");
    let mut message = Message::business("template");
    let body = component(&template, "BODY").and_then(|body| text(body, "text")).unwrap_or_default();
    message.text = Some(fill("body", body, parameters(content, "body", None), named)?);
    message.footer = component(&template, "FOOTER").and_then(|footer| text(footer, "text")).map(str::to_owned);
    if let Some(header) = component(&template, "HEADER") {
        head(world, header, parameters(content, "header", None), named, &mut message).await?;
    }
    let buttons = component(&template, "BUTTONS").map(|buttons| items(buttons, "buttons")).unwrap_or_default();
    for (place, button) in buttons.iter().enumerate() {
        message.choices.push(tap(button, parameters(content, "button", Some(place)))?);
    }
    Ok(message)
}

/// The parameters given for this part.
fn parameters<'a>(content: &'a Value, kind: &str, place: Option<usize>) -> &'a [Value] {
    let is_it = |component: &&Value| {
        let same = text(component, "type").is_some_and(|given| given.eq_ignore_ascii_case(kind));
        same && place.is_none_or(|place| word(component, "index") == Some(place.to_string()))
    };
    items(content, "components").iter().find(is_it).map(|component| items(component, "parameters")).unwrap_or_default()
}

/// The text with its variables filled in.
fn fill(part: &str, pattern: &str, parameters: &[Value], named: bool) -> Result<String, GraphError> {
    let names = names(pattern);
    if names.len() != parameters.len() {
        let counts = format!(
            "{part}: number of localizable_params ({}) does not match the expected number of params ({})",
            parameters.len(),
            names.len()
        );
        return Err(known(132_000, None).because(counts));
    }
    let mut filled = pattern.to_owned();
    for (place, name) in names.iter().enumerate() {
        let given = if named {
            parameters.iter().find(|parameter| text(parameter, "parameter_name") == Some(name))
        } else {
            parameters.get(place)
        };
        let value = given.and_then(|given| text(given, "text"));
        let value = value.ok_or_else(|| {
            known(131_008, None).because(format!("{part}: Parameter {name} of type text is missing text value"))
        })?;
        if value.contains(['\n', '\t']) || value.contains("     ") {
            return Err(known(132_012, None)
                .because("Param text cannot have new-line/tab characters or more than 4 consecutive spaces"));
        }
        filled = filled.replace(&format!("{{{{{name}}}}}"), value);
    }
    Ok(filled)
}

fn names(pattern: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for piece in pattern.split("{{").skip(1) {
        let name = piece.split("}}").next().unwrap_or_default().to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

async fn head(
    world: &Shared,
    header: &Value,
    given: &[Value],
    named: bool,
    message: &mut Message,
) -> Result<(), GraphError> {
    let format = text(header, "format").unwrap_or("TEXT");
    if format == "TEXT" {
        message.header = Some(fill("header", text(header, "text").unwrap_or_default(), given, named)?);
        return Ok(());
    }
    let expected = || {
        known(132_012, None).because(format!(
            "header: Format mismatch, expected {format}, received {}",
            if given.is_empty() { "UNKNOWN" } else { "another" }
        ))
    };
    let first = given.first().ok_or_else(expected)?;
    let file = first.get(format.to_lowercase()).ok_or_else(expected)?;
    message.media = Some(cloud::attached(world, file).await?);
    Ok(())
}

fn tap(button: &Value, given: &[Value]) -> Result<Choice, GraphError> {
    let title = text(button, "text").unwrap_or_default();
    match text(button, "type") {
        Some("URL") => {
            let url = fill("button", text(button, "url").unwrap_or_default(), given, false)?;
            Ok(choice(ChoiceKind::Link, &url, title))
        }
        Some("QUICK_REPLY") => {
            let payload = given.first().and_then(|parameter| text(parameter, "payload"));
            Ok(choice(ChoiceKind::Template, payload.unwrap_or(title), title))
        }
        _ => Ok(choice(ChoiceKind::Link, "", title)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn variables_are_filled_by_place_or_by_name_and_counted() {
        let by_place = [json!({"type": "text", "text": "Ana"}), json!({"type": "text", "text": "Monday"})];
        assert_eq!(fill("body", "{{1}} on {{2}}, {{1}}!", &by_place, false).unwrap(), "Ana on Monday, Ana!");
        let by_name = [json!({"parameter_name": "b", "text": "2"}), json!({"parameter_name": "a", "text": "1"})];
        assert_eq!(fill("body", "{{a}}{{b}}", &by_name, true).unwrap(), "12");
        assert_eq!(fill("body", "{{1}} {{2}}", by_place.get(..1).unwrap(), false).unwrap_err().code, 132_000);
        assert_eq!(fill("body", "{{1}}", &[json!({"text": "a\nb"})], false).unwrap_err().code, 132_012);
    }
}
