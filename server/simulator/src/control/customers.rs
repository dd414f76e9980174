//! Orders about customers: new ones, their phones, and what they do.

use super::{Impossible, line};
use crate::incoming::{self, Order};
use crate::news::{self};
use crate::plan::Line;
use crate::router::Shared;
use crate::state::Customer;
use crate::{Channel, clock, ids, receipts};
use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};

/// A new customer.
#[derive(Deserialize)]
pub(super) struct New {
    name: Option<String>,
    id: Option<String>,
    username: Option<String>,
    /// WhatsApp: the number is hidden.
    #[serde(default)]
    hidden: bool,
}

pub(super) async fn make(
    State(world): State<Shared>,
    Path(account): Path<String>,
    Json(new): Json<New>,
) -> Result<Json<Value>, Impossible> {
    let line = line(&world, &account)?;
    let name = new.name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "New customer".to_owned());
    let id = new.id.filter(|id| !id.is_empty()).unwrap_or_else(|| new_id(line.channel, &name));
    if line.channel == Channel::Telegram && id.parse::<i64>().is_err() {
        return Err(Impossible::order("Ids of Telegram customers are numbers."));
    }
    if line.channel == Channel::Email && !id.contains('@') {
        return Err(Impossible::order("Ids of e-mail customers are their addresses."));
    }
    let customer = Customer {
        id: id.clone(),
        name,
        username: new.username,
        user_id: (line.channel == Channel::Whatsapp).then(|| format!("US.{}", ids::digits(16))),
        hidden: new.hidden && line.channel == Channel::Whatsapp,
        ..Customer::default()
    };
    let made = world
        .change(|state| {
            let kept = state.line_mut(&line.account);
            let is_new = kept.customer(&id).is_none();
            if is_new {
                kept.customers.push(customer);
            }
            is_new
        })
        .await;
    if made { Ok(Json(json!({"id": id}))) } else { Err(Impossible::order("There is a customer with this id already.")) }
}

fn new_id(channel: Channel, name: &str) -> String {
    match channel {
        Channel::Whatsapp | Channel::Gupshup => format!("1555{}", ids::digits(7)),
        Channel::Messenger | Channel::Instagram => ids::digits(16),
        Channel::Telegram => ids::digits(10),
        Channel::Email => {
            let letters: String =
                name.to_ascii_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '.' }).collect();
            format!("{}.{}@mail.example", letters.trim_matches('.'), ids::digits(4))
        }
    }
}

/// What is to change about a customer's phone.
#[derive(Deserialize)]
pub(super) struct Change {
    phone_on: Option<bool>,
    read_receipts: Option<bool>,
    blocked: Option<bool>,
    /// The provider holds the reply window for closed until the next message.
    window_shut: Option<bool>,
}

pub(super) async fn set(
    State(world): State<Shared>,
    Path((account, id)): Path<(String, String)>,
    Json(wanted): Json<Change>,
) -> Result<Json<Value>, Impossible> {
    let line = line(&world, &account)?;
    let done = world
        .change(|state| {
            let customer = state.customer_mut(&line.account, &id)?;
            let was_blocked = customer.blocked;
            customer.phone_on = wanted.phone_on.unwrap_or(customer.phone_on);
            customer.read_receipts = wanted.read_receipts.unwrap_or(customer.read_receipts);
            customer.blocked = wanted.blocked.unwrap_or(customer.blocked);
            customer.window_shut = wanted.window_shut.unwrap_or(customer.window_shut);
            let (id, turned) = (customer.id.clone(), customer.blocked != was_blocked);
            if turned {
                tell_block(state, &line, &id);
            }
            receipts::advance(state, &line, &id, 0, false);
            Some(())
        })
        .await;
    done.map(|()| Json(json!({"ok": true}))).ok_or_else(|| Impossible::missing("There is no such customer."))
}

fn tell_block(state: &mut crate::state::State, line: &Line, id: &str) {
    let at = clock::now();
    // Nobody waits for it: a provider that does not tell has nothing to say.
    let _ = incoming::tell(state, line, id, &[], "blocked", |scene| news::blocked(scene, at));
}

/// The customer looks at the chat.
pub(super) async fn open(
    State(world): State<Shared>,
    Path((account, id)): Path<(String, String)>,
) -> Result<Json<Value>, Impossible> {
    let line = line(&world, &account)?;
    world.change(|state| receipts::advance(state, &line, &id, 0, true)).await;
    Ok(Json(json!({"ok": true})))
}

/// The customer does something.
pub(super) async fn act(
    State(world): State<Shared>,
    Path((account, id)): Path<(String, String)>,
    Json(order): Json<Order>,
) -> Result<Json<Value>, Impossible> {
    let line = line(&world, &account)?;
    let done = world.change(|state| incoming::perform(state, &line, &id, &order)).await;
    let messages = done.map_err(Impossible::order)?;
    Ok(Json(json!({"id": messages.first(), "ids": messages})))
}
