//! Sending (core.telegram.org/bots/api, available methods). Words go without any markup, exactly as typed.

use super::bot::Bot;
use super::files;
use crate::json::Lenient;
use crate::outbound::{choosables, degrees, fitting, numbered, plain_cards, plain_place, together};
use crate::{Content, Outbound, SendError, Sent};
use serde_json::{Value, json};
use types::message::{ContactCard, InteractiveBody, Location};

/// Longest text and caption, in UTF-16 units.
const TEXT: usize = 4096;
pub(super) const CAPTION: usize = 1024;
/// Longest word of a button, in bytes.
const BUTTON: usize = 64;

/// Sends one message. A caption that is too long follows its file.
pub(super) async fn send(bot: &Bot<'_>, out: &Outbound) -> Result<Sent, SendError> {
    match &out.content {
        Content::Text(words) => say(bot, out, words, None).await,
        Content::Media { kind, caption, voice, file } => {
            let caption = caption.as_deref().filter(|words| !words.trim().is_empty());
            let form = files::form(*kind, &file.media_type, *voice, file.bytes.len())?;
            let below = caption.filter(|words| form.has_caption() && units(words) <= CAPTION);
            let first = files::send(bot, out, form, file, below).await?;
            match caption.filter(|_| below.is_none()) {
                None => Ok(first),
                Some(words) => together(first, say(bot, out, words, None).await),
            }
        }
        Content::Location(place) => locate(bot, out, place).await,
        Content::Contacts(cards) => introduce(bot, out, cards).await,
        Content::Interactive(question) => match keyboard(question) {
            Some(keyboard) => say(bot, out, &asked(question), Some(keyboard)).await,
            None => say(bot, out, &numbered(question), None).await,
        },
        Content::Reaction { message, emoji } => {
            let reaction: Vec<Value> =
                emoji.iter().map(|emoji| json!({"type": "emoji", "emoji": plain(emoji)})).collect();
            let body = json!({"chat_id": out.to, "message_id": number(message)?, "reaction": reaction});
            bot.call("setMessageReaction", &body).await?;
            Ok(Sent::as_one(out.reference.clone()))
        }
        Content::Mail { text, files } if files.is_empty() => say(bot, out, text, None).await,
        Content::Mail { .. } => Err(SendError::never(None, "Telegram does not carry e-mails.")),
        Content::Template { .. } => Err(SendError::never(None, "Telegram has no templates.")),
    }
}

async fn say(bot: &Bot<'_>, out: &Outbound, words: &str, keyboard: Option<Value>) -> Result<Sent, SendError> {
    let text = fitting(words, units(words), TEXT, "Telegram")?;
    let mut body = json!({ "text": text });
    if let Some(keyboard) = keyboard {
        body["reply_markup"] = keyboard;
    }
    post(bot, out, "sendMessage", body).await
}

async fn locate(bot: &Bot<'_>, out: &Outbound, place: &Location) -> Result<Sent, SendError> {
    let mut body = json!({"latitude": degrees(place.latitude), "longitude": degrees(place.longitude)});
    let told = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    // A venue has both a title and an address.
    match (told(&place.name), told(&place.address)) {
        (Some(name), Some(address)) => {
            body["title"] = json!(name);
            body["address"] = json!(address);
            post(bot, out, "sendVenue", body).await
        }
        (None, None) => post(bot, out, "sendLocation", body).await,
        _ => say(bot, out, &plain_place(place), None).await,
    }
}

/// One card with one number is a contact; anything more would lose something.
async fn introduce(bot: &Bot<'_>, out: &Outbound, cards: &[ContactCard]) -> Result<Sent, SendError> {
    match cards {
        [ContactCard { name, phones, emails }] if emails.is_empty() && !name.trim().is_empty() => match &**phones {
            [phone] => {
                let (first, last) = name.trim().split_once(' ').unwrap_or((name.trim(), ""));
                let body = json!({"phone_number": phone, "first_name": first, "last_name": last});
                post(bot, out, "sendContact", body).await
            }
            _ => say(bot, out, &plain_cards(cards), None).await,
        },
        _ => say(bot, out, &plain_cards(cards), None).await,
    }
}

