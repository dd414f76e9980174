//! The Bot API: how it is asked, and what its answers mean. The token stands in the address, so addresses are never shown.

use crate::http::{Answer, address};
use crate::json::Lenient;
use crate::{ChannelSettings, FetchError, Fetched, Http, SendError, Wanted};
use reqwest::Method;
use reqwest::multipart::Form;
use serde_json::Value;
use std::time::Duration;

const NAME: &str = "Telegram";

/// A bot.
pub(super) struct Bot<'a> {
    http: &'a Http,
    /// `bot` and the token.
    segment: String,
}

impl<'a> Bot<'a> {
    /// Fails when no token was entered.
    pub(super) fn new(http: &'a Http, settings: &ChannelSettings) -> Result<Self, SendError> {
        let token = settings
            .access_token
            .reveal()
            .ok_or_else(|| SendError::never(None, "The inbox has no bot token: enter the one @BotFather gave you."))?;
        Ok(Self { http, segment: format!("bot{}", token.trim()) })
    }

    /// Does something; the answer is `result`.
    pub(super) async fn call(&self, method: &str, body: &Value) -> Result<Value, SendError> {
        let address = address(&self.http.endpoints().telegram, &[&self.segment, method], &[])?;
        meaning(self.http.ask(self.http.request(Method::POST, address).json(body), NAME).await?)
    }

    /// Does something with a file.
    pub(super) async fn call_form(&self, method: &str, form: Form) -> Result<Value, SendError> {
        let address = address(&self.http.endpoints().telegram, &[&self.segment, method], &[])?;
        let request = self.http.request(Method::POST, address).multipart(form);
        meaning(self.http.ask_with_file(request, NAME).await?)
    }

    /// A file by the path that `getFile` tells.
    pub(super) async fn download(&self, path: &str, wanted: &Wanted) -> Result<Fetched, FetchError> {
        let segments: Vec<&str> = ["file", &self.segment].into_iter().chain(path.split('/')).collect();
        if segments.contains(&"..") {
            return Err(FetchError::never("Telegram gave a path that leads elsewhere."));
        }
        let address = address(&self.http.endpoints().telegram, &segments, &[])?;
        self.http.download(address.as_str(), None, wanted).await
    }
}

fn meaning(answer: Answer) -> Result<Value, SendError> {
    let Some(body) = &answer.body else { return Err(answer.without_words(NAME)) };
    if body.flag("ok") {
        return body
            .get("result")
            .cloned()
            .ok_or_else(|| SendError::uncertain(None, "Telegram gave an answer that cannot be read."));
    }
    let Some(number) = body.number("error_code") else { return Err(answer.without_words(NAME)) };
    let code = Some(number.to_string());
    let told = body.filled("description").unwrap_or_default();
    Err(match number as u16 {
        429 => {
            let seconds = body.object("parameters").and_then(|parameters| parameters.number("retry_after"));
            let after =
                seconds.map(|seconds| Duration::from_secs(seconds.clamp(0.0, 86_400.0) as u64)).or(answer.retry_after);
            SendError::later(after, code, "Too many messages to Telegram in a short time.")
        }
        500.. => SendError::later(answer.retry_after, code, "Telegram has a fault at the moment."),
        401 | 404 => {
            SendError::never(code, "Telegram does not accept the bot token: enter the one @BotFather gives you.")
        }
        _ => SendError::never(code, in_plain_words(&told)),
    })
}

/// Telegram's descriptions are its only details; those that agents meet get better words.
fn in_plain_words(told: &str) -> String {
    let low = told.to_lowercase();
    let known = [
        ("bot was blocked by the user", "The customer has blocked the bot."),
        ("user is deactivated", "The customer's Telegram account no longer exists."),
        ("bot can't initiate conversation", "The customer has to write to the bot first."),
        ("chat not found", "Telegram does not know this chat: the customer has to write to the bot first."),
        ("message is too long", "The message is too long for Telegram: send it in parts."),
        ("caption is too long", "The words under the file are too long for Telegram."),
        (
            "file is too big",
            "The file is larger than 20 MB, and Telegram gives bots no larger ones. Ask the customer for a link.",
        ),
        ("request entity too large", "The file is too large: Telegram takes 50 MB at most."),
        ("reaction_invalid", "Telegram does not allow this emoji as a reaction."),
        ("voice_messages_forbidden", "The customer does not accept voice messages."),
        ("terminated by other getupdates", "Another program fetches this bot's messages: stop it."),
    ];
    let words = known.iter().find(|(part, _)| low.contains(part)).map(|(_, words)| (*words).to_owned());
    words.unwrap_or_else(|| {
        format!("Telegram did not take the message: {}", if told.is_empty() { "no reason given." } else { told })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::StatusCode;
    use serde_json::json;

    fn fate(body: Value) -> SendError {
        let status = StatusCode::from_u16(400).unwrap();
        meaning(Answer { status, retry_after: None, body: Some(body) }).unwrap_err()
    }

    #[test]
    fn a_blocked_bot_gives_up_and_a_hasty_one_waits() {
        let blocked =
            fate(json!({"ok": false, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}));
        assert_eq!(blocked, SendError::never(Some("403".to_owned()), "The customer has blocked the bot."));
        let hasty = fate(json!({"ok": false, "error_code": 429, "description": "x", "parameters": {"retry_after": 5}}));
        assert!(matches!(hasty, SendError::Later { after: Some(after), .. } if after == Duration::from_secs(5)));
        assert!(matches!(
            fate(json!({"ok": false, "error_code": 502, "description": "Bad Gateway"})),
            SendError::Later { .. }
        ));
        assert!(matches!(fate(json!({"ok": false, "error_code": 401})), SendError::Never { .. }));
    }

    #[test]
    fn an_answer_without_a_result_is_unclear() {
        assert!(matches!(fate(json!({"ok": true})), SendError::Uncertain { .. }));
        assert!(matches!(fate(json!({"error_code": "x"})), SendError::Never { .. }));
    }
}
