//! Message templates: the list of them, and how one is sent (docs.gupshup.io, templates).

use super::account::Account;
use super::send::address;
use crate::json::Lenient;
use crate::whatsapp::template::{component, status};
use crate::{OutFile, SendError};
use reqwest::Method;
use serde_json::{Value, json};
use types::message::{MediaKind, Template, TemplateHeader, TemplatePart};

/// All templates of the app.
pub(super) async fn list(account: &Account<'_>) -> Result<Vec<Template>, SendError> {
    let answer = account.app(Method::GET, &["template"], &[]).await?;
    Ok(answer.objects("templates").filter_map(read).collect())
}

/// One template. What it says stands in `containerMeta`, JSON within JSON; `data` has all of it run together.
fn read(template: &Value) -> Option<Template> {
    let meta = template.text("containerMeta").and_then(|meta| serde_json::from_str(meta).ok()).unwrap_or(Value::Null);
    let header = match template.text("templateType").unwrap_or("TEXT") {
        "TEXT" => meta.filled("header").map(|text| TemplateHeader::Text { text }),
        "IMAGE" => Some(TemplateHeader::Media { media: MediaKind::Image }),
        "VIDEO" | "GIF" => Some(TemplateHeader::Media { media: MediaKind::Video }),
        "DOCUMENT" => Some(TemplateHeader::Media { media: MediaKind::Document }),
        // Carousels, places, catalogues: they cannot be filled in here.
        _ => return None,
    };
    Some(Template {
        id: Some(template.id("id")?),
        name: template.filled("elementName")?,
        language: template.filled("languageCode").unwrap_or_else(|| "en".to_owned()),
        category: template.text("category").unwrap_or_default().to_lowercase(),
        status: status(template.text("status").unwrap_or_default()),
        header,
        body: meta.filled("data").or_else(|| template.filled("data"))?,
        footer: meta.filled("footer"),
        buttons: meta.objects("buttons").map(component::button).collect(),
        // Given as a text with its gaps filled in (`meta.example`), which does not tell where each begins.
        examples: Vec::new(),
    })
}

/// The fields of the form: all values in one list, and the file on top as a message.
pub(super) fn fields(
    template: &Template,
    values: &[String],
    media: Option<&OutFile>,
) -> Result<Vec<(&'static str, String)>, SendError> {
    let reason = "Gupshup knows templates by their ids: fetch the list of templates again.";
    let id = template.id.as_ref().ok_or_else(|| SendError::never(None, reason))?;
    let values = template.check(values).map_err(|problem| SendError::never(None, problem.to_string()))?;
    let variables = template.variables();
    let mut filled: Vec<_> = variables.iter().zip(values).collect();
    // Header, body, buttons; within each the numbers of the gaps are their places.
    filled.sort_by_key(|(variable, _)| {
        let part = match variable.part {
            TemplatePart::Header => 0,
            TemplatePart::Body => 1,
            TemplatePart::Button(place) => place + 2,
        };
        (part, variable.name.parse::<u32>().unwrap_or_default())
    });
    let params: Vec<String> = filled.into_iter().map(|(_, value)| value).collect();
    let mut fields = vec![("template", json!({"id": id, "params": params}).to_string())];
    if let Some(TemplateHeader::Media { media: kind }) = &template.header {
        let file =
            media.ok_or_else(|| SendError::never(None, "Choose the file that stands on top of the template."))?;
        fields.push(("message", component::file(*kind, &json!({ "link": address(file)? }), &file.name).to_string()));
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::message::TemplateButton;

    #[test]
    fn what_a_template_says_stands_in_json_within_json() {
        let meta = r#"{"header":"For {{1}}","data":"Hello {{1}}","footer":"Bye","buttons":[{"type":"URL","text":"Join","url":"https://l.example/{{1}}"}]}"#;
        let written = json!({"id": "u-1", "elementName": "lesson", "languageCode": "en_US", "category": "UTILITY",
            "status": "APPROVED", "templateType": "TEXT", "data": "For {{1}}\nHello {{1}}\nBye | [Join]", "containerMeta": meta});
        let template = read(&written).unwrap();
        assert_eq!((&*template.body, template.footer.as_deref()), ("Hello {{1}}", Some("Bye")));
        assert!(matches!(&template.buttons[..], [TemplateButton::Link { .. }]));
        let fields = fields(&template, &["A", "B", "C"].map(str::to_owned), None).unwrap();
        assert_eq!(fields, [("template", r#"{"id":"u-1","params":["A","B","C"]}"#.to_owned())]);
    }

    #[test]
    fn without_its_inner_json_the_run_together_text_serves() {
        let written = json!({"id": "u", "elementName": "e", "templateType": "TEXT", "data": "Hi", "status": "FAILED"});
        assert_eq!(read(&written).unwrap().body, "Hi");
        assert_eq!(read(&json!({"id": "u", "elementName": "e", "templateType": "CAROUSEL", "data": "Hi"})), None);
    }
}
