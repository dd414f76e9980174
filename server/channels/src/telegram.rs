//! Telegram bots: one update per call (core.telegram.org/bots/api, version 10.1).

mod bot;
mod chat;
mod content;
mod effects;
mod fetch;
mod files;
mod message;
mod send;
mod setup;

use crate::json::Lenient;
use crate::{
    Call, Channel, ChannelSettings, FetchError, Fetched, Finding, Greeting, Http, Inbound, Malformed, Outbound,
    Refused, SendError, Sent, Sign, SignKind, Wanted, json, signature,
};
use bot::Bot;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use http::Method;
use serde_json::{Value, json};

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

    fn send<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
        out: &'a Outbound,
    ) -> BoxFuture<'a, Result<Sent, SendError>> {
        async move { send::send(&Bot::new(http, settings)?, out).await }.boxed()
    }

    fn fetch<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
        file: &'a Wanted,
    ) -> BoxFuture<'a, Result<Fetched, FetchError>> {
        async move { fetch::fetch(&Bot::new(http, settings)?, file).await }.boxed()
    }

    /// There are no signs for having read. A tapped button, whose message is known by an id without a chat, stops spinning.
    /// The button keeps turning until its tap is answered.
    fn waits_after_tap(&self) -> bool {
        true
    }

    fn mark<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
        sign: &'a Sign,
    ) -> BoxFuture<'a, Result<(), SendError>> {
        async move {
            let bot = Bot::new(http, settings)?;
            match (sign.what, &sign.message) {
                (SignKind::Typing, _) => {
                    bot.call("sendChatAction", &json!({"chat_id": sign.to, "action": "typing"})).await.map(drop)
                }
                (SignKind::Seen, Some(tap)) if !tap.contains(':') => {
                    bot.call("answerCallbackQuery", &json!({ "callback_query_id": tap })).await.map(drop)
                }
                (SignKind::Seen, _) => Ok(()),
            }
        }
        .boxed()
    }

    fn diagnose<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
        callback_url: &'a str,
    ) -> BoxFuture<'a, Vec<Finding>> {
        async move {
            match Bot::new(http, settings) {
                Ok(bot) => setup::diagnose(&bot, settings, callback_url).await,
                Err(error) => vec![Finding::failed("Bot token", &error)],
            }
        }
        .boxed()
    }

    fn connect<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
        callback_url: &'a str,
    ) -> BoxFuture<'a, Result<(), SendError>> {
        async move { setup::connect(&Bot::new(http, settings)?, settings, callback_url).await }.boxed()
    }
}
