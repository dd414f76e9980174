//! What customers do: it changes their chat, and the business is told.

mod order;

pub(crate) use order::Order;

use crate::channel::{Channel, Deed};
use crate::clock;
use crate::ids;
use crate::news::{self, Scene};
use crate::part::put;
use crate::plan::Line;
use crate::samples;
use crate::state::{By, ChoiceKind, Message, OneFile, Place, State};
use serde_json::{Value, json};

/// Does it, and returns the id of the new message, or of the message it was done to.
///
/// # Errors
/// Why it cannot be done, in a sentence for the person who asked.
pub(crate) fn perform(state: &mut State, line: &Line, customer: &str, order: &Order) -> Result<String, String> {
    if !line.channel.can(order.kind) {
        return Err(format!("Customers of {} cannot send this: {}.", line.channel.name(), order.kind.word()));
    }
    let id = state.customer(&line.account, customer).map(|person| person.id.clone());
    let customer = id.ok_or("There is no such customer; make one first.")?;
    let at = clock::now() - order.age_seconds.saturating_mul(1000);
    match order.kind {
        Deed::Reaction | Deed::Unreact => react(state, line, &customer, order, at),
        Deed::Edit => edit(state, line, &customer, order, at),
        Deed::Delete => delete(state, line, &customer, order, at),
        _ => say(state, line, &customer, order, at),
    }
}

fn say(state: &mut State, line: &Line, customer: &str, order: &Order, at: i64) -> Result<String, String> {
    let mut message = Message {
        id: new_id(state, line, customer, order.kind),
        at,
        kind: order.kind.word().to_owned(),
        text: order.text.clone().filter(|text| !text.is_empty()),
        reply_to: order.reply_to.clone(),
        ..Message::default()
    };
    fill(state, line, customer, order, &mut message)?;
    let id = message.id.clone();
    let Some(person) = state.customer_mut(&line.account, customer) else {
        return Err("The customer is gone.".to_owned());
    };
    if order.kind != Deed::Comment {
        person.window_shut = false;
    }
    person.add(message.clone());
    tell(state, line, customer, &message, order.kind.word(), |scene| Some(news::said(scene, &message)))?;
    Ok(id)
}

/// What the message contains, by its kind.
fn fill(state: &mut State, line: &Line, customer: &str, order: &Order, message: &mut Message) -> Result<(), String> {
    match order.kind {
        Deed::Text | Deed::Comment if message.text.is_none() => return Err("Write some text first.".to_owned()),
        Deed::Location => {
            message.text = None;
            message.place = Some(Place {
                latitude: order.latitude.unwrap_or(52.520_008),
                longitude: order.longitude.unwrap_or(13.404_954),
                name: order.name.clone().or_else(|| order.latitude.is_none().then(|| "Alexanderplatz".to_owned())),
                address: order.address.clone().or_else(|| order.latitude.is_none().then(|| "10178 Berlin".to_owned())),
            });
        }
        Deed::Contact => message.contacts = vec![card(order)],
        Deed::Order => {
            message.items = vec![
                json!({"product_retailer_id": "MONSTERA-LARGE", "quantity": 1, "item_price": 89, "currency": "EUR"}),
                json!({"product_retailer_id": "POT-TERRACOTTA", "quantity": 2, "item_price": 9.5, "currency": "EUR"}),
            ];
        }
        Deed::Choice => choose(state, line, customer, order, message)?,
        _ => {}
    }
    let has_file = matches!(order.kind, Deed::Image | Deed::Voice | Deed::Video | Deed::Document | Deed::Sticker);
    if has_file {
        if matches!(order.kind, Deed::Voice | Deed::Sticker) {
            message.text = None;
        }
        let id = match &order.media {
            Some(id) if state.media.contains_key(id) => id.clone(),
            Some(_) => return Err("There is no such file; upload it first.".to_owned()),
            None => {
                let file = samples::sample(order.kind).ok_or("There is no sample of this.")?;
                keep(state, line.channel, file)
            }
        };
        message.media = Some(id);
    }
    Ok(())
}

/// A file comes to lie at the provider.
pub(crate) fn keep(state: &mut State, channel: Channel, file: OneFile) -> String {
    let id = if channel == Channel::Telegram { ids::file() } else { ids::digits(16) };
    state.media.insert(id.clone(), file.into());
    id
}

fn card(order: &Order) -> Value {
    let name = order.name.as_deref().unwrap_or("Robin Example");
    let phone = order.phone.as_deref().unwrap_or("+1 555 010 0199");
    let (first, last) = name.split_once(' ').unwrap_or((name, ""));
    let mut full = json!({"formatted_name": name, "first_name": first});
    put(&mut full, "last_name", (!last.is_empty()).then_some(last));
    json!({"name": full, "phones": [{"phone": phone, "type": "CELL"}]})
}

