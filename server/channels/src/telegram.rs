//! Telegram bots: one update per call (core.telegram.org/bots/api, version 10.1).

mod chat;
mod content;
mod effects;
mod message;

use crate::json::Lenient;
use crate::{Call, Channel, ChannelSettings, Greeting, Inbound, Malformed, Refused, json, signature};
use http::Method;
use serde_json::Value;

pub(crate) struct Telegram;

/// Reads one kind of update.
type Reader = fn(&Value) -> Vec<Inbound>;

impl Channel for Telegram {
    /// The word given to `setWebhook` is the only proof there is.
    fn verify(&self, settings: &ChannelSettings, call: &Call<'_>) -> Result<Greeting, Refused> {
        if call.method != Method::POST {
            return Err(Refused::Method);
        }
        signature::check_word(&settings.secret, call.header("x-telegram-bot-api-secret-token"))?;
        Ok(Greeting::News)
    }

    /// Only private chats: channels and groups are not customers writing to the business.
    fn read(&self, _: &ChannelSettings, call: &Call<'_>) -> Result<Vec<Inbound>, Malformed> {
        let update = json::parse(call.body)?;
        let readers: [(&str, Reader); 8] = [
            ("message", message::written),
            ("edited_message", message::edited),
            ("business_message", message::written),
            ("edited_business_message", message::edited),
            ("deleted_business_messages", effects::deleted),
            ("callback_query", effects::tapped),
            ("message_reaction", effects::reacted),
            ("my_chat_member", effects::blocked),
        ];
        let known = readers.iter().find_map(|(key, reader)| update.object(key).map(reader));
        Ok(known.unwrap_or_default())
    }
}
