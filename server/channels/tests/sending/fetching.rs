//! Files of incoming messages, and addresses that lead where they must not.

use crate::provider::{Provider, Reply};
use crate::settings;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use channels::inbound::Source;
use channels::{Endpoints, FetchError, Fetched, Http, Wanted, channel};
use serde_json::json;
use sha2::{Digest, Sha256};
use types::inbox::ChannelKind::{self, Gupshup, Messenger, Telegram, Whatsapp};

fn wanted(source: Source) -> Wanted {
    Wanted { source, sha256: None, limit: 1000 }
}

fn address(address: impl Into<String>) -> Wanted {
    wanted(Source::Address(address.into()))
}

fn bytes(bytes: &[u8]) -> Reply {
    Reply::Raw(200, "Content-Type: image/jpeg\r\n".to_owned(), bytes.to_vec())
}

async fn fetch(provider: &Provider, kind: ChannelKind, file: &Wanted) -> Result<Fetched, FetchError> {
    channel(kind).fetch(&provider.http(), &settings(), file).await
}

#[tokio::test]
async fn whatsapp_tells_an_address_which_wants_the_token_too() {
    let provider = Provider::start().await;
    let described = json!({"url": format!("{}/lookaside?x=1", provider.origin), "mime_type": "image/png"});
    provider.tell([Reply::Json(200, described), bytes(b"abc")]);
    let digest = STANDARD.encode(Sha256::digest(b"abc"));
    let file = Wanted { sha256: Some(digest), ..wanted(Source::Id("MEDIA/1".to_owned())) };
    let fetched = fetch(&provider, Whatsapp, &file).await.unwrap();
    assert_eq!((&*fetched.bytes, fetched.media_type.as_deref()), (&b"abc"[..], Some("image/png")));
    let requests = provider.requests();
    assert_eq!(requests[0].target, "/graph/MEDIA%2F1?phone_number_id=1001");
    assert_eq!(requests[1].target, "/lookaside?x=1");
    assert_eq!(requests[1].header("authorization"), Some("Bearer tok:en"));
}

#[tokio::test]
async fn a_damaged_file_is_fetched_again_and_a_large_one_is_not() {
    let provider = Provider::told([bytes(b"abc")]).await;
    let damaged = Wanted { sha256: Some("00".repeat(32)), ..address(format!("{}/f", provider.origin)) };
    assert!(matches!(fetch(&provider, Messenger, &damaged).await, Err(FetchError::Later { .. })));
    let provider = Provider::told([bytes(&[0; 1001])]).await;
    let large = fetch(&provider, Messenger, &address(format!("{}/f", provider.origin))).await;
    assert!(matches!(large, Err(FetchError::Never { .. })), "{large:?}");
}

#[tokio::test]
async fn a_body_of_untold_length_is_counted_while_it_comes() {
    let chunks = format!("{:x}\r\n{}\r\n0\r\n\r\n", 1001, "x".repeat(1001));
    let provider = Provider::told([Reply::Chunked(chunks)]).await;
    let large = fetch(&provider, Messenger, &address(format!("{}/f", provider.origin))).await;
    assert!(matches!(large, Err(FetchError::Never { .. })), "{large:?}");
}

#[tokio::test]
async fn pages_files_are_fetched_without_the_token() {
    let provider = Provider::told([bytes(b"abc")]).await;
    let fetched = fetch(&provider, Messenger, &address(format!("{}/cdn/f?sig=1", provider.origin))).await.unwrap();
    assert_eq!(fetched.media_type.as_deref(), Some("image/jpeg"));
    assert_eq!(provider.request().header("authorization"), None);
}

#[tokio::test]
async fn telegrams_files_have_a_path_and_a_size_limit() {
    let told = json!({"ok": true, "result": {"file_id": "F", "file_path": "photos/file 1.jpg"}});
    let provider = Provider::told([Reply::Json(200, told), bytes(b"abc")]).await;
    let fetched = fetch(&provider, Telegram, &wanted(Source::Id("F".to_owned()))).await.unwrap();
    assert_eq!(fetched.name.as_deref(), Some("file 1.jpg"));
    let requests = provider.requests();
    assert_eq!(requests[0].json(), json!({"file_id": "F"}));
    assert_eq!(requests[1].target, "/telegram/file/bottok:en/photos/file%201.jpg");
    let big = json!({"ok": false, "error_code": 400, "description": "Bad Request: file is too big"});
    let provider = Provider::told([Reply::Json(400, big)]).await;
    let error = fetch(&provider, Telegram, &wanted(Source::Id("F".to_owned()))).await.unwrap_err();
    assert!(matches!(&error, FetchError::Never { reason } if reason.contains("20 MB")), "{error:?}");
    let odd = json!({"ok": true, "result": {"file_path": "../../botother/getMe"}});
    let provider = Provider::told([Reply::Json(200, odd)]).await;
    assert!(matches!(
        fetch(&provider, Telegram, &wanted(Source::Id("F".to_owned()))).await,
        Err(FetchError::Never { .. })
    ));
}

