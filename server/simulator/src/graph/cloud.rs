//! Sending over the WhatsApp Cloud API: what is checked, and what the customer sees (OpenAPI description of the messaging API).

use super::error::GraphError;
use super::{CLOUD, cloud_interactive, known, template};
use crate::accept::{self, Draft};
use crate::part::{number, owned, text};
use crate::plan::Line;
use crate::router::Shared;
use crate::state::{Customer, Message, Place};
use crate::{fetch, ids, incoming, window};
use axum::Json;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// The longest text, in characters.
const TEXT: usize = 4096;

/// The longest caption, in characters.
const CAPTION: usize = 1024;

pub(super) async fn send(world: Shared, line: Line, body: Value) -> Response {
    let input = owned(&body, "to").or_else(|| owned(&body, "recipient")).unwrap_or_default();
    let to = recipient(&body).unwrap_or_default();
    let prepared = prepare(world.clone(), line.clone(), body);
    let answer = move |message: &Message| {
        let person = if to.contains('.') {
            json!({"input": input, "user_id": to})
        } else {
            json!({"input": input, "wa_id": to})
        };
        let mut sent = json!({"id": message.id});
        if message.kind == "template" {
            crate::part::put(&mut sent, "message_status", Some("accepted"));
        }
        Json(json!({"messaging_product": "whatsapp", "contacts": [person], "messages": [sent]})).into_response()
    };
    accept::send(world, line, &CLOUD, prepared, answer).await
}

/// Digits of `to`, or the business-scoped user id in `recipient`.
fn recipient(body: &Value) -> Option<String> {
    let number = text(body, "to").map(|to| to.chars().filter(char::is_ascii_digit).collect::<String>());
    number.filter(|number| !number.is_empty()).or_else(|| owned(body, "recipient"))
}

async fn prepare(world: Shared, line: Line, body: Value) -> Result<Draft, GraphError> {
    if text(&body, "messaging_product") != Some("whatsapp") {
        return Err(GraphError::parameter("Invalid parameter").because("messaging_product must be whatsapp"));
    }
    let to = recipient(&body).ok_or_else(|| GraphError::parameter("The parameter to is required."))?;
    if to == line.phone {
        return Err(known(131_021, None));
    }
    let customer =
        world.read(|state| state.customer(&line.account, &to).cloned()).ok_or_else(|| known(131_026, None))?;
    let kind = text(&body, "type").unwrap_or("text").to_owned();
    let content = body.get(&kind).filter(|content| content.is_object() || content.is_array());
    let content = content.ok_or_else(|| known(131_008, None).because(format!("The parameter {kind} is required.")))?;
    let mut message = of_kind(&world, &kind, content, &customer).await?;
    // What is malformed is refused before anybody looks at the clock.
    if kind != "template" && !window::is_open(&customer, window::DAY) {
        return Err(known(131_047, None));
    }
    message.id = ids::wamid(&customer.id);
    message.reference = owned(&body, "biz_opaque_callback_data");
    if let Some(answered) = body.pointer("/context/message_id").and_then(Value::as_str) {
        message.reply_to = Some(answered.to_owned());
    }
    message.request = Some(body);
    Ok(Draft { customer: to, message, newcomer: None })
}

async fn of_kind(world: &Shared, kind: &str, content: &Value, customer: &Customer) -> Result<Message, GraphError> {
    match kind {
        "text" => words(content),
        "image" | "video" | "audio" | "document" | "sticker" => file(world, kind, content).await,
        "location" => place(content),
        "contacts" => contacts(content),
        "reaction" => reaction(content, customer),
        "interactive" => cloud_interactive::read(world, content).await,
        "template" => template::read(world, content).await,
        _ => Err(known(131_051, None)),
    }
}

fn words(content: &Value) -> Result<Message, GraphError> {
    let body = text(content, "body").ok_or_else(|| known(131_008, None).because("text[body] is required."))?;
    if body.chars().count() > TEXT {
        return Err(GraphError::parameter("Invalid parameter")
            .because(format!("Param text['body'] must be at most {TEXT} characters long.")));
    }
    Ok(Message { text: Some(body.to_owned()), ..Message::business("text") })
}

async fn file(world: &Shared, kind: &str, content: &Value) -> Result<Message, GraphError> {
    let caption = owned(content, "caption");
    if caption.is_some() && matches!(kind, "audio" | "sticker") {
        return Err(GraphError::parameter(format!("Unexpected key \"caption\" on param \"{kind}\"")));
    }
    if caption.as_ref().is_some_and(|caption| caption.chars().count() > CAPTION) {
        return Err(GraphError::parameter("Invalid parameter")
            .because(format!("caption must be at most {CAPTION} characters long.")));
    }
    let media = attached(world, content).await?;
    if let Some(name) = owned(content, "filename") {
        world.note(|state| state.media.get_mut(&media).map(|media| media.name = name));
    }
    let voice = kind == "audio" && content.get("voice").and_then(Value::as_bool).unwrap_or_default();
    Ok(Message { text: caption, media: Some(media), ..Message::business(if voice { "voice" } else { kind }) })
}

/// The file by id, or fetched from its address.
pub(super) async fn attached(world: &Shared, content: &Value) -> Result<String, GraphError> {
    match (text(content, "id"), text(content, "link")) {
        (Some(_), Some(_)) => Err(GraphError::parameter("Only one of id and link may be given.")),
        (Some(id), None) if world.read(|state| state.media.contains_key(id)) => Ok(id.to_owned()),
        (Some(_), None) => Err(known(131_053, None).because("There is no uploaded media with this id.")),
        (None, Some(link)) => {
            let file = fetch::file(world, link).await.map_err(|reason| known(131_053, None).because(reason))?;
            Ok(world.note(|state| incoming::keep(state, crate::Channel::Whatsapp, file)))
        }
        (None, None) => Err(known(131_008, None).because("The media needs an id or a link.")),
    }
}

fn place(content: &Value) -> Result<Message, GraphError> {
    let (Some(latitude), Some(longitude)) = (number(content, "latitude"), number(content, "longitude")) else {
        return Err(known(131_008, None).because("location needs latitude and longitude."));
    };
    let place = Place { latitude, longitude, name: owned(content, "name"), address: owned(content, "address") };
    Ok(Message { place: Some(place), ..Message::business("location") })
}

fn contacts(content: &Value) -> Result<Message, GraphError> {
    let cards = content.as_array().filter(|cards| !cards.is_empty());
    let cards = cards.ok_or_else(|| known(131_008, None).because("contacts must have at least one contact."))?;
    let is_named = |card: &Value| {
        card.pointer("/name/formatted_name").is_some_and(|name| name.as_str().is_some_and(|name| !name.is_empty()))
    };
    if !cards.iter().all(is_named) {
        return Err(known(131_008, None).because("Every contact needs name[formatted_name]."));
    }
    Ok(Message { contacts: cards.clone(), ..Message::business("contact") })
}

fn reaction(content: &Value, customer: &Customer) -> Result<Message, GraphError> {
    let id =
        text(content, "message_id").ok_or_else(|| known(131_008, None).because("reaction[message_id] is required."))?;
    if customer.message(id).is_none() {
        return Err(known(131_009, None).because("No message of this chat has this message_id."));
    }
    Ok(Message { text: owned(content, "emoji"), reply_to: Some(id.to_owned()), ..Message::business("reaction") })
}
