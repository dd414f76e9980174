//! What a message of a customer contains, by its kind.

use super::{Order, album, keep, mail, new_id};
use crate::channel::{Channel, Deed};
use crate::part::put;
use crate::plan::Line;
use crate::samples;
use crate::state::{ChoiceKind, Message, Place, Referral, State};
use serde_json::{Value, json};

/// The messages this becomes: mostly one, but an album is one for each picture where messages have only one.
///
/// # Errors
/// What is missing, in a sentence for the person who asked.
pub(super) fn messages(
    state: &mut State,
    line: &Line,
    customer: &str,
    order: &Order,
    at: i64,
) -> Result<Vec<Message>, String> {
    let mut message = Message {
        id: new_id(state, line, customer, order.kind),
        at,
        kind: order.kind.word().to_owned(),
        text: order.words(),
        reply_to: order.reply_to.clone(),
        ..Message::default()
    };
    if line.channel == Channel::Email {
        return mail::compose(state, line, customer, order, message).map(|mail| vec![mail]);
    }
    match order.kind {
        Deed::Text | Deed::Comment if message.text.is_none() => return Err("Write some text first.".to_owned()),
        Deed::Location => {
            message.text = None;
            message.place = Some(place(order));
        }
        Deed::Contact => message.contacts = vec![card(order)],
        Deed::Order => {
            message.items = vec![
                json!({"product_retailer_id": "MONSTERA-LARGE", "quantity": 1, "item_price": 89, "currency": "EUR"}),
                json!({"product_retailer_id": "POT-TERRACOTTA", "quantity": 2, "item_price": 9.5, "currency": "EUR"}),
            ];
        }
        Deed::Choice => choose(state, line, customer, order, &mut message)?,
        Deed::Advertisement | Deed::Link => arrive(line, order, &mut message),
        Deed::StoryReply => message.text = message.text.or_else(|| Some("😍".to_owned())),
        Deed::StoryMention | Deed::Voice | Deed::Sticker => message.text = None,
        _ => {}
    }
    if order.kind == Deed::Album {
        return album::messages(state, line, customer, order, message);
    }
    if samples::sample(order.kind).is_some() {
        message.media = Some(one_file(state, line, order.kind, order.media.as_ref())?);
    }
    Ok(vec![message])
}

/// A file by its id, or a sample.
pub(super) fn one_file(state: &mut State, line: &Line, kind: Deed, id: Option<&String>) -> Result<String, String> {
    match id {
        Some(id) if state.media.contains_key(id) => Ok(id.clone()),
        Some(_) => Err("There is no such file; upload it first.".to_owned()),
        None => {
            let file = samples::sample(kind).ok_or("There is no sample of this.")?;
            Ok(keep(state, line.channel, file))
        }
    }
}

/// The files of the order: ids, or words for samples.
pub(super) fn files(state: &mut State, line: &Line, order: &Order) -> Result<Vec<String>, String> {
    let sample = |word: &str| Deed::ALL.into_iter().find(|deed| deed.word() == word);
    let one = |file: &String| match sample(file) {
        Some(kind) => one_file(state, line, kind, None),
        None => one_file(state, line, Deed::Document, Some(file)),
    };
    order.files.iter().map(one).collect()
}

fn arrive(line: &Line, order: &Order, message: &mut Message) {
    let paid = order.kind == Deed::Advertisement;
    let usual = if paid { "Monstera week: 20 % off" } else { "window-sticker" };
    let title = order.name.clone().filter(|name| !name.is_empty()).unwrap_or_else(|| usual.to_owned());
    match line.channel {
        // Somebody who comes this way has to write; the app fills in a sentence.
        Channel::Whatsapp | Channel::Gupshup if message.text.is_none() => {
            message.text = Some("Hello! Can I get more info on this?".to_owned());
        }
        // The word of the link is what is sent.
        Channel::Telegram => message.text = Some(format!("/start {title}")),
        _ => {}
    }
    if message.text.is_some() {
        message.kind = "text".to_owned();
    }
    message.referral = Some(Referral { paid, title });
}

fn place(order: &Order) -> Place {
    let unnamed = order.latitude.is_none();
    Place {
        latitude: order.latitude.unwrap_or(52.520_008),
        longitude: order.longitude.unwrap_or(13.404_954),
        name: order.name.clone().or_else(|| unnamed.then(|| "Alexanderplatz".to_owned())),
        address: order.address.clone().or_else(|| unnamed.then(|| "10178 Berlin".to_owned())),
    }
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
