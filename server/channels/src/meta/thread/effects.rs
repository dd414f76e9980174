//! What happens to messages that exist: edits, reactions, receipts.

use super::Item;
use crate::inbound::{Failure, Happening, Inbound, Mark, Notice, Person, Stage, Status, Subject, Target};
use crate::json::Lenient;
use crate::time_stamp;
use serde_json::Value;

/// `message_edit`: at most five times; the highest `num_edit` counts, which is a number or a text.
pub(super) fn edit(item: &Item, edit: &Value) -> Vec<Inbound> {
    let Some(id) = edit.id("mid") else { return Vec::new() };
    let what = Happening::Edited {
        message: Target::one(id),
        text: edit.text("text").map(str::to_owned),
        enclosures: Vec::new(),
        version: edit.code("num_edit").and_then(|count| count.trim().parse().ok()),
    };
    item.by_sender(what, item.is_echo(edit))
}

/// `reaction`: `unreact` often says neither which nor what.
pub(super) fn reaction(item: &Item, reaction: &Value) -> Vec<Inbound> {
    let Some(id) = reaction.id("mid") else { return Vec::new() };
    let emoji = reaction.filled("emoji");
    let removed = match reaction.text("action") {
        Some("react") => false,
        Some("unreact") => true,
        _ => emoji.is_none(),
    };
    let emoji = emoji.filter(|_| !removed);
    let what = Happening::Reacted { id: None, message: Target::one(id), emoji, removed };
    item.by_sender(what, item.is_echo(reaction))
}

/// `delivery`: these messages, or without ids everything of ours up to the watermark.
pub(super) fn delivery(item: &Item, delivery: &Value) -> Vec<Inbound> {
    let watermark = delivery.get("watermark").and_then(time_stamp::read);
    let ids = delivery.items("mids").iter().filter_map(Value::as_str).filter(|id| !id.trim().is_empty());
    let mut marks: Vec<Mark> = ids.map(|id| Mark::One(Target::one(id))).collect();
    if marks.is_empty() {
        marks.extend(watermark.filter(|_| item.sender.is_some()).map(Mark::UpTo));
    }
    let customer = item.sender.clone().map(Person::nameless);
    let inbound = |messages| {
        let what = Happening::Status(Status { messages, stage: Stage::Delivered, failure: None, reference: None });
        let at = item.at.or(watermark);
        Inbound {
            business: item.recipient.clone().map(Person::nameless),
            ..Inbound::outgoing(item.route.clone(), customer.clone(), at, what)
        }
    };
    marks.into_iter().map(inbound).collect()
}

/// `read`: Messenger says up to when, Instagram which message; everything before it is read as well.
pub(super) fn read(item: &Item, read: &Value) -> Vec<Inbound> {
    let watermark = read.get("watermark").and_then(time_stamp::read);
    let mark = read.id("mid").map(|id| Mark::One(Target::one(id))).or(watermark.map(Mark::UpTo));
    let all = mark.map(|mark| item.by_sender(Happening::Read(mark), false)).unwrap_or_default();
    all.into_iter().map(|inbound| Inbound { at: inbound.at.or(watermark), ..inbound }).collect()
}

/// `policy_enforcement`: Meta restricts the page, or no longer.
pub(super) fn policy(item: &Item, policy: &Value) -> Vec<Inbound> {
    let event = policy.filled("action").unwrap_or_else(|| "policy_enforcement".to_owned());
    let failure = Some(Failure { code: None, reason: policy.filled("reason") });
    let notice = Notice { subject: Subject::Policy, event, failure, details: policy.clone() };
    vec![Inbound::outgoing(item.route.clone(), None, item.at, Happening::Notice(notice))]
}
