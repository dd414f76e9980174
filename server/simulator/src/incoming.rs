//! What customers do: it changes their chat, and the business is told.

mod album;
mod contents;
mod effects;
mod mail;
mod order;

pub(crate) use order::Order;

use crate::channel::{Channel, Deed};
use crate::clock;
use crate::ids;
use crate::news::{self, Scene};
use crate::part::put;
use crate::plan::Line;
use crate::state::{Message, OneFile, State};
use serde_json::Value;

/// Does it, and returns the ids of the new messages, or of the message it was done to. There is at least one.
///
/// # Errors
/// Why it cannot be done, in a sentence for the person who asked.
pub(crate) fn perform(state: &mut State, line: &Line, customer: &str, order: &Order) -> Result<Vec<String>, String> {
    if !line.channel.can(order.kind) {
        return Err(format!("Customers of {} cannot send this: {}.", line.channel.name(), order.kind.word()));
    }
    let id = state.customer(&line.account, customer).map(|person| person.id.clone());
    let customer = id.ok_or("There is no such customer; make one first.")?;
    let at = clock::now() - order.age_seconds.saturating_mul(1000);
    let one = |id: String| vec![id];
    match order.kind {
        Deed::Reaction | Deed::Unreact => effects::react(state, line, &customer, order, at).map(one),
        Deed::Edit => effects::edit(state, line, &customer, order, at).map(one),
        Deed::Delete => effects::delete(state, line, &customer, order, at).map(one),
        Deed::Bounce => effects::bounce(state, line, &customer, order, at).map(one),
        _ => say(state, line, &customer, order, at),
    }
}

fn say(state: &mut State, line: &Line, customer: &str, order: &Order, at: i64) -> Result<Vec<String>, String> {
    let messages = contents::messages(state, line, customer, order, at)?;
    let Some(person) = state.customer_mut(&line.account, customer) else {
        return Err("The customer is gone.".to_owned());
    };
    if order.kind != Deed::Comment {
        person.window_shut = false;
    }
    for message in &messages {
        person.add(message.clone());
    }
    if line.channel == Channel::Telegram {
        // One update brings one message, also of an album.
        for message in &messages {
            let about = std::slice::from_ref(message);
            tell(state, line, customer, about, order.kind.word(), |scene| Some(news::said(scene, about)))?;
        }
    } else {
        tell(state, line, customer, &messages, order.kind.word(), |scene| Some(news::said(scene, &messages)))?;
    }
    Ok(messages.into_iter().map(|message| message.id).collect())
}

/// A file comes to lie at the provider.
pub(crate) fn keep(state: &mut State, channel: Channel, file: OneFile) -> String {
    let id = if channel == Channel::Telegram { ids::file() } else { ids::digits(16) };
    state.media.insert(id.clone(), file.into());
    id
}

/// Puts the webhook about these messages on its way; for Telegram with the next number of an update.
pub(crate) fn tell(
    state: &mut State,
    line: &Line,
    customer: &str,
    about: &[Message],
    what: &str,
    body: impl FnOnce(&Scene<'_>) -> Option<Value>,
) -> Result<(), String> {
    let person = state.customer(&line.account, customer).ok_or("The customer is gone.")?;
    let Some(mut body) = body(&Scene::of(state, line, person)) else { return Ok(()) };
    if line.channel == Channel::Telegram {
        let kept = state.line_mut(&line.account);
        let is_wanted = |kind: &String| body.get(kind).is_some();
        if kept.allowed_updates.as_ref().is_some_and(|allowed| !allowed.iter().any(is_wanted)) {
            return Ok(());
        }
        kept.last_update += 1;
        put(&mut body, "update_id", Some(kept.last_update));
    }
    let about: Vec<String> = about.iter().map(|message| message.id.clone()).collect();
    state.post_deed(&line.account, customer, what, &about, &body);
    Ok(())
}

/// The id of something a customer does.
fn new_id(state: &State, line: &Line, customer: &str, deed: Deed) -> String {
    let passed_on = || state.line(&line.account).is_some_and(|kept| kept.version == 3);
    match line.channel {
        Channel::Whatsapp => ids::wamid(customer),
        _ if deed == Deed::Comment => ids::digits(17),
        Channel::Messenger => ids::mid(),
        Channel::Instagram => ids::instagram(&line.account),
        Channel::Gupshup if passed_on() => ids::wamid(customer),
        Channel::Gupshup => ids::gupshup_whatsapp(),
        // Taps on buttons are numbered by themselves.
        Channel::Telegram if deed == Deed::Choice => ids::digits(18),
        Channel::Telegram => {
            state.customer(&line.account, customer).map_or(41, crate::state::Customer::next_number).to_string()
        }
        Channel::Email => ids::mail(customer),
    }
}
