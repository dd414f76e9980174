//! Trying out the set-up, and telling Meta where to call.

use crate::json::Lenient;
use crate::meta::graph::Graph;
use crate::{ChannelSettings, Finding, SendError};
use serde_json::{Value, json};

/// What the token must be allowed to do.
const PERMISSIONS: [&str; 2] = ["whatsapp_business_messaging", "whatsapp_business_management"];

/// Number, account and calls, one after the other.
pub(super) async fn diagnose(graph: &Graph<'_>, settings: &ChannelSettings, callback_url: &str) -> Vec<Finding> {
    let mut findings = vec![number(graph, settings).await];
    findings.extend(graph.token_findings(&PERMISSIONS).await);
    findings.push(subscription(graph, settings).await);
    if settings.secret.reveal().is_none() {
        findings
            .push(Finding::bad("App secret", "Without the app secret no incoming message can be accepted: enter it."));
    }
    findings.push(Finding::of_callback(callback_url));
    findings
}

async fn number(graph: &Graph<'_>, settings: &ChannelSettings) -> Finding {
    const STEP: &str = "Phone number";
    if settings.account.is_empty() {
        return Finding::bad(STEP, "Enter the phone number id (not the number itself) from Meta's API set-up page.");
    }
    let fields = [("fields", "display_phone_number,verified_name,quality_rating")];
    match graph.get(&[&settings.account], &fields).await {
        Ok(number) => {
            let shown = number.filled("display_phone_number").unwrap_or_else(|| settings.account.clone());
            let name = number.filled("verified_name").map(|name| format!(" ({name})")).unwrap_or_default();
            if number.text("quality_rating") == Some("RED") {
                Finding::warning(
                    STEP,
                    format!("{shown}{name} works, but many people report its messages: its limits may be cut."),
                )
            } else {
                Finding::good(STEP, format!("{shown}{name} can be used."))
            }
        }
        Err(error) => Finding::failed(STEP, &error),
    }
}

async fn subscription(graph: &Graph<'_>, settings: &ChannelSettings) -> Finding {
    const STEP: &str = "Incoming messages";
    if settings.business.is_empty() {
        return Finding::warning(
            STEP,
            "Enter the id of the WhatsApp business account: without it templates cannot be listed.",
        );
    }
    match graph.get(&[&settings.business, "subscribed_apps"], &[]).await {
        Ok(apps) if apps.items("data").is_empty() => {
            Finding::bad(STEP, "No app gets the incoming messages of this account: press Connect.")
        }
        Ok(_) => Finding::good(STEP, "Meta hands incoming messages to an app of this account."),
        Err(error) => Finding::failed(STEP, &error),
    }
}

/// Subscribes the app to the account. With a verify token, this inbox also gets its calls at an address of its own, whatever the app says.
pub(super) async fn connect(
    graph: &Graph<'_>,
    settings: &ChannelSettings,
    callback_url: &str,
) -> Result<(), SendError> {
    if settings.business.is_empty() {
        return Err(SendError::never(None, "Enter the id of the WhatsApp business account first."));
    }
    let body = match settings.verify_token.reveal() {
        Some(word) => json!({"override_callback_uri": callback_url, "verify_token": word}),
        None => Value::Object(serde_json::Map::new()),
    };
    graph.post(&[&settings.business, "subscribed_apps"], &body).await.map(drop).map_err(SendError::harmless)
}
