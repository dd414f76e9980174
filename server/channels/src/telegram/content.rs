//! What a message says. It has exactly one content, but some are told twice: an animation is also a document, a venue also a location.

use super::chat::full_name;
use crate::inbound::{Enclosure, File, Manner, Place, Source};
use crate::json::Lenient;
use serde_json::Value;
use types::message::{ContactCard, MediaKind};

pub(super) struct Content {
    pub(super) manner: Manner,
    pub(super) text: Option<String>,
    pub(super) enclosures: Vec<Enclosure>,
}

/// Words or caption, and the one thing that goes with it.
pub(super) fn read(message: &Value) -> Content {
    let text =
        ["text", "caption"].iter().find_map(|key| message.text(key)).filter(|text| !text.is_empty()).map(str::to_owned);
    let enclosure = enclosure(message);
    let manner = match &enclosure {
        None if message.text("text").is_none() => Manner::Unsupported { what: kind(message), failure: None },
        _ => Manner::Written,
    };
    Content { manner, text, enclosures: enclosure.into_iter().collect() }
}

fn enclosure(message: &Value) -> Option<Enclosure> {
    const FILES: [(&str, MediaKind); 7] = [
        ("animation", MediaKind::Video),
        ("video", MediaKind::Video),
        ("video_note", MediaKind::Video),
        ("voice", MediaKind::Audio),
        ("audio", MediaKind::Audio),
        ("sticker", MediaKind::Sticker),
        ("document", MediaKind::Document),
    ];
    let file = |(key, kind): &(&str, MediaKind)| file(*kind, message.object(key)?, *key == "voice");
    (picture(message).or_else(|| FILES.iter().find_map(file)).map(Enclosure::File))
        .or_else(|| {
            venue(message.object("venue")?)
                .or_else(|| location(message.object("venue")?.object("location")?))
                .map(Enclosure::Place)
        })
        .or_else(|| location(message.object("location")?).map(Enclosure::Place))
        .or_else(|| message.object("contact").map(card).map(Enclosure::Card))
}

/// One picture in several sizes, in no promised order: the largest is taken.
fn picture(message: &Value) -> Option<File> {
    let size = |photo: &&Value| {
        let number = |key: &str| photo.number(key).unwrap_or_default() as u64;
        (number("width").saturating_mul(number("height")), number("file_size"))
    };
    let sizes = message.objects("photo").filter(|photo| photo.id("file_id").is_some());
    file(MediaKind::Image, sizes.max_by_key(size)?, false)
}

fn file(kind: MediaKind, object: &Value, voice: bool) -> Option<File> {
    let source = Source::Id(object.id("file_id")?);
    let (media_type, name) = (object.filled("mime_type"), object.filled("file_name"));
    Some(File { media_type, name, voice, ..File::new(kind, source) })
}

fn venue(venue: &Value) -> Option<Place> {
    let place = location(venue.object("location")?)?;
    Some(Place { name: venue.filled("title"), address: venue.filled("address"), ..place })
}

fn location(location: &Value) -> Option<Place> {
    let (latitude, longitude) = location.number("latitude").zip(location.number("longitude"))?;
    Some(Place { latitude, longitude, name: None, address: None })
}

fn card(contact: &Value) -> ContactCard {
    let phones = contact.id("phone_number").into_iter().collect();
    ContactCard { name: full_name(contact).unwrap_or_default(), phones, emails: Vec::new() }
}

/// What it was, by the key that is no part of every message: `poll`, `dice`, `story`.
fn kind(message: &Value) -> String {
    const FRAME: [&str; 9] = [
        "chat",
        "from",
        "sender_chat",
        "via_bot",
        "sender_business_bot",
        "forward_origin",
        "reply_to_message",
        "reply_markup",
        "link_preview_options",
    ];
    let contents = message.as_object().into_iter().flatten().filter(|(_, value)| value.is_object() || value.is_array());
    contents.map(|(key, _)| key.clone()).find(|key| !FRAME.contains(&&**key)).unwrap_or_else(|| "message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_largest_size_of_a_picture_is_taken() {
        let photo = |id: &str, width: i32| json!({"file_id": id, "width": width, "height": 100});
        let content = read(
            &json!({"photo": [photo("a", 90), photo("b", 1280), photo("c", 320), {"width": 9999, "height": 9999}]}),
        );
        let Some(Enclosure::File(file)) = content.enclosures.first() else { panic!() };
        assert_eq!((&file.source, content.enclosures.len()), (&Source::Id("b".to_owned()), 1));
    }

    #[test]
    fn what_is_unknown_is_named() {
        let content = read(&json!({"chat": {}, "from": {}, "date": 1, "dice": {"emoji": "🎲", "value": 3}}));
        assert_eq!(content.manner, Manner::Unsupported { what: "dice".to_owned(), failure: None });
        assert_eq!(read(&json!({"text": "x"})).manner, Manner::Written);
    }
}
