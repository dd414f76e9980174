//! `changes` of a page: comments under its posts (developers.facebook.com, webhooks for pages, field `feed`). Posts, likes and shares
//! are nothing to answer.

use crate::inbound::{Enclosure, File, Happening, Inbound, Link, Manner, Person, Said, Source, Target};
use crate::json::Lenient;
use crate::time_stamp;
use serde_json::Value;
use types::message::MediaKind;

/// What the changes of an entry say.
pub(super) fn read(entry: &Value) -> Vec<Inbound> {
    let changes = entry.objects("changes").filter(|change| change.text("field") == Some("feed"));
    changes.filter_map(|change| comment(change.object("value")?, entry)).collect()
}

/// A comment that was written, rewritten or removed; `None` for one that was hidden or shown, and for everything else.
fn comment(value: &Value, entry: &Value) -> Option<Inbound> {
    if value.text("item") != Some("comment") {
        return None;
    }
    let text = value.text("message").filter(|text| !text.is_empty()).map(str::to_owned);
    let id = value.id("comment_id");
    let what = match value.text("verb").unwrap_or("add") {
        "add" => Happening::Said(Said {
            id,
            manner: Manner::Commented,
            text,
            enclosures: enclosures(value),
            // At the top of its thread a comment names the post as what it answers.
            reply_to: value
                .id("parent_id")
                .filter(|parent| Some(parent) != value.id("post_id").as_ref())
                .map(Target::one),
            ..Said::default()
        }),
        "edit" | "edited" => {
            let (message, enclosures) = (Target::one(id?), Vec::new());
            Happening::Edited { message, text, enclosures, version: None }
        }
        "remove" | "delete" => Happening::Deleted { message: Target::one(id?) },
        _ => return None,
    };
    let author = value.get("from").unwrap_or(&Value::Null);
    let person = author.id("id").map(|id| Person { name: author.filled("name"), ..Person::nameless(id) });
    let route = entry.id("id");
    let own = route.is_some() && route == author.id("id");
    let at = ["created_time", "time"].iter().find_map(|key| value.get(key)).and_then(time_stamp::read);
    let at = at.or_else(|| entry.get("time").and_then(time_stamp::read));
    Some(if own {
        Inbound { business: person, ..Inbound::outgoing(route, None, at, what) }
    } else {
        Inbound::by(route, person, at, what)
    })
}

/// The post, and the picture or film in the comment.
fn enclosures(value: &Value) -> Vec<Enclosure> {
    let post = value.id("post_id").map(|post| Enclosure::Link(Link::post(post)));
    let file = |key: &str, kind| {
        let source = Source::Address(value.filled(key)?);
        Some(Enclosure::File(File::new(kind, source)))
    };
    let files = [file("photo", MediaKind::Image), file("video", MediaKind::Video)];
    files.into_iter().chain([post]).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use types::message::Direction;

    fn told(changes: &Value) -> Option<Inbound> {
        let mut value = json!({"item": "comment", "verb": "add", "comment_id": "1_7", "post_id": "9_1", "parent_id": "9_1",
            "from": {"id": "55", "name": "Ana"}, "message": "price?", "created_time": 1_775_749_000});
        value.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        let entry = json!({"id": "9", "time": 1_775_749_001, "changes": [{"field": "feed", "value": value}]});
        read(&entry).pop()
    }

    #[test]
    fn a_comment_is_its_writers_and_the_pages_own_is_an_echo() {
        let inbound = told(&json!({})).unwrap();
        let Happening::Said(said) = &inbound.what else { panic!() };
        assert_eq!((said.id.as_deref(), &said.reply_to), (Some("1_7"), &None));
        assert_eq!(inbound.customer.and_then(|person| person.name).as_deref(), Some("Ana"));
        let own = told(&json!({"from": {"id": "9", "name": "Shop"}, "parent_id": "1_7"})).unwrap();
        assert_eq!((own.direction, own.customer.is_none()), (Direction::Outgoing, true));
        let Happening::Said(said) = own.what else { panic!() };
        assert_eq!(said.reply_to, Some(Target::one("1_7")));
        assert!(told(&json!({"from": null})).is_some_and(|nobodys| nobodys.customer.is_none()));
    }

    #[test]
    fn a_comment_can_be_rewritten_and_removed_but_hiding_it_says_nothing() {
        let verb = |verb: &str| told(&json!({ "verb": verb })).map(|inbound| inbound.what);
        assert!(matches!(verb("edited"), Some(Happening::Edited { .. })));
        assert_eq!(verb("remove"), Some(Happening::Deleted { message: Target::one("1_7") }));
        assert_eq!(verb("hide"), None);
    }

    #[test]
    fn posts_and_likes_are_nothing_to_answer() {
        for item in ["post", "status", "photo", "share", "reaction", "like"] {
            assert_eq!(told(&json!({ "item": item })), None);
        }
    }

    #[test]
    fn a_picture_in_a_comment_comes_along() {
        let inbound = told(&json!({"photo": "https://x.example/a.jpg", "message": ""})).unwrap();
        let Happening::Said(said) = inbound.what else { panic!() };
        assert!(matches!(&said.enclosures[..], [Enclosure::File(_), Enclosure::Link(_)]));
    }
}
