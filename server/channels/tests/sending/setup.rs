//! Trying out set-ups, and telling providers where to call.

use crate::provider::{Provider, Reply};
use crate::settings;
use channels::{ChannelSettings, Finding, FindingState, Secret, SendError, channel};
use serde_json::{Value, json};
use types::inbox::ChannelKind::{self, Gupshup, Instagram, Messenger, Telegram, Whatsapp};

const OURS: &str = "https://desk.example/webhooks/1";

async fn findings(kind: ChannelKind, answers: impl IntoIterator<Item = Value>) -> Vec<Finding> {
    let provider = Provider::answering(answers).await;
    channel(kind).diagnose(&provider.http(), &settings(), OURS).await
}

fn state(findings: &[Finding], step: &str) -> FindingState {
    findings.iter().find(|finding| finding.step == step).unwrap_or_else(|| panic!("{step}: {findings:?}")).state
}

/// The request that connects, and the error if there is one.
async fn connected(kind: ChannelKind, settings: &ChannelSettings, answer: Value) -> (Provider, Result<(), SendError>) {
    let provider = Provider::answering([answer]).await;
    let result = channel(kind).connect(&provider.http(), settings, OURS).await;
    (provider, result)
}

#[tokio::test]
async fn a_good_set_up_has_nothing_bad_to_say() {
    let scopes =
        json!({"data": {"scopes": ["whatsapp_business_messaging", "whatsapp_business_management"], "expires_at": 0}});
    let number = json!({"display_phone_number": "+55 11", "verified_name": "Shop", "quality_rating": "GREEN"});
    let all = findings(Whatsapp, [number, scopes, json!({"data": [{"id": "1"}]})]).await;
    assert!(all.iter().all(|finding| finding.state == FindingState::Good), "{all:?}");
    let me = json!({"ok": true, "result": {"id": 1, "username": "1001"}});
    let info = json!({"ok": true, "result": {"url": OURS, "pending_update_count": 0}});
    let all = findings(Telegram, [me, info]).await;
    assert!(all.iter().all(|finding| finding.state == FindingState::Good), "{all:?}");
}

#[tokio::test]
async fn what_is_wrong_is_found_step_by_step() {
    let lacking = json!({"data": {"scopes": ["whatsapp_business_management"]}});
    let all = findings(Whatsapp, [json!({}), lacking, json!({"data": []})]).await;
    assert_eq!(state(&all, "Access token"), FindingState::Bad);
    assert_eq!(state(&all, "Incoming messages"), FindingState::Bad);
    let other = json!({"id": "9", "name": "Other"});
    let fields = json!({"data": [{"subscribed_fields": ["messages"]}]});
    let all = findings(Messenger, [other, json!({}), fields]).await;
    assert_eq!(state(&all, "Page"), FindingState::Bad);
    assert_eq!(state(&all, "Incoming messages"), FindingState::Warning);
    let all = findings(Instagram, [json!({"user_id": "55", "username": "shop"}), json!({"data": []})]).await;
    assert!(all[0].sentence.contains("55"), "{all:?}");
    let elsewhere = json!({"ok": true, "result": {"url": "https://other.example", "last_error_message": "Connection refused", "pending_update_count": 3}});
    let all = findings(Telegram, [json!({"ok": true, "result": {"username": "1001"}}), elsewhere]).await;
    assert_eq!(state(&all, "Incoming messages"), FindingState::Bad);
    assert!(all.iter().any(|finding| finding.sentence.contains("Connection refused. 3 messages")), "{all:?}");
    let all =
        findings(Gupshup, [json!({"status": "success"}), json!({"subscriptions": [{"url": OURS, "active": false}]})])
            .await;
    assert_eq!((state(&all, "API key"), state(&all, "Incoming messages")), (FindingState::Good, FindingState::Bad));
}

