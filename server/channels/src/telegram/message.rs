//! Messages and their edits, to the bot or to a business account the bot is connected with.

use super::chat::{full_name, key, person, private, target};
use super::content;
use crate::inbound::{Happening, Inbound, Person, Referral, Said, Target};
use crate::json::Lenient;
use crate::time_stamp;
use serde_json::Value;
use types::Timestamp;

/// `message`, `business_message`.
pub(super) fn written(message: &Value) -> Vec<Inbound> {
    let Some(chat) = private(message) else { return Vec::new() };
    let content = content::read(message);
    let said = Said {
        id: key(chat, message),
        referral: content.text.as_deref().and_then(deep_link),
        manner: content.manner,
        text: content.text,
        enclosures: content.enclosures,
        reply_to: message.object("reply_to_message").and_then(|original| target(original, Some(chat))),
        forwarded: message.object("forward_origin").is_some(),
        album: message.id("media_group_id"),
        ..Said::default()
    };
    framed(message, chat, message.get("date").and_then(time_stamp::read), Happening::Said(said))
}

/// `edited_message`, `edited_business_message`; a live location moves this way, too.
pub(super) fn edited(message: &Value) -> Vec<Inbound> {
    let Some(chat) = private(message) else { return Vec::new() };
    let Some(id) = key(chat, message) else { return Vec::new() };
    let content = content::read(message);
    let (text, enclosures) = (content.text, content.enclosures);
    let what = Happening::Edited { message: Target::one(id), text, enclosures, version: None };
    let at = [message.get("edit_date"), message.get("date")].into_iter().flatten().find_map(time_stamp::read);
    framed(message, chat, at, what)
}

/// With the customer, who is the other side of the chat. Through a business connection the owner's own messages come as well.
fn framed(message: &Value, chat: &Value, at: Option<Timestamp>, what: Happening) -> Vec<Inbound> {
    let connection = message.id("business_connection_id");
    let author = message.object("from").and_then(person);
    let owner = author.as_ref().filter(|author| connection.is_some() && chat.id("id").as_ref() != Some(&author.id));
    let inbound = match (owner, author.clone().or_else(|| person(chat))) {
        (Some(owner), _) => {
            let business = Some(owner.clone());
            Inbound { business, ..Inbound::outgoing(None, person(chat), at, what) }
        }
        (None, customer) => {
            let named = |customer: Person| Person { name: customer.name.or_else(|| full_name(chat)), ..customer };
            Inbound::by(None, customer.map(named), at, what)
        }
    };
    vec![Inbound { connection, ..inbound }]
}

/// `/start PAYLOAD`: they came through a link of ours.
fn deep_link(text: &str) -> Option<Referral> {
    let payload = text.strip_prefix("/start ")?.trim();
    (!payload.is_empty()).then(|| Referral {
        id: Some(payload.to_owned()),
        source: Some("start".to_owned()),
        ..Referral::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn groups_and_channels_are_not_customers() {
        for chat in [
            json!({"id": -5, "type": "group"}),
            json!({"id": -100_123, "type": "supergroup"}),
            json!({"type": "private"}),
            json!({"id": -5}),
        ] {
            assert!(written(&json!({"message_id": 1, "chat": chat, "from": {"id": 7}, "text": "x"})).is_empty());
        }
    }

    #[test]
    fn without_a_sender_the_chat_is_the_customer() {
        let all = written(
            &json!({"message_id": 1, "chat": {"id": 7, "type": "private", "first_name": "Ada"}, "date": 1, "text": "x"}),
        );
        let customer = all.first().and_then(|inbound| inbound.customer.clone()).unwrap();
        assert_eq!((&*customer.id, customer.name.as_deref()), ("7", Some("Ada")));
    }

    #[test]
    fn the_owner_of_a_business_account_writes_echoes() {
        let message = json!({"message_id": 3, "business_connection_id": "b", "chat": {"id": 7, "type": "private"}, "from": {"id": 9}, "text": "x"});
        let all = written(&message);
        assert!(all.first().is_some_and(|inbound| inbound.is_echo() && inbound.connection.as_deref() == Some("b")));
    }
}
