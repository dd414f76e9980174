//! Trying out the set-up of a page, and subscribing to its news.

use crate::json::Lenient;
use crate::meta::graph::Graph;
use crate::meta::page;
use crate::{ChannelSettings, Finding, SendError};

/// What the page should tell us.
const FIELDS: [&str; 9] = [
    "messages",
    "messaging_postbacks",
    "message_deliveries",
    "message_reads",
    "message_reactions",
    "message_edits",
    "message_echoes",
    "messaging_referrals",
    COMMENTS,
];
/// The field of comments. Apps that were only given messages may not ask for it.
const COMMENTS: &str = "feed";
/// What the token must be allowed to do.
const PERMISSIONS: [&str; 2] = ["pages_messaging", "pages_manage_metadata"];

/// Page, token and calls, one after the other.
pub(super) async fn diagnose(graph: &Graph<'_>, settings: &ChannelSettings, callback_url: &str) -> Vec<Finding> {
    let mut findings = vec![page(graph, settings).await];
    findings.extend(graph.token_findings(&PERMISSIONS).await);
    findings.push(subscription(graph, settings).await);
    if settings.secret.reveal().is_none() {
        findings
            .push(Finding::bad("App secret", "Without the app secret no incoming message can be accepted: enter it."));
    }
    findings.push(Finding::of_callback(callback_url));
    findings
}

async fn page(graph: &Graph<'_>, settings: &ChannelSettings) -> Finding {
    const STEP: &str = "Page";
    match graph.get(&["me"], &[("fields", "id,name")]).await {
        Ok(page) if page.id("id").as_deref() == Some(&*settings.account) => {
            Finding::good(STEP, format!("The token is for the page {}.", page.filled("name").unwrap_or_default()))
        }
        Ok(page) => {
            let other = page.filled("name").or_else(|| page.id("id")).unwrap_or_default();
            Finding::bad(
                STEP,
                format!(
                    "The token is for {other}, not for the page with the id in the settings. Make a page token for it."
                ),
            )
        }
        Err(error) => Finding::failed(STEP, &error),
    }
}

async fn subscription(graph: &Graph<'_>, settings: &ChannelSettings) -> Finding {
    const STEP: &str = "Incoming messages";
    let apps = match graph.get(&[&settings.account, "subscribed_apps"], &[("fields", "subscribed_fields")]).await {
        Ok(apps) => apps,
        Err(error) => return Finding::failed(STEP, &error),
    };
    let told: Vec<&str> = apps
        .objects("data")
        .flat_map(|app| app.items("subscribed_fields"))
        .filter_map(|field| field.as_str())
        .collect();
    let missing: Vec<&str> = FIELDS.into_iter().filter(|field| *field != COMMENTS && !told.contains(field)).collect();
    if missing.contains(&"messages") {
        Finding::bad(STEP, "The page tells nobody of its messages: press Connect.")
    } else if missing.is_empty() && told.contains(&COMMENTS) {
        Finding::good(STEP, "The page tells of its messages and of comments under its posts.")
    } else if missing.is_empty() {
        Finding::good(STEP, "The page tells of its messages, but not of comments under its posts.")
    } else {
        Finding::warning(
            STEP,
            format!("The page does not tell of everything ({} is missing): press Connect.", missing.join(", ")),
        )
    }
}

/// Subscribes the app to the page, with comments if it may. Where it calls is set in the app itself.
pub(super) async fn connect(graph: &Graph<'_>, settings: &ChannelSettings) -> Result<(), SendError> {
    page::subscribe(graph, &settings.account, &FIELDS, COMMENTS).await
}