#[tokio::test]
async fn an_expired_token_is_told_in_plain_words() {
    let expired = || Reply::Json(401, json!({"error": {"code": 190, "message": "Error validating access token"}}));
    let provider = Provider::told([expired(), expired(), expired()]).await;
    let all = channel(Whatsapp).diagnose(&provider.http(), &settings(), OURS).await;
    assert!(all[0].sentence.contains("enter a new one"), "{all:?}");
}

#[tokio::test]
async fn an_empty_inbox_is_told_what_is_missing() {
    let provider = Provider::start().await;
    for kind in [Whatsapp, Messenger, Instagram, Gupshup, Telegram] {
        let all = channel(kind).diagnose(&provider.http(), &ChannelSettings::default(), OURS).await;
        assert!(all.iter().any(|finding| finding.state == FindingState::Bad), "{kind:?}");
    }
    assert!(provider.requests().is_empty());
}

#[tokio::test]
async fn telegram_is_told_where_to_call_and_what_to_say() {
    let settings = ChannelSettings { secret: Secret::new("word_1"), ..settings() };
    let (provider, result) = connected(Telegram, &settings, json!({"ok": true, "result": true})).await;
    assert_eq!(result, Ok(()));
    let request = provider.request();
    assert_eq!(request.target, "/telegram/bottok:en/setWebhook");
    let body = request.json();
    assert_eq!((&body["url"], &body["secret_token"]), (&json!(OURS), &json!("word_1")));
    assert!(body["allowed_updates"].as_array().unwrap().contains(&json!("message_reaction")));
    let odd = ChannelSettings { secret: Secret::new("wörd"), ..settings };
    assert!(matches!(connected(Telegram, &odd, json!({})).await.1, Err(SendError::Never { .. })));
}

#[tokio::test]
async fn meta_is_told_to_call_for_this_account() {
    let with_word = ChannelSettings { verify_token: Secret::new("v"), ..settings() };
    let (provider, result) = connected(Whatsapp, &with_word, json!({"success": true})).await;
    assert_eq!(result, Ok(()));
    let request = provider.request();
    assert_eq!(request.target, "/graph/2002/subscribed_apps");
    assert_eq!(request.json(), json!({"override_callback_uri": OURS, "verify_token": "v"}));
    let (provider, result) = connected(Messenger, &settings(), json!({"success": true})).await;
    assert_eq!(result, Ok(()));
    assert!(provider.request().json()["subscribed_fields"].as_str().unwrap().contains("message_echoes"));
    let (provider, result) = connected(Instagram, &settings(), json!({"success": true})).await;
    assert_eq!(result, Ok(()));
    assert_eq!(provider.request().target, "/instagram/me/subscribed_apps");
}

#[tokio::test]
async fn an_app_that_may_not_ask_for_comments_gets_the_rest() {
    for (kind, doubtful) in [(Messenger, "feed"), (Instagram, "mentions")] {
        let refused = json!({"error": {"code": 200, "message": "Requires pages_read_engagement"}});
        let provider = Provider::told([Reply::Json(403, refused), Reply::Json(200, json!({"success": true}))]).await;
        assert_eq!(channel(kind).connect(&provider.http(), &settings(), OURS).await, Ok(()));
        let asked: Vec<bool> = provider
            .requests()
            .iter()
            .map(|request| request.json()["subscribed_fields"].as_str().unwrap().contains(doubtful))
            .collect();
        assert_eq!(asked, [true, false], "{kind:?}");
    }
}

#[tokio::test]
async fn gupshup_is_given_the_word_to_send_along() {
    let (provider, result) = connected(Gupshup, &settings(), json!({"status": "success"})).await;
    assert_eq!(result, Ok(()));
    let request = provider.request();
    assert_eq!((&*request.method, &*request.target), ("POST", "/gupshup/wa/app/2002/subscription"));
    let form = request.form();
    assert_eq!((&*form["url"], &*form["version"]), (OURS, "2"));
    let meta: Value = serde_json::from_str(&form["meta"]).unwrap();
    assert_eq!(meta, json!({"headers": {"x-frontdesk-secret": "Jefe"}}));
}