async fn post(bot: &Bot<'_>, out: &Outbound, method: &str, mut body: Value) -> Result<Sent, SendError> {
    body["chat_id"] = json!(out.to);
    if let Some(reply) = reply(out) {
        body["reply_parameters"] = reply;
    }
    accepted(out, &bot.call(method, &body).await?)
}

/// A message that is gone by now does not keep the answer from being sent.
pub(super) fn reply(out: &Outbound) -> Option<Value> {
    let answered = number(out.reply_to.as_deref()?).ok()?;
    Some(json!({"message_id": answered, "allow_sending_without_reply": true}))
}

/// `CHAT:MESSAGE`, as incoming calls name it.
pub(super) fn accepted(out: &Outbound, message: &Value) -> Result<Sent, SendError> {
    let unclear = || SendError::uncertain(None, "Telegram gave an answer that cannot be read.");
    let id = message.id("message_id").ok_or_else(unclear)?;
    let chat = message.object("chat").and_then(|chat| chat.id("id")).unwrap_or_else(|| out.to.clone());
    Ok(Sent::as_one(format!("{chat}:{id}")))
}

/// The number of a message within its chat.
fn number(id: &str) -> Result<i64, SendError> {
    let number = id.rsplit(':').next().and_then(|number| number.parse().ok());
    number.filter(|_| id.contains(':')).ok_or_else(|| SendError::never(None, "This is no message Telegram knows."))
}

/// A button under the other. `None` when the word of one is too long or it has no title.
fn keyboard(question: &InteractiveBody) -> Option<Value> {
    let choices = choosables(question);
    let fits = choices.iter().all(|choice| (1..=BUTTON).contains(&choice.id.len()) && !choice.title.trim().is_empty());
    let rows: Vec<Value> =
        choices.iter().map(|choice| json!([{"text": choice.title, "callback_data": choice.id}])).collect();
    (fits && !rows.is_empty()).then(|| json!({ "inline_keyboard": rows }))
}

/// What stands above the buttons: with what is said about the choices.
fn asked(question: &InteractiveBody) -> String {
    let choices = choosables(question);
    let told =
        choices.iter().filter_map(|choice| Some(format!("{}: {}", choice.title, choice.description.as_deref()?)));
    let footer = question.footer.iter().filter(|footer| !footer.trim().is_empty()).map(|footer| format!("\n{footer}"));
    std::iter::once(question.text.clone()).chain(told).chain(footer).collect::<Vec<_>>().join("\n")
}

/// Telegram knows reactions without the sign that asks for colours.
fn plain(emoji: &str) -> String {
    emoji.trim_end_matches('\u{fe0f}').to_owned()
}

/// Telegram counts UTF-16 units.
pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::message::{Button, ListRow, ListSection};

    #[test]
    fn a_message_is_known_by_chat_and_number() {
        assert_eq!(number("352700650:41"), Ok(41));
        assert!(number("4382bfdw").is_err());
        assert!(number("41").is_err());
    }

    #[test]
    fn a_word_too_long_for_a_button_asks_in_plain_text() {
        let question = |id: String| InteractiveBody {
            text: "Which?".to_owned(),
            footer: None,
            buttons: vec![Button { id, title: "One".to_owned() }],
            sections: Vec::new(),
        };
        assert!(keyboard(&question("x".repeat(64))).is_some());
        assert!(keyboard(&question("ä".repeat(33))).is_none());
        assert!(keyboard(&question(String::new())).is_none());
    }

    #[test]
    fn what_is_said_about_rows_stands_above_them() {
        let row = ListRow { id: "a".to_owned(), title: "A".to_owned(), description: Some("20 seats".to_owned()) };
        let sections = vec![ListSection { title: "Rooms".to_owned(), rows: vec![row] }];
        let question = InteractiveBody {
            text: "Where?".to_owned(),
            footer: Some("Soon".to_owned()),
            buttons: Vec::new(),
            sections,
        };
        assert_eq!(asked(&question), "Where?\nA: 20 seats\n\nSoon");
    }

    #[test]
    fn emoji_count_twice() {
        assert_eq!(units("a🙂"), 3);
    }
}
