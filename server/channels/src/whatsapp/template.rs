//! Message templates: the list of them, and how one is sent (developers.facebook.com, message templates).

pub(crate) mod component;

use crate::json::Lenient;
use crate::meta::graph::Graph;
use crate::{ChannelSettings, SendError};
use serde_json::{Value, json};
use types::message::{Template, TemplateButton, TemplateHeader, TemplatePart, TemplateStatus, Variable};

const PAGE: &str = "200";
/// Accounts hold 6000 templates at most.
const PAGES: usize = 30;

/// All templates of the account.
pub(super) async fn list(graph: &Graph<'_>, settings: &ChannelSettings) -> Result<Vec<Template>, SendError> {
    if settings.business.is_empty() {
        let reason = "Templates are kept at the WhatsApp business account: enter its id in the settings of the inbox.";
        return Err(SendError::never(None, reason));
    }
    let fields = ("fields", "id,name,language,status,category,components");
    let (mut all, mut after) = (Vec::new(), String::new());
    for _ in 0..PAGES {
        let query: &[(&str, &str)] =
            if after.is_empty() { &[fields, ("limit", PAGE)] } else { &[fields, ("limit", PAGE), ("after", &after)] };
        let page = graph.get(&[&settings.business, "message_templates"], query).await?;
        all.extend(page.objects("data").filter_map(read));
        let paging = page.get("paging").unwrap_or(&Value::Null);
        match paging.object("cursors").and_then(|cursors| cursors.id("after")) {
            Some(next) if paging.text("next").is_some() && next != after => after = next,
            _ => break,
        }
    }
    Ok(all)
}

/// One template; `None` when it has no words, which carousels and the like have elsewhere.
pub(crate) fn read(template: &Value) -> Option<Template> {
    let part = |kind: &str| template.objects("components").find(|part| is(part, "type", kind));
    let header = match part("HEADER") {
        Some(header) => Some(component::header(header)?),
        None => None,
    };
    let mut read = Template {
        id: template.id("id"),
        name: template.filled("name")?,
        language: template.filled("language")?,
        category: template.text("category").unwrap_or_default().to_lowercase(),
        status: status(template.text("status").unwrap_or_default()),
        header,
        body: part("BODY").and_then(|body| body.filled("text"))?,
        footer: part("FOOTER").and_then(|footer| footer.filled("text")),
        buttons: part("BUTTONS")
            .map(|part| part.objects("buttons").map(component::button).collect())
            .unwrap_or_default(),
        examples: Vec::new(),
    };
    let example = |variable: &Variable| match variable.part {
        TemplatePart::Header => component::example(part("HEADER")?, "header_text", &variable.name),
        TemplatePart::Body => component::example(part("BODY")?, "body_text", &variable.name),
        TemplatePart::Button(place) => component::link_example(part("BUTTONS")?.objects("buttons").nth(place)?),
    };
    read.examples = read.variables().iter().map(|variable| example(variable).unwrap_or_default()).collect();
    Some(read)
}

/// The provider's word for whether it can be sent; what is unknown cannot.
pub(crate) fn status(word: &str) -> TemplateStatus {
    match &*word.to_ascii_uppercase() {
        "APPROVED" => TemplateStatus::Approved,
        "PENDING" | "IN_APPEAL" | "SUBMITTED" => TemplateStatus::Pending,
        "REJECTED" | "FAILED" => TemplateStatus::Rejected,
        _ => TemplateStatus::Paused,
    }
}

fn is(value: &Value, key: &str, word: &str) -> bool {
    value.text(key).is_some_and(|text| text.eq_ignore_ascii_case(word))
}

