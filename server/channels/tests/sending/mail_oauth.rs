//! Tokens for mailboxes: what a provider is asked for, and what its answers mean.

use crate::provider::{Provider, Reply};
use channels::{ChannelSettings, Endpoints, Http, OauthClient, OauthError, Secret};
use serde_json::{Value, json};
use std::time::Duration;

/// A mailbox at that provider.
fn settings(provider: &Provider) -> ChannelSettings {
    ChannelSettings {
        account: "help@shop.example".to_owned(),
        login: "oauth".to_owned(),
        client_id: "client-1".to_owned(),
        client_secret: Secret::new("s3cret"),
        authorization_url: format!("{}/oauth/auth", provider.origin),
        token_url: format!("{}/oauth/token", provider.origin),
        scopes: "imap smtp".to_owned(),
        ..ChannelSettings::default()
    }
}

fn given() -> Value {
    json!({"access_token": "a1", "token_type": "Bearer", "expires_in": 3600, "refresh_token": "r1", "scope": "imap smtp"})
}

async fn renewed(reply: Reply) -> Result<channels::Tokens, OauthError> {
    let provider = Provider::told([reply]).await;
    OauthClient::of(&settings(&provider)).unwrap().renew(&provider.http(), "r0".to_owned()).await
}

fn json_reply(status: u16, body: Value) -> Reply {
    Reply::Json(status, body)
}

#[tokio::test]
async fn a_code_is_exchanged_with_the_secret_that_belongs_to_it() {
    let provider = Provider::answering([given()]).await;
    let client = OauthClient::of(&settings(&provider)).unwrap();
    let redirect = "https://desk.example/channels/oauth";
    let tokens = client.exchange(&provider.http(), redirect, "c0de".to_owned(), "verifier".to_owned()).await.unwrap();
    assert_eq!((&*tokens.access, tokens.refresh.as_deref()), ("a1", Some("r1")));
    assert_eq!(tokens.lasts, Duration::from_secs(3600));
    let request = provider.request();
    assert_eq!((&*request.method, &*request.target), ("POST", "/oauth/token"));
    let form = request.form();
    for (name, value) in [
        ("grant_type", "authorization_code"),
        ("code", "c0de"),
        ("code_verifier", "verifier"),
        ("redirect_uri", redirect),
        ("client_id", "client-1"),
        ("client_secret", "s3cret"),
    ] {
        assert_eq!(form.get(name).map(String::as_str), Some(value), "{name}");
    }
}

#[tokio::test]
async fn a_renewal_brings_what_the_provider_gives_out_and_no_more() {
    let provider = Provider::answering([json!({"access_token": "a2", "token_type": "bearer"})]).await;
    let client = OauthClient::of(&settings(&provider)).unwrap();
    let tokens = client.renew(&provider.http(), "r1".to_owned()).await.unwrap();
    // It gave out no other refresh token, and did not say how long this one is good.
    assert_eq!((&*tokens.access, tokens.refresh, tokens.lasts), ("a2", None, Duration::from_secs(3600)));
    let form = provider.request().form();
    assert_eq!((&*form["grant_type"], &*form["refresh_token"]), ("refresh_token", "r1"));
    assert_eq!(form["client_secret"], "s3cret");
}

#[tokio::test]
async fn what_only_people_can_put_right_is_told_from_what_passes() {
    let refusal = |word: &str| json!({"error": word, "error_description": "AADSTS70008: r0 has expired"});
    for (status, word, expected) in [
        (400, "invalid_grant", OauthError::SignInAgain),
        (400, "interaction_required", OauthError::SignInAgain),
        (401, "invalid_client", OauthError::WrongClient),
    ] {
        assert_eq!(renewed(json_reply(status, refusal(word))).await, Err(expected), "{word}");
    }
    let passing = [
        json_reply(400, refusal("temporarily_unavailable")),
        // Whatever a broken server says is not about the sign-in.
        json_reply(503, refusal("invalid_grant")),
        json_reply(429, refusal("invalid_grant")),
        json_reply(200, json!({"token_type": "Bearer"})),
        json_reply(200, json!({"access_token": "", "token_type": "Bearer"})),
        Reply::Raw(502, "Content-Type: text/html\r\n".to_owned(), b"<h1>Bad gateway</h1>".to_vec()),
        Reply::Raw(200, "Content-Type: text/html\r\n".to_owned(), b"<h1>Welcome</h1>".to_vec()),
        Reply::Break(200),
        Reply::HangUp,
    ];
    for (place, reply) in passing.into_iter().enumerate() {
        let Err(OauthError::Later(sentence)) = renewed(reply).await else { panic!("{place}") };
        assert!(sentence.ends_with('.') && !sentence.contains("r0"), "{place}: {sentence}");
    }
    let moved = Reply::Raw(302, "Location: https://elsewhere.example/\r\n".to_owned(), Vec::new());
    assert!(matches!(renewed(moved).await, Err(OauthError::Settings(_))));
}

#[tokio::test]
async fn a_token_address_in_our_own_network_is_not_asked() {
    let provider = Provider::start().await;
    let client = OauthClient::of(&settings(&provider)).unwrap();
    let outside = Http::new(Endpoints::default()).unwrap();
    let refused = client.renew(&outside, "r1".to_owned()).await;
    assert!(matches!(refused, Err(OauthError::Settings(_))), "{refused:?}");
    assert!(provider.requests().is_empty());
}
