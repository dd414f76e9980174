//! One thing that happened, as a flat object with the same keys for all.

use crate::inbound::{Enclosure, Failure, Happening, Inbound, LinkKind, Manner, Mark, Place, Said, Source};
use serde_json::{Map, Value, json};
use types::message::Direction;

/// The object; `None` for what concerns no conversation, and for what a customer did who is not named.
pub(super) fn of(inbound: &Inbound) -> Option<Value> {
    if inbound.customer.is_none() && inbound.direction == Direction::Incoming {
        return None;
    }
    let mut event = frame(inbound);
    let mut set = |key: &str, value: Value| event.insert(key.to_owned(), value);
    match &inbound.what {
        Happening::Said(said) => {
            for (key, value) in said_fields(said, inbound.is_echo()) {
                set(key, value);
            }
        }
        Happening::Edited { message, text, enclosures, .. } => {
            set("kind", json!("edited"));
            set("external_id", json!(message.id));
            set("text", json!(text));
            set("attachments", enclosures.iter().map(attachment).collect());
        }
        Happening::Deleted { message } => {
            set("kind", json!("deleted"));
            set("external_id", json!(message.id));
        }
        Happening::Reacted { id, message, emoji, removed } => {
            set("kind", json!("reaction"));
            set("external_id", json!(id));
            set("reply_to", json!(message.id));
            set("text", json!(emoji));
            set("status", json!(if *removed { "removed" } else { "added" }));
        }
        Happening::Status(status) => {
            set("kind", json!("status"));
            set("sender_name", Value::Null);
            set("status", json!(status.stage.as_str()));
            set("error_code", code(status.failure.as_ref()));
            mark(&status.messages, &mut set);
        }
        Happening::Read(read) => {
            set("kind", json!("read"));
            mark(read, &mut set);
        }
        Happening::Moved { id, note, new_id } => {
            set("kind", json!("system"));
            set("external_id", json!(id));
            set("text", json!(note));
            set("new_id", json!(new_id));
        }
        Happening::Named { .. } | Happening::Consent { .. } | Happening::Reachable(_) | Happening::Notice(_) => {
            return None;
        }
    }
    Some(Value::Object(event))
}

/// Who, to whom and when; everything else empty.
fn frame(inbound: &Inbound) -> Map<String, Value> {
    let customer = inbound.customer.as_ref();
    let business = inbound.business.as_ref().map(|business| &business.id).or(inbound.route.as_ref());
    let person = customer.map(|person| &person.id);
    let (from, to) = match inbound.direction {
        Direction::Incoming => (person, business),
        // A comment of our own stands on our own page.
        Direction::Outgoing if is_comment(inbound) => (business, person.or(inbound.route.as_ref())),
        Direction::Outgoing => (business, person),
    };
    let name = match inbound.direction {
        Direction::Incoming => customer.and_then(|person| person.name.clone()),
        Direction::Outgoing => inbound.business.as_ref().and_then(|business| business.name.clone()),
    };
    let event = json!({
        "external_id": null, "from": from, "to": to, "sender_name": name, "timestamp_utc": inbound.at.map(types::Timestamp::rfc3339),
        "text": null, "attachments": [], "reply_to": null, "status": null, "error_code": null,
    });
    let mut event = if let Value::Object(event) = event { event } else { Map::new() };
    if inbound.standby {
        event.insert("standby".to_owned(), json!(true));
    }
    if let Some(connection) = &inbound.connection {
        event.insert("business_connection_id".to_owned(), json!(connection));
    }
    event
}

fn is_comment(inbound: &Inbound) -> bool {
    matches!(&inbound.what, Happening::Said(Said { manner: Manner::Commented, .. }))
}

fn said_fields(said: &Said, echo: bool) -> Vec<(&'static str, Value)> {
    let kind = match &said.manner {
        _ if echo => "echo",
        Manner::Written | Manner::Commented => "message",
        Manner::Tapped(_) | Manner::Arrived { .. } => "postback",
        Manner::Unsupported { .. } => "unsupported",
    };
    let mut fields = vec![
        ("kind", json!(kind)),
        ("external_id", json!(said.id)),
        ("text", json!(said.text)),
        ("attachments", said.enclosures.iter().map(attachment).collect()),
        ("reply_to", json!(said.reply_to.as_ref().map(|target| &target.id))),
    ];
    match &said.manner {
        Manner::Written => {}
        Manner::Tapped(choice) => {
            fields.extend([("payload", json!(choice.payload)), ("msgid", json!(choice.question))])
        }
        Manner::Arrived { payload } => fields.extend([("payload", json!(payload)), ("subtype", json!("referral"))]),
        Manner::Commented => fields.push(("subtype", json!("comment"))),
        Manner::Unsupported { failure, .. } => fields.push(("error_code", code(failure.as_ref()))),
    }
    if let Some(referral) = &said.referral {
        fields.push(("referral_id", json!(referral.id)));
    }
    if let Some(letter) = &said.letter {
        fields.extend([("subject", json!(letter.subject)), ("auto", json!(letter.automatic))]);
    }
    fields
}

fn code(failure: Option<&Failure>) -> Value {
    json!(failure.and_then(|failure| failure.code.as_ref()))
}

fn mark(mark: &Mark, set: &mut impl FnMut(&str, Value) -> Option<Value>) {
    match mark {
        Mark::One(target) => set("external_id", json!(target.id)),
        Mark::UpTo(time) => set("watermark_utc", json!(time.rfc3339())),
        Mark::Untold => None,
    };
}

fn attachment(enclosure: &Enclosure) -> Value {
    match enclosure {
        Enclosure::File(file) => {
            let source = match &file.source {
                Source::Id(id) => Some(id),
                Source::Address(address) => Some(address),
                Source::Bytes(_) => file.name.as_ref(),
            };
            json!({"type": file.kind, "id_or_url": source, "filename": file.name})
        }
        Enclosure::Place(place) => json!({"type": "location", "id_or_url": coordinates(place), "name": place.label()}),
        Enclosure::Card(card) => {
            let name = Some(&card.name).filter(|name| !name.is_empty());
            json!({"type": "contact", "id_or_url": card.phones.first(), "name": name})
        }
        Enclosure::Order { catalog, .. } => json!({"type": "order", "id_or_url": catalog}),
        Enclosure::Link(link) => {
            let address = link.address.as_ref().filter(|_| link.kind != LinkKind::Template);
            json!({"type": link.kind.as_str(), "id_or_url": address, "name": link.title})
        }
    }
}

fn coordinates(place: &Place) -> String {
    format!("geo:{},{}", place.latitude, place.longitude)
}
