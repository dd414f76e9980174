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
