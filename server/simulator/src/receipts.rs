//! How far messages of the business came on the customer's phone, and telling that.

use crate::clock;
use crate::news;
use crate::plan::Line;
use crate::state::{By, Message, Stage, State};

/// How long after the answer to a send the first status comes, in milliseconds.
pub(crate) const AFTER_ANSWER: i64 = 150;

/// Moves all messages of a chat on as far as the phone's state allows, and tells the business after `wait` milliseconds.
/// `opened`: the customer looks at the chat.
pub(crate) fn advance(state: &mut State, line: &Line, customer: &str, wait: i64, opened: bool) {
    let Some(kept) = state.line(&line.account) else { return };
    let auto_read = kept.auto_read;
    let Some(person) = kept.customer(customer) else { return };
    let reach = match (person.phone_on, person.blocked) {
        (_, true) | (false, _) => Stage::Sent,
        _ if person.read_receipts && (opened || auto_read) => Stage::Read,
        _ => Stage::Delivered,
    };
    let theirs = person.messages.iter().filter(|message| message.by == By::Business);
    let waiting: Vec<Message> =
        theirs.filter(|message| message.stage.is_some_and(|stage| stage < reach)).cloned().collect();
    let id = person.id.clone();
    for message in waiting {
        one(state, line, &id, &message, reach, wait);
    }
}

fn one(state: &mut State, line: &Line, customer: &str, message: &Message, reach: Stage, wait: i64) {
    let from = message.stage.unwrap_or(Stage::Accepted);
    let stages: Vec<Stage> = match message.quirks.failed {
        Some(_) => vec![Stage::Failed],
        None => [Stage::Sent, Stage::Delivered, Stage::Read]
            .into_iter()
            .filter(|stage| (from..=reach).contains(stage) && *stage > from)
            .collect(),
    };
    let Some(last) = stages.last().copied() else { return };
    let Some(person) = state.customer(&line.account, customer) else { return };
    let scene = news::Scene::of(state, line, person);
    let at = clock::now();
    let told = stages.iter().flat_map(|stage| news::status(&scene, message, *stage, at));
    let mut told: Vec<(String, serde_json::Value)> = if message.quirks.none { Vec::new() } else { told.collect() };
    if message.quirks.reversed {
        told.reverse();
    }
    for (what, body) in told {
        let copies = if message.quirks.duplicate { 2 } else { 1 };
        for _ in 0..copies {
            state.post(&line.account, customer, &what, std::slice::from_ref(&message.id), body.clone(), wait);
        }
    }
    if let Some(kept) = state.customer_mut(&line.account, customer).and_then(|person| person.message_mut(&message.id)) {
        kept.stage = Some(last);
        kept.failure = message.quirks.failed;
    }
}