#[tokio::test]
async fn what_is_gone_is_gone_and_what_is_broken_comes_back() {
    for (reply, later) in [
        (Reply::Raw(404, String::new(), Vec::new()), false),
        (Reply::Raw(403, String::new(), Vec::new()), false),
        (Reply::Raw(500, String::new(), Vec::new()), true),
        (Reply::Raw(429, String::new(), Vec::new()), true),
        (Reply::Break(200), true),
        (Reply::HangUp, true),
    ] {
        let provider = Provider::told([reply]).await;
        let error = fetch(&provider, Messenger, &address(format!("{}/f", provider.origin))).await.unwrap_err();
        assert_eq!(matches!(error, FetchError::Later { .. }), later, "{error:?}");
    }
}

#[tokio::test]
async fn addresses_in_our_own_network_are_not_fetched() {
    // Somebody listens there, but not one of the providers.
    let secret = Provider::told([bytes(b"secret")]).await;
    let provider = Provider::start().await;
    let port = secret.origin.rsplit(':').next().unwrap();
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1"] {
        let result = fetch(&provider, Gupshup, &address(format!("http://{host}:{port}/x"))).await;
        assert!(matches!(result, Err(FetchError::Never { .. })), "{host}: {result:?}");
    }
    assert!(secret.requests().is_empty());
}

#[tokio::test]
async fn a_redirect_into_our_own_network_is_not_followed() {
    let secret = Provider::told([bytes(b"secret")]).await;
    let moved = |target: String| Reply::Raw(302, format!("Location: {target}\r\n"), Vec::new());
    for target in [
        format!("{}/x", secret.origin),
        secret.origin.replace("127.0.0.1", "localhost"),
        "file:///etc/passwd".to_owned(),
    ] {
        let provider = Provider::told([moved(target.clone())]).await;
        let result = fetch(&provider, Messenger, &address(format!("{}/f", provider.origin))).await;
        assert!(matches!(result, Err(FetchError::Never { .. })), "{target}: {result:?}");
    }
    assert!(secret.requests().is_empty());
}

#[tokio::test]
async fn redirects_at_home_are_followed_three_times_with_the_token() {
    let moved = |number: u32| Reply::Raw(302, format!("Location: /moved/{number}\r\n"), Vec::new());
    let provider = Provider::told([moved(1), moved(2), moved(3), bytes(b"abc")]).await;
    let file = address(format!("{}/f", provider.origin));
    assert_eq!(&*fetch(&provider, Whatsapp, &file).await.unwrap().bytes, b"abc");
    let requests = provider.requests();
    assert_eq!(requests.last().map(|request| &*request.target), Some("/moved/3"));
    assert!(requests.iter().all(|request| request.header("authorization") == Some("Bearer tok:en")));
    let provider = Provider::told((1..=4).map(moved)).await;
    let result = fetch(&provider, Whatsapp, &address(format!("{}/f", provider.origin))).await;
    assert!(matches!(result, Err(FetchError::Never { .. })), "{result:?}");
}

#[tokio::test]
async fn a_redirect_to_another_host_does_not_carry_the_token_there() {
    let (first, second) = (Provider::start().await, Provider::told([bytes(b"abc")]).await);
    first.tell([Reply::Raw(302, format!("Location: {}/f\r\n", second.origin), Vec::new())]);
    // Both are known, so that only the token is in question.
    let http = Http::new(Endpoints { telegram: second.origin.clone(), ..first.endpoints() }).unwrap();
    let file = address(format!("{}/f", first.origin));
    let fetched = channel(Whatsapp).fetch(&http, &settings(), &file).await.unwrap();
    assert_eq!(&*fetched.bytes, b"abc");
    assert_eq!(first.request().header("authorization"), Some("Bearer tok:en"));
    assert_eq!(second.request().header("authorization"), None);
}
