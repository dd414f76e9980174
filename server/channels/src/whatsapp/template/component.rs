//! Parts of a template: header, buttons, and the file on top.

use crate::json::Lenient;
use serde_json::{Value, json};
use types::message::{MediaKind, TemplateButton, TemplateHeader};

/// `None` for headers that cannot be filled in (places, products).
pub(super) fn header(header: &Value) -> Option<TemplateHeader> {
    let media = match &*header.text("format").unwrap_or("TEXT").to_ascii_uppercase() {
        "TEXT" => return Some(TemplateHeader::Text { text: header.filled("text")? }),
        "IMAGE" => MediaKind::Image,
        "VIDEO" | "GIF" => MediaKind::Video,
        "DOCUMENT" => MediaKind::Document,
        _ => return None,
    };
    Some(TemplateHeader::Media { media })
}

/// A button of any sort.
pub(crate) fn button(button: &Value) -> TemplateButton {
    let title = button.text("text").unwrap_or_default().to_owned();
    match (button.text("type").unwrap_or_default().to_ascii_uppercase().as_str(), button.filled("url")) {
        ("QUICK_REPLY", _) => TemplateButton::Reply { title },
        ("URL", Some(url)) => TemplateButton::Link { title, url },
        _ => TemplateButton::Other { title },
    }
}

/// The example for a gap of a part: by name in `{kind}_named_params`, or by number in `{kind}`, which for the body is a list of
/// such lists (developers.facebook.com, message templates, `example`).
pub(super) fn example(part: &Value, kind: &str, name: &str) -> Option<String> {
    let given = part.get("example")?;
    let named = given.objects(&format!("{kind}_named_params")).find(|one| one.text("param_name") == Some(name));
    if let Some(named) = named {
        return named.filled("example");
    }
    let list = given.get(kind)?.as_array()?;
    let list = list.first().and_then(Value::as_array).unwrap_or(list);
    list.get(name.parse::<usize>().ok()?.checked_sub(1)?)?.as_str().map(str::to_owned)
}

/// The example for the end of a link: given with the whole address, or alone.
pub(super) fn link_example(button: &Value) -> Option<String> {
    let example = button.get("example")?;
    let example = example.as_str().or_else(|| example.as_array()?.first()?.as_str())?;
    let (start, _) = button.text("url")?.split_once("{{")?;
    Some(example.strip_prefix(start).unwrap_or(example).to_owned())
}

/// The file as a parameter: `reference` is its id or its address.
pub(crate) fn file(media: MediaKind, reference: &Value, name: &str) -> Value {
    let kind = match media {
        MediaKind::Image | MediaKind::Sticker => "image",
        MediaKind::Video => "video",
        MediaKind::Document | MediaKind::Audio => "document",
    };
    let mut body = reference.clone();
    if kind == "document" {
        body["filename"] = json!(name);
    }
    let mut parameter = json!({ "type": kind });
    parameter[kind] = body;
    parameter
}
