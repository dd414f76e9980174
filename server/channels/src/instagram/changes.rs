//! `changes` of an Instagram account: comments under posts and live videos, and where others mention the account.

use crate::inbound::{Enclosure, Happening, Inbound, Link, Manner, Notice, Person, Said, Subject, Target};
use crate::json::Lenient;
use crate::{meta, time_stamp};
use serde_json::Value;

/// What the changes of an entry say.
pub(super) fn read(entry: &Value) -> Vec<Inbound> {
    let changes = entry.objects("changes").filter_map(|change| Some((change.text("field")?, change.object("value")?)));
    changes.flat_map(|(field, value)| of_field(field, value, entry)).collect()
}

fn of_field(field: &str, value: &Value, entry: &Value) -> Vec<Inbound> {
    match field {
        "comments" | "live_comments" => vec![comment(value, entry)],
        "mentions" => vec![mention(value, entry)],
        // The dashboard's "Test" button sends items of a thread in this shape.
        _ if value.object("sender").is_some() => meta::thread::read_item(value, entry),
        _ => Vec::new(),
    }
}

/// A comment. Comments of the account itself arrive as well and are no customer's: a bot that answers them talks to itself.
fn comment(value: &Value, entry: &Value) -> Inbound {
    let author = value.get("from").unwrap_or(&Value::Null);
    let (id, route) = (author.id("id"), entry.id("id"));
    let own = (route.is_some() && route == id) || author.id("self_ig_scoped_id").is_some();
    let said = Said {
        id: value.id("id").or_else(|| value.id("comment_id")),
        manner: Manner::Commented,
        text: value.text("text").filter(|text| !text.is_empty()).map(str::to_owned),
        enclosures: post(value).map(|post| Enclosure::Link(Link::post(post))).into_iter().collect(),
        reply_to: value.id("parent_id").map(Target::one),
        ..Said::default()
    };
    let at = entry.get("time").and_then(time_stamp::read);
    let (what, name) = (Happening::Said(said), author.filled("username"));
    let author = id.map(|id| Person { id, name: name.clone(), username: name, also: Vec::new() });
    if own {
        Inbound { business: author, ..Inbound::outgoing(route, None, at, what) }
    } else {
        Inbound::by(route, author, at, what)
    }
}

fn post(value: &Value) -> Option<String> {
    value.object("media").and_then(|media| media.id("id")).or_else(|| value.id("media_id"))
}

/// Somebody wrote `@us` under or into a post of theirs. Mostly only the ids are told, so that there is nobody to answer to
/// (developers.facebook.com, Instagram mentions): then it is news for administrators.
fn mention(value: &Value, entry: &Value) -> Inbound {
    if value.object("from").is_some_and(|author| author.id("id").is_some()) {
        return comment(value, entry);
    }
    let event = if value.id("comment_id").is_some() { "in a comment" } else { "in a caption" };
    let notice = Notice { subject: Subject::Mention, event: event.to_owned(), failure: None, details: value.clone() };
    let at = entry.get("time").and_then(time_stamp::read);
    Inbound::outgoing(entry.id("id"), None, at, Happening::Notice(notice))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn one(field: &str, value: &Value) -> Inbound {
        let entry = json!({"id": "178", "time": 1_775_749_000, "changes": [{"field": field, "value": value}]});
        let [inbound] = <[Inbound; 1]>::try_from(read(&entry)).unwrap();
        inbound
    }

    #[test]
    fn a_comment_of_nobody_is_told_all_the_same() {
        let inbound = one("comments", &json!({"id": "180", "text": "price?"}));
        assert_eq!((inbound.customer, inbound.direction), (None, types::message::Direction::Incoming));
    }

    #[test]
    fn a_mention_is_a_comment_when_its_writer_is_told_and_news_when_not() {
        let told =
            one("mentions", &json!({"comment_id": "180", "media_id": "179", "from": {"id": "9", "username": "ana"}}));
        assert!(matches!(&told.what, Happening::Said(said) if said.id.as_deref() == Some("180")));
        let untold = one("mentions", &json!({"comment_id": "180", "media_id": "179"}));
        assert!(matches!(&untold.what, Happening::Notice(notice) if notice.event == "in a comment"));
        let caption = one("mentions", &json!({"media_id": "179"}));
        assert!(matches!(&caption.what, Happening::Notice(notice) if notice.event == "in a caption"));
    }
}
