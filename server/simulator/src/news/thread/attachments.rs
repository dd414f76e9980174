//! Attachments of Messenger and Instagram: `{type, payload}`.

use crate::Channel;
use crate::news::Scene;
use crate::part::put;
use crate::state::Message;
use serde_json::{Value, json};

/// The story of the business that customers answer.
const STORY: &str = "18073900111222333";

/// The list; empty when there are only words.
pub(super) fn of(scene: &Scene<'_>, message: &Message) -> Vec<Value> {
    let instagram = scene.line.channel == Channel::Instagram;
    if let Some(place) = &message.place {
        let coordinates = json!({"lat": place.latitude, "long": place.longitude});
        let mut payload = json!({"coordinates": coordinates});
        put(&mut payload, "title", place.name.clone());
        return vec![json!({"type": "location", "payload": payload})];
    }
    if message.kind == "sticker" && instagram {
        return vec![json!({"type": "like_heart"})];
    }
    let files = message.files().filter(|_| message.kind != "story_reply");
    files.flat_map(|id| file(&message.kind, &scene.address(id))).collect()
}

/// One file. Several pictures that were sent together are several of these in one message.
fn file(kind: &str, url: &str) -> Vec<Value> {
    match kind {
        // Until the end of August 2026 each sticker comes in both shapes (Messenger changelog, June 2026).
        "sticker" => {
            let payload = json!({"url": url, "sticker_id": 369_239_343_222_814_u64});
            vec![json!({"type": "sticker", "payload": payload}), json!({"type": "image", "payload": payload})]
        }
        "voice" | "audio" => vec![json!({"type": "audio", "payload": {"url": url}})],
        "document" => vec![json!({"type": "file", "payload": {"url": url}})],
        kind => vec![json!({"type": kind, "payload": {"url": url}})],
    }
}

/// What `reply_to` says when a story is answered. Its picture goes with the story.
pub(super) fn answered_story(scene: &Scene<'_>, message: &Message) -> Option<Value> {
    let picture = message.media.as_ref().filter(|_| message.kind == "story_reply")?;
    Some(json!({"story": {"url": scene.address(picture), "id": STORY}}))
}
