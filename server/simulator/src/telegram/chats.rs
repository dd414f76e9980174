//! Telegram: what a bot does in a chat besides sending.

use super::parameters::Parameters;
use super::{Refusal, refused};
use crate::clock;
use crate::news::{Scene, telegram};
use crate::part::text;
use crate::plan::Line;
use crate::router::Shared;
use crate::state::{By, Customer, Message};
use serde_json::{Value, json};

/// How long a bot may delete messages, in milliseconds.
const DELETABLE: i64 = 48 * 60 * 60 * 1000;

/// The customer whose chat this is, if the bot may write there.
pub(super) fn customer(world: &Shared, line: &Line, parameters: &Parameters) -> Result<Customer, Refusal> {
    let id = parameters.text("chat_id").ok_or_else(|| refused(400, "Bad Request: chat_id is empty"))?;
    let customer = world.read(|state| state.customer(&line.account, &id).cloned());
    let customer = customer.ok_or_else(|| refused(400, "Bad Request: chat not found"))?;
    if customer.blocked {
        return Err(refused(403, "Forbidden: bot was blocked by the user"));
    }
    if customer.wrote_at().is_none() {
        return Err(refused(403, "Forbidden: bot can't initiate conversation with a user"));
    }
    Ok(customer)
}

pub(super) fn get(world: &Shared, line: &Line, parameters: &Parameters) -> Result<Value, Refusal> {
    Ok(telegram::chat(&customer(world, line, parameters)?))
}

pub(super) async fn action(world: &Shared, line: &Line, parameters: &Parameters) -> Result<Value, Refusal> {
    let customer = customer(world, line, parameters)?;
    if parameters.text("action").is_none() {
        return Err(refused(400, "Bad Request: wrong parameter action in request"));
    }
    let until = clock::now() + 5000;
    world
        .change(|state| state.customer_mut(&line.account, &customer.id).map(|customer| customer.typing_until = until))
        .await;
    Ok(Value::Bool(true))
}

pub(super) async fn react(world: &Shared, line: &Line, parameters: &Parameters) -> Result<Value, Refusal> {
    let reaction = parameters.object("reaction").unwrap_or_default();
    let emoji = reaction.get(0).and_then(|first| text(first, "emoji")).map(str::to_owned);
    change(world, line, parameters, |message| {
        message.business_reaction = emoji;
        Ok(())
    })
    .await?;
    Ok(Value::Bool(true))
}

pub(super) fn answer(parameters: &Parameters) -> Result<Value, Refusal> {
    if parameters.text("callback_query_id").is_none() {
        return Err(refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"));
    }
    if parameters.text("text").is_some_and(|text| text.chars().count() > 200) {
        return Err(refused(400, "Bad Request: MESSAGE_TOO_LONG"));
    }
    Ok(Value::Bool(true))
}

pub(super) async fn edit(world: &Shared, line: &Line, parameters: &Parameters) -> Result<Value, Refusal> {
    let words = parameters.text("text").ok_or_else(|| refused(400, "Bad Request: message text is empty"))?;
    let (customer, message) = change(world, line, parameters, |message| {
        if message.by != By::Business {
            return Err(refused(400, "Bad Request: message can't be edited"));
        }
        if message.text.as_ref() == Some(&words) {
            return Err(refused(400, "Bad Request: message is not modified"));
        }
        message.text = Some(words);
        message.edits += 1;
        Ok(())
    })
    .await?;
    Ok(world.read(|state| telegram::object(&Scene::of(state, line, &customer), &message)))
}

pub(super) async fn delete(world: &Shared, line: &Line, parameters: &Parameters) -> Result<Value, Refusal> {
    change(world, line, parameters, |message| {
        if clock::now() - message.at > DELETABLE {
            return Err(refused(400, "Bad Request: message can't be deleted for everyone"));
        }
        message.deleted = true;
        Ok(())
    })
    .await?;
    Ok(json!(true))
}

/// Changes the message that is meant and returns it with its chat.
async fn change(
    world: &Shared,
    line: &Line,
    parameters: &Parameters,
    change: impl FnOnce(&mut Message) -> Result<(), Refusal>,
) -> Result<(Customer, Message), Refusal> {
    let customer = customer(world, line, parameters)?;
    let id = parameters.text("message_id").unwrap_or_default();
    world
        .change(|state| {
            let message =
                state.customer_mut(&line.account, &customer.id).and_then(|customer| customer.message_mut(&id));
            let message = message.ok_or_else(|| refused(400, "Bad Request: message to edit not found"))?;
            change(message)?;
            Ok((customer, message.clone()))
        })
        .await
}
