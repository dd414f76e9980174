//! The whole state, or what a phone shows of it.

use crate::channel::Deed;
use crate::clock;
use crate::part::put;
use crate::plan::Line;
use crate::router::Shared;
use crate::state::{By, Customer, Message, Post, State as Kept};
use crate::window;
use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

/// What to show: everything, the chats of one line, or one chat.
#[derive(Deserialize)]
pub(super) struct Wanted {
    line: Option<String>,
    customer: Option<String>,
}

pub(super) async fn state(State(world): State<Shared>, Query(wanted): Query<Wanted>) -> Json<Value> {
    let version = *world.versions().borrow();
    world.read(|state| {
        let lines = || world.plan.lines.iter();
        let people = || {
            lines().flat_map(|line| {
                state
                    .line(&line.account)
                    .into_iter()
                    .flat_map(move |kept| kept.customers.iter().map(move |one| (line, one)))
            })
        };
        let shown = |line: &Line, one: &Customer| {
            wanted.line.as_ref().is_none_or(|account| *account == line.account)
                && wanted.customer.as_ref().is_none_or(|id| one.is(id))
        };
        let chats: Vec<Value> = people()
            .filter(|(line, one)| shown(line, one))
            .map(|(line, one)| {
                let messages: Vec<Value> = one.messages.iter().map(|message| bubble(state, line, message)).collect();
                json!({"line": line.account, "customer": one.id, "messages": messages})
            })
            .collect();
        let sends: Vec<Value> = people()
            .filter(|(line, one)| shown(line, one))
            .flat_map(|(line, one)| {
                let ours = one.messages.iter().filter(|message| message.by == By::Business);
                ours.map(|message| sent(line, one, message))
            })
            .collect();
        Json(json!({
            "version": version,
            "now": clock::now(),
            "lines": lines().map(|line| line_view(state, line)).collect::<Vec<_>>(),
            "customers": people().map(|(line, one)| person(state, line, one)).collect::<Vec<_>>(),
            "chats": chats,
            "sends": sends,
            "pending": state.posts().map(pending).collect::<Vec<_>>(),
            "faults": state.faults,
            "webhooks": state.webhooks,
        }))
    })
}

fn line_view(state: &Kept, line: &Line) -> Value {
    let kept = state.line(&line.account).cloned().unwrap_or_default();
    let can: Vec<&str> = Deed::ALL.into_iter().filter(|deed| line.channel.can(*deed)).map(Deed::word).collect();
    let waiting = state.posts().filter(|post| post.line == line.account).count();
    json!({"account": line.account, "channel": line.channel, "channel_name": line.channel.name(), "title": line.title, "business": line.business,
        "phone": line.phone, "callback": kept.callback, "subscribed": kept.subscribed, "auto_read": kept.auto_read, "can": can,
        "receipts": line.channel.has_receipts(), "waiting": waiting, "last_error": kept.last_error, "version": kept.version})
}

fn person(state: &Kept, line: &Line, one: &Customer) -> Value {
    let last = one.messages.iter().rev().find(|message| message.kind != "reaction");
    let unread = one
        .messages
        .iter()
        .filter(|message| message.by == By::Business && message.stage.is_some_and(|stage| stage.word() == "delivered"));
    let waiting = state.posts().filter(|post| post.line == line.account && post.customer == one.id).count();
    let last = last.map(|message| json!({"by": message.by, "kind": message.kind, "subject": message.subject, "text": message.text, "at": message.at, "deleted": message.deleted}));
    let mut view = json!({"line": line.account, "id": one.id, "name": one.name, "hidden": one.hidden, "phone_on": one.phone_on,
        "read_receipts": one.read_receipts, "blocked": one.blocked, "unread": unread.count(), "waiting": waiting, "messages": one.messages.len(),
        "typing": one.typing_until > clock::now(), "typing_until": one.typing_until, "window_open": window::is_open(one, window::DAY)});
    put(&mut view, "user_id", one.user_id.clone());
    put(&mut view, "username", one.username.clone());
    put(&mut view, "wrote_at", one.wrote_at());
    put(&mut view, "last", last);
    view
}

fn bubble(state: &Kept, line: &Line, message: &Message) -> Value {
    let mut bubble = serde_json::to_value(message).unwrap_or_default();
    let file = |id: &String| {
        let file = state.media.get(id)?;
        Some(json!({"id": id, "name": file.name, "media_type": file.media_type, "size": file.size}))
    };
    put(&mut bubble, "file", message.media.as_ref().and_then(file));
    let more: Vec<Value> = message.more_media.iter().filter_map(file).collect();
    put(&mut bubble, "more_files", Some(more));
    if message.by == By::Customer && !message.arrived {
        let post = state.posts().find(|post| post.line == line.account && post.tells_of(&message.id));
        put(
            &mut bubble,
            "post",
            post.map(|post| json!({"attempts": post.attempts, "due": post.due, "last": post.last})),
        );
    }
    bubble
}

/// A send that was accepted, for tests that count.
fn sent(line: &Line, one: &Customer, message: &Message) -> Value {
    json!({"line": line.account, "customer": one.id, "id": message.id, "also": message.also, "reference": message.reference,
        "kind": message.kind, "subject": message.subject, "text": message.text, "stage": message.stage, "at": message.at, "request": message.request})
}

fn pending(post: &Post) -> Value {
    json!({"id": post.id, "line": post.line, "customer": post.customer, "what": post.what, "about": post.about,
        "attempts": post.attempts, "due": post.due, "last": post.last})
}
