//! Meta's signatures: every recorded payload with its right one, and all the wrong ones.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read must fail the test")]

use channels::{Call, ChannelSettings, Greeting, Refused, Secret, channel};
use http::{HeaderMap, HeaderValue, Method};
use serde_json::Value;
use std::fs;
use types::inbox::ChannelKind;

fn payload(name: &str) -> Vec<u8> {
    fs::read(format!("{}/tests/payloads/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn signatures() -> Value {
    serde_json::from_slice(&payload("SIGNATURES.json")).unwrap()
}

/// What a channel of Meta's says to a body with this header.
fn verified(kind: ChannelKind, secret: &str, header: Option<&str>, body: &[u8]) -> Result<Greeting, Refused> {
    let mut headers = HeaderMap::new();
    if let Some(header) = header {
        headers.insert("x-hub-signature-256", HeaderValue::from_str(header).unwrap());
    }
    let settings = ChannelSettings { secret: Secret::new(secret), ..ChannelSettings::default() };
    channel(kind).verify(&settings, &Call { method: &Method::POST, query: "", headers: &headers, body })
}

#[test]
fn right_signatures_are_accepted() {
    let signatures = signatures();
    let secret = signatures["app_secret"].as_str().unwrap();
    let files = signatures["files"].as_object().unwrap();
    for (name, signature) in files {
        for kind in [ChannelKind::Whatsapp, ChannelKind::Messenger, ChannelKind::Instagram] {
            assert_eq!(verified(kind, secret, signature.as_str(), &payload(name)), Ok(Greeting::News), "{name}");
        }
        let body = payload(name);
        assert_eq!(verified(ChannelKind::Whatsapp, "other", signature.as_str(), &body), Err(Refused::Forged), "{name}");
    }
    assert!(files.len() > 90);
}

#[test]
fn wrong_signatures_are_refused() {
    let signatures = signatures();
    let secret = signatures["app_secret"].as_str().unwrap();
    for case in signatures["cases"].as_array().unwrap() {
        let body = payload(case["file"].as_str().unwrap());
        let answer = verified(ChannelKind::Whatsapp, secret, case["header"].as_str(), &body);
        if let Some(accept) = case["accept"].as_bool() {
            assert_eq!(answer.is_ok(), accept, "{}", case["why"]);
        }
    }
}

#[test]
fn a_body_without_a_secret_to_check_it_with_is_refused() {
    assert_eq!(verified(ChannelKind::Messenger, "", Some("sha256=00"), b"{}"), Err(Refused::NoSecret));
    assert_eq!(verified(ChannelKind::Messenger, "s", None, b"{}").map_err(Refused::status), Err(401));
}

#[test]
fn a_telegram_call_proves_itself_by_its_word() {
    let settings = ChannelSettings { secret: Secret::new("word_1"), ..ChannelSettings::default() };
    let verify = |method: &Method, word: Option<&str>| {
        let mut headers = HeaderMap::new();
        if let Some(word) = word {
            headers.insert("x-telegram-bot-api-secret-token", HeaderValue::from_str(word).unwrap());
        }
        channel(ChannelKind::Telegram).verify(&settings, &Call { method, query: "", headers: &headers, body: b"{}" })
    };
    assert_eq!(verify(&Method::POST, Some("word_1")), Ok(Greeting::News));
    assert_eq!(verify(&Method::POST, Some("word_2")), Err(Refused::Forged));
    assert_eq!(verify(&Method::POST, None), Err(Refused::Unsigned));
    assert_eq!(verify(&Method::GET, Some("word_1")), Err(Refused::Method));
}
