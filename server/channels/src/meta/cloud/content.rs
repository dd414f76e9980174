//! What a message says, in whatever frame it comes: new, edited, or an echo.

use super::enclosures::{cards, file, order, place};
use crate::inbound::{Choice, Enclosure, Manner};
use crate::json::Lenient;
use serde_json::Value;
use types::message::MediaKind;

/// What a message says.
#[derive(Default)]
pub(super) struct Content {
    pub(super) manner: Manner,
    pub(super) text: Option<String>,
    pub(super) enclosures: Vec<Enclosure>,
}

/// The content under the key of its type; `None` when the type is unknown or the content is not what the type promises.
pub(super) fn read(kind: &str, message: &Value) -> Option<Content> {
    let media = match kind {
        "image" => Some(MediaKind::Image),
        "video" => Some(MediaKind::Video),
        // "voice" is an old name of it.
        "audio" | "voice" => Some(MediaKind::Audio),
        "document" => Some(MediaKind::Document),
        "sticker" => Some(MediaKind::Sticker),
        _ => None,
    };
    if let Some(media) = media {
        let enclosures = vec![Enclosure::File(file(media, kind, message.object(kind)?)?)];
        return Some(Content { text: words(kind, message), enclosures, ..Content::default() });
    }
    match kind {
        "text" => {
            let text = message.object("text")?.text("body")?.to_owned();
            Some(Content { text: Some(text), ..Content::default() })
        }
        "location" => Some(enclosed(vec![Enclosure::Place(place(message.object("location")?)?)])),
        "contacts" => {
            let cards = cards(message.items("contacts"));
            (!cards.is_empty()).then(|| enclosed(cards))
        }
        "order" => {
            let order_object = message.object("order")?;
            Some(Content { text: order_object.filled("text"), ..enclosed(vec![order(order_object)]) })
        }
        "button" => {
            let button = message.object("button")?;
            tapped(button.filled("text"), button.filled("payload"))
        }
        "interactive" => interactive(message.object("interactive")?),
        _ => None,
    }
}

/// The words of a message whose content is otherwise of no use: a caption, or the text itself.
pub(super) fn words(kind: &str, message: &Value) -> Option<String> {
    let content = message.object(kind)?;
    content.filled("caption").or_else(|| content.filled("body").filter(|_| kind == "text"))
}

fn enclosed(enclosures: Vec<Enclosure>) -> Content {
    Content { enclosures, ..Content::default() }
}

fn tapped(text: Option<String>, payload: Option<String>) -> Option<Content> {
    let nothing = text.is_none() && payload.is_none();
    let manner = Manner::Tapped(Choice { payload, question: None });
    (!nothing).then(|| Content { manner, text, ..Content::default() })
}

/// Answers to messages with buttons, lists or forms. Other kinds exist (call permissions) and more will come.
fn interactive(interactive: &Value) -> Option<Content> {
    let kind = interactive.text("type")?;
    let reply = interactive.object(kind)?;
    match kind {
        "button_reply" | "list_reply" => tapped(reply.filled("title"), reply.filled("id")),
        // The filled-in form is a JSON text inside the JSON: it goes on exactly as it came.
        "nfm_reply" => {
            let form = match reply.get("response_json") {
                Some(Value::String(form)) => Some(form.clone()),
                Some(form @ Value::Object(_)) => Some(form.to_string()),
                _ => None,
            };
            tapped(reply.filled("body"), form)
        }
        _ => None,
    }
}
