//! Version 2, `type: message`: what a customer wrote or tapped.

use crate::inbound::{Choice, Enclosure, File, Happening, Inbound, Manner, Person, Said, Source, Target};
use crate::json::Lenient;
use crate::meta::cloud;
use crate::time_stamp;
use serde_json::Value;
use types::message::MediaKind;

/// The message, even when nobody is named as its sender.
pub(super) fn read(body: &Value, payload: &Value) -> Inbound {
    let sender = payload.get("sender").unwrap_or(&Value::Null);
    let id = sender.id("phone").or_else(|| payload.id("source"));
    let person = id.map(|id| Person { name: sender.filled("name"), ..Person::nameless(id) });
    let at = body.get("timestamp").and_then(time_stamp::read);
    Inbound::by(body.id("app"), person, at, happening(payload))
}

fn happening(payload: &Value) -> Happening {
    let kind = payload.text("type").unwrap_or("unknown");
    let content = payload.get("payload").unwrap_or(&Value::Null);
    if kind == "reaction"
        && let Some(reaction) = reaction(payload, content)
    {
        return reaction;
    }
    let context = payload.get("context").unwrap_or(&Value::Null);
    let unsupported = || Said::unsupported(None, kind);
    Happening::Said(Said {
        id: payload.id("id"),
        // The id our send call was answered with leads.
        reply_to: Target::first_of([context.id("gsId"), context.id("id")]),
        referral: payload.object("referral").map(cloud::referral),
        forwarded: context.flag("forwarded") || context.flag("frequently_forwarded"),
        ..said(kind, content).unwrap_or_else(unsupported)
    })
}

/// What the inner payload says; `None` when the kind is unknown or the payload is not what the kind promises.
fn said(kind: &str, content: &Value) -> Option<Said> {
    let enclosed = |enclosures| Said { enclosures, ..Said::default() };
    match kind {
        "text" => Some(Said { text: Some(content.text("text")?.to_owned()), ..Said::default() }),
        "image" => file(MediaKind::Image, content),
        "video" => file(MediaKind::Video, content),
        "audio" => file(MediaKind::Audio, content),
        "voice" => file(MediaKind::Audio, content),
        "sticker" => file(MediaKind::Sticker, content),
        "file" | "document" => file(MediaKind::Document, content),
        "location" => Some(enclosed(vec![Enclosure::Place(cloud::place(content)?)])),
        "contact" | "contacts" => {
            let cards = cloud::cards(content.items("contacts"));
            (!cards.is_empty()).then(|| enclosed(cards))
        }
        "button_reply" | "list_reply" => tapped(content.filled("title"), content),
        // The buttons of templates.
        "quick_reply" => tapped(content.filled("text"), content),
        _ => None,
    }
}

/// The address is public for about a week (`urlExpiry`).
fn file(kind: MediaKind, content: &Value) -> Option<Said> {
    let file = File {
        media_type: content.filled("contentType"),
        name: content.filled("name").filter(|_| kind == MediaKind::Document),
        ..File::new(kind, Source::Address(content.filled("url")?))
    };
    Some(Said { text: content.filled("caption"), enclosures: vec![Enclosure::File(file)], ..Said::default() })
}

/// `id` is the name we gave the whole message and `reply` the title with a number; only `postbackText` tells which button it was.
fn tapped(text: Option<String>, content: &Value) -> Option<Said> {
    let payload = content.filled("postbackText");
    let nothing = text.is_none() && payload.is_none();
    let manner = Manner::Tapped(Choice { payload, question: content.id("id") });
    (!nothing).then(|| Said { manner, text, ..Said::default() })
}

fn reaction(payload: &Value, content: &Value) -> Option<Happening> {
    let message = Target::first_of([content.id("gsId"), content.id("id")])?;
    let emoji = content.filled("emoji");
    Some(Happening::Reacted { id: payload.id("id"), message, removed: emoji.is_none(), emoji })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_blank_phone_falls_back_to_the_source() {
        let body = json!({"app": "A", "timestamp": 1});
        let payload = json!({"id": "G", "source": "9198", "sender": {"phone": " ", "name": ""}, "type": "text", "payload": {"text": ""}});
        let inbound = read(&body, &payload);
        assert_eq!(inbound.customer, Some(Person::nameless("9198")));
        let nobodys = read(&body, &json!({"id": "G", "source": "", "type": "text", "payload": {"text": "x"}}));
        assert_eq!(nobodys.customer, None);
    }

    #[test]
    fn an_empty_context_is_no_reply() {
        for context in [json!(null), json!({}), json!({"id": "", "gsId": ""}), json!({"gsId": null, "id": null})] {
            let payload = json!({"source": "1", "type": "text", "payload": {"text": "x"}, "context": context});
            let Happening::Said(said) = happening(&payload) else { panic!() };
            assert_eq!(said.reply_to, None);
        }
    }
}
