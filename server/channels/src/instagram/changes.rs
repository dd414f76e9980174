//! `changes` of an Instagram account: comments under posts and live videos.

use crate::inbound::{Enclosure, Happening, Inbound, Link, LinkKind, Manner, Person, Said, Target};
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
        "comments" | "live_comments" => comment(value, entry).into_iter().collect(),
        // The dashboard's "Test" button sends items of a thread in this shape.
        _ if value.object("sender").is_some() => meta::thread::read_item(value, entry),
        _ => Vec::new(),
    }
}

/// A comment. Comments of the account itself arrive as well and are no customer's: a bot that answers them talks to itself.
fn comment(value: &Value, entry: &Value) -> Option<Inbound> {
    let author = value.object("from")?;
    let id = author.id("id")?;
    let route = entry.id("id");
    let own = route.as_ref() == Some(&id) || author.id("self_ig_scoped_id").is_some();
    let post = value.object("media").and_then(|media| media.id("id"));
    let said = Said {
        id: value.id("id"),
        manner: Manner::Commented,
        text: value.text("text").filter(|text| !text.is_empty()).map(str::to_owned),
        enclosures: post
            .map(|post| Enclosure::Link(Link { kind: LinkKind::Post, address: Some(post), title: None }))
            .into_iter()
            .collect(),
        reply_to: value.id("parent_id").map(Target::one),
        ..Said::default()
    };
    let at = entry.get("time").and_then(time_stamp::read);
    let (what, name) = (Happening::Said(said), author.filled("username"));
    let author = Person { id, name: name.clone(), username: name, also: Vec::new() };
    Some(if own {
        Inbound { business: Some(author), ..Inbound::outgoing(route, None, at, what) }
    } else {
        Inbound::incoming(route, author, at, what)
    })
}