/// The template with its gaps filled; `file` is the uploaded file on top and its name.
pub(super) fn content(template: &Template, values: &[String], file: Option<(&str, &str)>) -> Result<Value, SendError> {
    let values = template.check(values).map_err(|problem| SendError::never(None, problem.to_string()))?;
    let variables = template.variables();
    let filled = |part: TemplatePart| -> Vec<Value> {
        let ours = variables.iter().zip(&values).filter(|(variable, _)| variable.part == part);
        let mut ours: Vec<_> = ours.collect();
        // Without names their numbers are their places. A stable sort leaves names in order.
        ours.sort_by_key(|(variable, _)| variable.name.parse::<u32>().unwrap_or_default());
        ours.into_iter().map(|(variable, value)| parameter(&variable.name, value)).collect()
    };
    let mut components = Vec::new();
    if let Some(TemplateHeader::Media { media }) = &template.header {
        let (id, name) =
            file.ok_or_else(|| SendError::never(None, "Choose the file that stands on top of the template."))?;
        components.push(json!({"type": "header", "parameters": [component::file(*media, &json!({ "id": id }), name)]}));
    }
    for (kind, part) in [("header", TemplatePart::Header), ("body", TemplatePart::Body)] {
        let parameters = filled(part);
        if !parameters.is_empty() {
            components.push(json!({"type": kind, "parameters": parameters}));
        }
    }
    for (place, button) in template.buttons.iter().enumerate() {
        let texts = match button {
            // The button that copies a code takes the same code as the text.
            TemplateButton::Other { .. } if template.category == "authentication" => {
                values.first().map(text).into_iter().collect()
            }
            _ => variables
                .iter()
                .zip(&values)
                .filter(|(gap, _)| gap.part == TemplatePart::Button(place))
                .map(|(_, value)| text(value))
                .collect::<Vec<_>>(),
        };
        if !texts.is_empty() {
            components
                .push(json!({"type": "button", "sub_type": "url", "index": place.to_string(), "parameters": texts}));
        }
    }
    let mut body = json!({"name": template.name, "language": {"code": template.language}});
    if !components.is_empty() {
        body["components"] = json!(components);
    }
    Ok(json!({"type": "template", "template": body}))
}

fn text(value: &String) -> Value {
    json!({"type": "text", "text": value})
}

/// Numbered gaps are filled in their order, named ones by name.
fn parameter(name: &str, value: &str) -> Value {
    if name.chars().all(|c| c.is_ascii_digit()) {
        json!({"type": "text", "text": value})
    } else {
        json!({"type": "text", "parameter_name": name, "text": value})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_gaps_are_filled_in_the_order_of_their_numbers() {
        let written = json!({"name": "n", "language": "en", "status": "APPROVED", "components": [
            {"type": "BODY", "text": "At {{2}}, {{1}}!"}
        ]});
        let template = read(&written).unwrap();
        let sent = content(&template, &["nine".to_owned(), "Ana".to_owned()], None).unwrap();
        let texts: Vec<_> = sent["template"]["components"][0]["parameters"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| p["text"].clone())
            .collect();
        assert_eq!(texts, ["Ana", "nine"]);
    }

    #[test]
    fn every_gap_has_the_example_its_maker_gave() {
        let numbered = json!({"name": "n", "language": "en", "components": [
            {"type": "HEADER", "format": "TEXT", "text": "Order {{1}}", "example": {"header_text": ["0482"]}},
            {"type": "BODY", "text": "At {{2}}, {{1}}! {{3}}", "example": {"body_text": [["Ana", "nine"]]}},
            {"type": "BUTTONS", "buttons": [
                {"type": "QUICK_REPLY", "text": "Ok"},
                {"type": "URL", "text": "Go", "url": "https://x.example/t/{{1}}", "example": ["https://x.example/t/77"]}
            ]}
        ]});
        assert_eq!(read(&numbered).unwrap().examples, ["0482", "nine", "Ana", "", "77"]);
        let named = json!({"name": "n", "language": "en", "components": [{"type": "BODY", "text": "Hi {{who}}, {{what}}",
            "example": {"body_text_named_params": [{"param_name": "who", "example": "Ana"}]}}]});
        assert_eq!(read(&named).unwrap().examples, ["Ana", ""]);
        let without = json!({"name": "n", "language": "en", "components": [{"type": "BODY", "text": "Hi"}]});
        assert_eq!(read(&without).unwrap().examples, [""; 0]);
    }

    #[test]
    fn the_code_of_a_login_stands_in_the_words_and_on_the_button() {
        let written = json!({"name": "code", "language": "en", "status": "APPROVED", "category": "AUTHENTICATION", "components": [
            {"type": "BODY", "text": "{{1}} is your code."}, {"type": "BUTTONS", "buttons": [{"type": "OTP", "text": "Copy code"}]}
        ]});
        let sent = content(&read(&written).unwrap(), &["1234".to_owned()], None).unwrap();
        assert_eq!(sent["template"]["components"][1]["parameters"][0]["text"], "1234");
    }

    #[test]
    fn a_gap_that_is_not_filled_is_said_before_anything_is_sent() {
        let written = json!({"name": "n", "language": "en", "components": [{"type": "BODY", "text": "{{name}}"}]});
        let error = content(&read(&written).unwrap(), &[], None).unwrap_err();
        assert!(error.sentence().contains("{{name}}"), "{error}");
    }

    #[test]
    fn words_for_the_status_that_do_not_exist_yet_keep_it_from_being_sent() {
        assert_eq!(status("approved"), TemplateStatus::Approved);
        assert_eq!(status("LIMIT_EXCEEDED"), TemplateStatus::Paused);
    }
}
