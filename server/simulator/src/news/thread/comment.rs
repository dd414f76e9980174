//! Comments under posts.

use crate::Channel;
use crate::news::Scene;
use crate::state::Message;
use serde_json::{Value, json};

/// On Facebook a change of the page's feed, on Instagram one of comments.
pub(super) fn said(scene: &Scene<'_>, message: &Message) -> Value {
    let (line, customer, seconds) = (scene.line, scene.customer, message.at / 1000);
    let (object, field, value) = if line.channel == Channel::Instagram {
        let from = json!({"id": customer.id, "username": customer.username});
        let media = json!({"id": "17990000000000001", "media_product_type": "FEED"});
        ("instagram", "comments", json!({"id": message.id, "from": from, "text": message.text, "media": media}))
    } else {
        let from = json!({"id": customer.id, "name": customer.name});
        let post = format!("{}_122100000000001", line.account);
        let value = json!({"item": "comment", "verb": "add", "comment_id": message.id, "post_id": post, "parent_id": post,
            "from": from, "message": message.text, "created_time": seconds});
        ("page", "feed", value)
    };
    json!({"object": object, "entry": [{"id": line.account, "time": seconds, "changes": [{"field": field, "value": value}]}]})
}
