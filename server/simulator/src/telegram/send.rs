//! Telegram: sending, with the limits of each method.

use super::parameters::Parameters;
use super::{DIALECT, Refusal, chats, done, refused};
use crate::accept::{self, Draft};
use crate::graph::choice;
use crate::news::{Scene, telegram};
use crate::part::{items, text};
use crate::plan::Line;
use crate::router::Shared;
use crate::state::{Choice, ChoiceKind, Message, Place};
use crate::{Channel, fetch, incoming};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// Method, the parameter with the file, the kind of message, the most megabytes.
const FILES: [(&str, &str, &str, usize); 7] = [
    ("sendphoto", "photo", "image", 10),
    ("senddocument", "document", "document", 50),
    ("sendvideo", "video", "video", 50),
    ("sendaudio", "audio", "audio", 50),
    ("sendvoice", "voice", "voice", 50),
    ("sendanimation", "animation", "video", 50),
    ("sendsticker", "sticker", "sticker", 1),
];

/// Whether the method (in small letters) sends a message.
pub(super) fn is_known(method: &str) -> bool {
    matches!(method, "sendmessage" | "sendlocation" | "sendvenue" | "sendcontact")
        || FILES.iter().any(|(name, ..)| *name == method)
}

pub(super) async fn send(world: Shared, line: Line, method: String, parameters: Parameters) -> Response {
    let chat = parameters.text("chat_id").unwrap_or_default();
    let (seen, sender) = (world.clone(), line.clone());
    let answer = move |message: &Message| {
        let result = seen.read(|state| {
            let customer = state.customer(&sender.account, &chat)?;
            Some(telegram::object(&Scene::of(state, &sender, customer), message))
        });
        result.map_or_else(|| super::coded(400, None), |result| done(&result)).into_response()
    };
    let prepared = prepare(world.clone(), line.clone(), method, parameters);
    accept::send(world, line, &DIALECT, prepared, answer).await
}

async fn prepare(world: Shared, line: Line, method: String, parameters: Parameters) -> Result<Draft, Refusal> {
    let customer = chats::customer(&world, &line, &parameters)?;
    let mut message = content(&world, &method, &parameters).await?;
    let answered = parameters.object("reply_parameters").unwrap_or_default();
    let answered = crate::part::word(&answered, "message_id")
        .map(|id| (id, answered.get("allow_sending_without_reply") == Some(&json!(true))));
    match answered {
        Some((id, _)) if customer.message(&id).is_some() => message.reply_to = Some(id),
        Some((_, false)) => return Err(refused(400, "Bad Request: message to be replied not found")),
        Some((_, true)) | None => {}
    }
    message.choices = keyboard(&parameters.object("reply_markup").unwrap_or_default())?;
    message.request = Some(json!({"method": method, "parameters": parameters.values()}));
    Ok(Draft { customer: customer.id, message, newcomer: None })
}

async fn content(world: &Shared, method: &str, parameters: &Parameters) -> Result<Message, Refusal> {
    let place = || {
        let number = |key: &str| parameters.text(key).and_then(|text| text.parse::<f64>().ok());
        let found = number("latitude").zip(number("longitude"));
        let (latitude, longitude) =
            found.ok_or_else(|| refused(400, "Bad Request: wrong latitude or longitude specified"))?;
        Ok(Place { latitude, longitude, name: parameters.text("title"), address: parameters.text("address") })
    };
    match method {
        "sendmessage" => {
            let words = parameters.text("text").ok_or_else(|| refused(400, "Bad Request: message text is empty"))?;
            // Telegram counts UTF-16 units.
            if words.encode_utf16().count() > 4096 {
                return Err(refused(400, "Bad Request: message is too long"));
            }
            Ok(Message { text: Some(words), ..Message::business("text") })
        }
        "sendlocation" | "sendvenue" => Ok(Message { place: Some(place()?), ..Message::business("location") }),
        "sendcontact" => {
            let (Some(phone), Some(name)) = (parameters.text("phone_number"), parameters.text("first_name")) else {
                return Err(refused(400, "Bad Request: phone_number and first_name are required"));
            };
            let name = [Some(name), parameters.text("last_name")].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let card = json!({"name": {"formatted_name": name}, "phones": [{"phone": phone}]});
            Ok(Message { contacts: vec![card], ..Message::business("contact") })
        }
        _ => file(world, method, parameters).await,
    }
}

async fn file(world: &Shared, method: &str, parameters: &Parameters) -> Result<Message, Refusal> {
    let Some((_, key, kind, most)) = FILES.iter().find(|(name, ..)| *name == method) else {
        return Err(refused(404, "Not Found"));
    };
    let caption = parameters.text("caption");
    if caption.as_ref().is_some_and(|caption| caption.encode_utf16().count() > 1024) {
        return Err(refused(400, "Bad Request: message caption is too long"));
    }
    let given = parameters.text(key).filter(|text| !text.starts_with("attach://"));
    let media = match (parameters.file(key), given) {
        (Some(file), _) => {
            if file.bytes.is_empty() {
                return Err(refused(400, "Bad Request: file must be non-empty"));
            }
            if file.bytes.len() > most * 1024 * 1024 {
                return Err(refused(413, "Request Entity Too Large"));
            }
            world.note(|state| incoming::keep(state, Channel::Telegram, file))
        }
        (None, Some(id)) if world.read(|state| state.media.contains_key(&id)) => id,
        (None, Some(address)) if address.starts_with("http") => {
            let file = fetch::file(world, &address)
                .await
                .map_err(|_| refused(400, "Bad Request: failed to get HTTP URL content"))?;
            world.note(|state| incoming::keep(state, Channel::Telegram, file))
        }
        (None, Some(_)) => return Err(refused(400, "Bad Request: wrong file identifier/HTTP URL specified")),
        (None, None) => return Err(refused(400, &format!("Bad Request: there is no {key} in the request"))),
    };
    Ok(Message { text: caption, media: Some(media), ..Message::business(kind) })
}

fn keyboard(markup: &Value) -> Result<Vec<Choice>, Refusal> {
    let rows = items(markup, "inline_keyboard").iter().filter_map(Value::as_array);
    let read = |button: &Value| {
        let title = text(button, "text")
            .ok_or_else(|| refused(400, "Bad Request: text buttons are unallowed in the inline keyboard"))?;
        match (text(button, "callback_data"), text(button, "url")) {
            (Some(data), _) if data.len() > 64 => Err(refused(400, "Bad Request: BUTTON_DATA_INVALID")),
            (Some(data), _) => Ok(choice(ChoiceKind::Callback, data, title)),
            (None, Some(url)) => Ok(choice(ChoiceKind::Link, url, title)),
            (None, None) => Err(refused(400, "Bad Request: text buttons are unallowed in the inline keyboard")),
        }
    };
    rows.flatten().map(read).collect()
}
