//! Trying out a bot, and telling Telegram where to call.

use super::bot::Bot;
use crate::json::Lenient;
use crate::{ChannelSettings, Finding, SendError};
use serde_json::json;

/// Reactions come only when they are asked for by name.
const UPDATES: [&str; 5] = ["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"];

/// Bot and calls, one after the other.
pub(super) async fn diagnose(bot: &Bot<'_>, settings: &ChannelSettings, callback_url: &str) -> Vec<Finding> {
    let mut findings = vec![me(bot, settings).await];
    findings.extend(webhook(bot, callback_url).await);
    if settings.secret.reveal().is_none() {
        findings.push(Finding::bad(
            "Secret word",
            "Without a secret word no incoming message can be accepted: enter one and press Connect.",
        ));
    }
    findings.push(Finding::of_callback(callback_url));
    findings
}

async fn me(bot: &Bot<'_>, settings: &ChannelSettings) -> Finding {
    const STEP: &str = "Bot token";
    match bot.call("getMe", &json!({})).await {
        Ok(me) => {
            let name = me.filled("username").unwrap_or_default();
            let wanted = settings.account.trim_start_matches('@');
            if wanted.is_empty() || wanted.eq_ignore_ascii_case(&name) {
                Finding::good(STEP, format!("The token is for @{name}."))
            } else {
                Finding::warning(
                    STEP,
                    format!("The token is for @{name}, not for @{wanted}: correct the name in the settings."),
                )
            }
        }
        Err(error) => Finding::failed(STEP, &error),
    }
}

async fn webhook(bot: &Bot<'_>, callback_url: &str) -> Vec<Finding> {
    const STEP: &str = "Incoming messages";
    let info = match bot.call("getWebhookInfo", &json!({})).await {
        Ok(info) => info,
        Err(error) => return vec![Finding::failed(STEP, &error)],
    };
    let mut findings = Vec::new();
    match info.text("url").unwrap_or_default() {
        "" => findings.push(Finding::bad(STEP, "Telegram does not know where to call: press Connect.")),
        url if url == callback_url => findings.push(Finding::good(STEP, "Telegram calls this inbox.")),
        _ => findings.push(Finding::bad(STEP, "Telegram calls another address than this inbox: press Connect.")),
    }
    if let Some(error) = info.filled("last_error_message") {
        let waiting = info.number("pending_update_count").unwrap_or_default();
        findings.push(Finding::warning(
            "Last call",
            format!("Telegram's last failed call ended with: {error}. {waiting} messages wait."),
        ));
    }
    findings
}

/// `setWebhook`. What waits at Telegram is delivered, not dropped.
pub(super) async fn connect(bot: &Bot<'_>, settings: &ChannelSettings, callback_url: &str) -> Result<(), SendError> {
    let Some(word) = settings.secret.reveal() else {
        return Err(SendError::never(
            None,
            "Enter a secret word first: without one no incoming message can be accepted.",
        ));
    };
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if word.len() > 256 || !word.chars().all(allowed) {
        let reason =
            "Telegram takes secret words of up to 256 letters (A to Z), digits, _ and - only: enter another one.";
        return Err(SendError::never(None, reason));
    }
    let body = json!({"url": callback_url, "secret_token": word, "allowed_updates": UPDATES, "max_connections": 40});
    bot.call("setWebhook", &body).await.map(drop).map_err(SendError::harmless)
}