fn choose(state: &State, line: &Line, customer: &str, order: &Order, message: &mut Message) -> Result<(), String> {
    let question = order.target().ok_or("Say which message the button belongs to (reply_to).")?;
    let wanted = order.choice.as_deref().ok_or("Say which button was tapped (choice).")?;
    let asked = state.customer(&line.account, customer).and_then(|person| person.message(question));
    let asked = asked.ok_or("There is no such message with buttons.")?;
    let choice = asked.choices.iter().find(|choice| choice.id == wanted || choice.title == wanted);
    let choice = choice.ok_or("The message has no such button.")?;
    if choice.kind == ChoiceKind::Link {
        return Err("This button opens a page; the business is not told.".to_owned());
    }
    message.text = Some(choice.title.clone());
    message.chosen = Some(choice.clone());
    message.reply_to = Some(asked.id.clone());
    Ok(())
}

fn react(state: &mut State, line: &Line, customer: &str, order: &Order, at: i64) -> Result<String, String> {
    let emoji = match order.kind {
        Deed::Reaction => Some(order.emoji.clone().or_else(|| order.text.clone()).unwrap_or_else(|| "👍".to_owned())),
        _ => None,
    };
    let reaction = new_id(state, line, customer, Deed::Reaction);
    let mut before = None;
    let target = change(state, line, customer, order, |target| {
        before = std::mem::replace(&mut target.customer_reaction, emoji.clone());
        Ok(())
    })?;
    tell(state, line, customer, &target, order.kind.word(), |scene| {
        Some(news::reacted(scene, &target, before.as_deref(), emoji.as_deref(), &reaction, at))
    })?;
    Ok(target.id)
}

fn edit(state: &mut State, line: &Line, customer: &str, order: &Order, at: i64) -> Result<String, String> {
    let text = order.text.clone().filter(|text| !text.is_empty()).ok_or("Write the new text first.")?;
    let event = new_id(state, line, customer, Deed::Edit);
    let target = change(state, line, customer, order, |target| {
        if target.by != By::Customer || target.deleted {
            return Err("Only the customer's own messages can be changed.".to_owned());
        }
        target.text = Some(text);
        target.edits += 1;
        Ok(())
    })?;
    tell(state, line, customer, &target, "edit", |scene| news::edited(scene, &target, &event, at))?;
    Ok(target.id)
}

fn delete(state: &mut State, line: &Line, customer: &str, order: &Order, at: i64) -> Result<String, String> {
    let event = new_id(state, line, customer, Deed::Delete);
    let target = change(state, line, customer, order, |target| {
        if target.by != By::Customer {
            return Err("Only the customer's own messages can be taken back.".to_owned());
        }
        target.deleted = true;
        Ok(())
    })?;
    tell(state, line, customer, &target, "delete", |scene| news::deleted(scene, &target, &event, at))?;
    Ok(target.id)
}

/// Changes the message the order names and returns it as it is now.
fn change(
    state: &mut State,
    line: &Line,
    customer: &str,
    order: &Order,
    change: impl FnOnce(&mut Message) -> Result<(), String>,
) -> Result<Message, String> {
    let id = order.target().ok_or("Say which message is meant (reply_to).")?;
    let message = state.customer_mut(&line.account, customer).and_then(|person| person.message_mut(id));
    let message = message.ok_or("There is no such message in this chat.")?;
    change(message)?;
    Ok(message.clone())
}

/// Puts the webhook on its way; for Telegram with the next number of an update.
pub(crate) fn tell(
    state: &mut State,
    line: &Line,
    customer: &str,
    about: &Message,
    what: &str,
    body: impl FnOnce(&Scene<'_>) -> Option<Value>,
) -> Result<(), String> {
    let person = state.customer(&line.account, customer).ok_or("The customer is gone.")?;
    let Some(mut body) = body(&Scene { line, customer: person, media: &state.media }) else { return Ok(()) };
    if line.channel == Channel::Telegram {
        let kept = state.line_mut(&line.account);
        let is_wanted = |kind: &String| body.get(kind).is_some();
        if kept.allowed_updates.as_ref().is_some_and(|allowed| !allowed.iter().any(is_wanted)) {
            return Ok(());
        }
        kept.last_update += 1;
        put(&mut body, "update_id", Some(kept.last_update));
    }
    state.post_deed(&line.account, customer, what, Some(&about.id), &body);
    Ok(())
}

fn new_id(state: &State, line: &Line, customer: &str, deed: Deed) -> String {
    match line.channel {
        Channel::Whatsapp => ids::wamid(customer),
        _ if deed == Deed::Comment => ids::digits(17),
        Channel::Messenger => ids::mid(),
        Channel::Instagram => ids::instagram(&line.account),
        Channel::Gupshup => ids::gupshup_whatsapp(),
        // Taps on buttons are numbered by themselves.
        Channel::Telegram if deed == Deed::Choice => ids::digits(18),
        Channel::Telegram => {
            state.customer(&line.account, customer).map_or(41, crate::state::Customer::next_number).to_string()
        }
    }
}
