//! Attachments of Messenger and Instagram: `{type, payload {url, …}}`.

use crate::inbound::{Enclosure, File, Link, LinkKind, Place, Source};
use crate::json::Lenient;
use serde_json::Value;
use types::message::MediaKind;

/// What can be used of a message's attachments, the same one only once: in 2026 every sticker comes twice, as a sticker and as an
/// image (Messenger Platform changelog, June 2026).
pub(super) fn read(message: &Value) -> Vec<Enclosure> {
    let mut all: Vec<Enclosure> = Vec::new();
    for enclosure in message.objects("attachments").filter_map(one) {
        if !all.iter().any(|other| same(other, &enclosure)) {
            all.push(enclosure);
        }
    }
    all
}

fn same(one: &Enclosure, other: &Enclosure) -> bool {
    match (one, other) {
        (Enclosure::Link(one), Enclosure::Link(other)) => one.kind == other.kind && one.address == other.address,
        _ => one == other,
    }
}

/// Instagram's heart is an attachment without content.
pub(super) fn is_heart(message: &Value) -> bool {
    message.objects("attachments").any(|attachment| attachment.text("type") == Some("like_heart"))
}

/// The story a message answers.
pub(super) fn story(story: &Value) -> Option<Enclosure> {
    Some(Enclosure::Link(Link { kind: LinkKind::Story, address: Some(story.filled("url")?), title: None }))
}

fn one(attachment: &Value) -> Option<Enclosure> {
    let kind = attachment.text("type")?;
    let payload = attachment.get("payload").unwrap_or(&Value::Null);
    let url = payload.filled("url").or_else(|| attachment.filled("url"));
    let title = payload.filled("title").or_else(|| attachment.filled("title"));
    let link = match kind {
        "image" if payload.id("sticker_id").is_some() => return file(MediaKind::Sticker, url?),
        "image" => return file(MediaKind::Image, url?),
        "sticker" => return file(MediaKind::Sticker, url?),
        "audio" => return file(MediaKind::Audio, url?),
        "video" => return file(MediaKind::Video, url?),
        "file" => return file(MediaKind::Document, url?),
        "location" => return place(payload.object("coordinates")?, title),
        // Cards and buttons of our own, in an echo.
        "template" => return Some(Enclosure::Link(Link { kind: LinkKind::Template, address: None, title })),
        "fallback" | "share" | "post" | "ig_post" => LinkKind::Share,
        "reel" | "ig_reel" => LinkKind::Reel,
        "story_mention" => LinkKind::StoryMention,
        other => LinkKind::Other(other.to_owned()),
    };
    Some(Enclosure::Link(Link { kind: link, address: Some(url?), title }))
}

fn file(kind: MediaKind, url: String) -> Option<Enclosure> {
    Some(Enclosure::File(File::new(kind, Source::Address(url))))
}

fn place(coordinates: &Value, name: Option<String>) -> Option<Enclosure> {
    let (latitude, longitude) = coordinates.number("lat").zip(coordinates.number("long"))?;
    Some(Enclosure::Place(Place { latitude, longitude, name, address: None }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_sticker_in_two_shapes_is_one() {
        let url = "https://x.example/like.png";
        let message = json!({"attachments": [
            {"type": "sticker", "payload": {"url": url, "sticker_id": 369}},
            {"type": "image", "payload": {"url": url, "sticker_id": "369"}},
            {"type": "image", "payload": {"url": url}}]});
        let all = read(&message);
        assert_eq!(all.len(), 2);
        assert_eq!(all.first(), file(MediaKind::Sticker, url.to_owned()).as_ref());
    }

    #[test]
    fn what_has_no_address_is_of_no_use() {
        let message = json!({"attachments": [
            {"type": "ephemeral"}, {"type": "image", "payload": {}}, {"type": "fallback", "payload": null},
            {"type": "location", "payload": {"coordinates": {"lat": 1}}}, "x", {}]});
        assert!(read(&message).is_empty());
        let beside = json!({"attachments": [{"type": "fallback", "url": "https://x.example", "title": "X"}]});
        assert_eq!(read(&beside).len(), 1);
    }
}
