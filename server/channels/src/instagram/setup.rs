//! Trying out the set-up of an account, and subscribing to its news.

use super::ME;
use crate::json::Lenient;
use crate::meta::graph::Graph;
use crate::meta::page;
use crate::{ChannelSettings, Finding, SendError};

/// What an account should tell us; echoes come with the messages.
const ACCOUNT: [&str; 8] = [
    "messages",
    "messaging_postbacks",
    "messaging_seen",
    "message_reactions",
    "messaging_referral",
    "comments",
    "live_comments",
    MENTIONS,
];
/// Where others mention the account. Apps that were only given messages and comments may not ask for it.
const MENTIONS: &str = "mentions";
/// The same of the page an account belongs to. Comments and mentions are subscribed in the app.
const PAGE: [&str; 5] =
    ["messages", "messaging_postbacks", "message_reads", "message_reactions", "messaging_referrals"];

/// Account, token and calls, one after the other.
pub(super) async fn diagnose(graph: &Graph<'_>, settings: &ChannelSettings, callback_url: &str) -> Vec<Finding> {
    let mut findings = vec![account(graph, settings).await, subscription(graph).await];
    if settings.secret.reveal().is_none() {
        findings.push(Finding::bad(
            "App secret",
            "Without the app secret no incoming message can be accepted: enter that of the app with the subscription.",
        ));
    }
    findings.push(Finding::of_callback(callback_url));
    findings
}

/// Incoming calls name the professional account: `user_id` with Instagram's login, the account behind the page with Facebook's.
async fn account(graph: &Graph<'_>, settings: &ChannelSettings) -> Finding {
    const STEP: &str = "Account";
    let by_page = settings.login == "facebook";
    let fields = if by_page { "id,name,instagram_business_account" } else { "user_id,username" };
    let me = match graph.get(&[ME], &[("fields", fields)]).await {
        Ok(me) => me,
        Err(error) => return Finding::failed(STEP, &error),
    };
    let id = if by_page {
        me.object("instagram_business_account").and_then(|account| account.id("id"))
    } else {
        me.id("user_id")
    };
    let name = me.filled("username").or_else(|| me.filled("name")).unwrap_or_default();
    match id {
        Some(id) if id == settings.account => Finding::good(STEP, format!("The token is for {name}.")),
        Some(id) => Finding::bad(
            STEP,
            format!("The token is for {name}, whose account id is {id}. Enter that id in the settings."),
        ),
        None => Finding::bad(
            STEP,
            "The token is for no professional Instagram account. Connect the account with the page first.",
        ),
    }
}

async fn subscription(graph: &Graph<'_>) -> Finding {
    const STEP: &str = "Incoming messages";
    match graph.get(&[ME, "subscribed_apps"], &[("fields", "subscribed_fields")]).await {
        Ok(apps) => {
            let mut told = apps.objects("data").flat_map(|app| app.items("subscribed_fields"));
            if told.any(|field| field == "messages") {
                Finding::good(STEP, "The account tells of its messages.")
            } else {
                Finding::bad(STEP, "The account tells nobody of its messages: press Connect.")
            }
        }
        Err(error) => Finding::failed(STEP, &error),
    }
}

/// Subscribes the app to the account, or to its page. Where it calls is set in the app itself.
pub(super) async fn connect(graph: &Graph<'_>) -> Result<(), SendError> {
    let fields: &[&str] = if graph.is_instagram_login() { &ACCOUNT } else { &PAGE };
    page::subscribe(graph, ME, fields, MENTIONS).await
}
