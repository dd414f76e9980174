//! Trying out the set-up of an app, and telling Gupshup where to call.

use super::HEADER;
use super::account::Account;
use crate::json::Lenient;
use crate::{ChannelSettings, Finding, SendError};
use reqwest::Method;
use serde_json::json;

/// What Gupshup should tell us, in its format 2.
const MODES: &str = "MESSAGE,SENT,DELIVERED,READ,FAILED,ENQUEUED,DELETED,TEMPLATE,ACCOUNT,OTHERS";
/// Our name among the subscriptions of an app.
const TAG: &str = "frontdesk";

/// Key and calls, one after the other.
pub(super) async fn diagnose(account: &Account<'_>, settings: &ChannelSettings, callback_url: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    match account.app(Method::GET, &["template"], &[]).await {
        Ok(_) => findings.push(Finding::good("API key", "Gupshup accepts the key for this app.")),
        Err(error) => findings.push(Finding::failed("API key", &error)),
    }
    findings.push(subscription(account, callback_url).await);
    if settings.secret.reveal().is_none() {
        findings.push(Finding::bad(
            "Secret word",
            "Gupshup signs nothing, so a secret word is needed: enter one and press Connect.",
        ));
    }
    findings.push(Finding::of_callback(callback_url));
    findings
}

async fn subscription(account: &Account<'_>, callback_url: &str) -> Finding {
    const STEP: &str = "Incoming messages";
    match account.app(Method::GET, &["subscription"], &[]).await {
        Ok(answer) => {
            let ours = answer.objects("subscriptions").find(|item| {
                item.text("url").is_some_and(|url| url.split('?').next() == callback_url.split('?').next())
            });
            match ours {
                Some(item) if item.get("active") == Some(&json!(false)) => {
                    Finding::bad(STEP, "Gupshup has switched the subscription off: press Connect.")
                }
                Some(_) => Finding::good(STEP, "Gupshup calls this inbox."),
                None => Finding::bad(
                    STEP,
                    "Gupshup does not call this inbox: press Connect, or enter the address in its dashboard.",
                ),
            }
        }
        Err(error) => {
            Finding::warning(STEP, format!("Whether Gupshup calls this inbox cannot be told: {}", error.sentence()))
        }
    }
}

/// Adds a subscription that sends our secret word along in a header.
pub(super) async fn connect(
    account: &Account<'_>,
    settings: &ChannelSettings,
    callback_url: &str,
) -> Result<(), SendError> {
    let Some(word) = settings.secret.reveal() else {
        return Err(SendError::never(
            None,
            "Enter a secret word first: without one no incoming message can be accepted.",
        ));
    };
    let fields = [
        ("modes", MODES.to_owned()),
        ("tag", TAG.to_owned()),
        ("url", callback_url.to_owned()),
        ("version", "2".to_owned()),
        ("meta", json!({"headers": {HEADER: word}}).to_string()),
    ];
    account.app(Method::POST, &["subscription"], &fields).await.map(drop)
}
