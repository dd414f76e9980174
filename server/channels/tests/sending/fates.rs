//! What became of a message, by what came back: only what certainly did nothing is tried again.

use crate::provider::{Provider, Reply, nobody};
use crate::{outbound, send, settings, text};
use channels::{Endpoints, Http, SendError, channel};
use serde_json::json;
use std::time::Duration;
use types::inbox::ChannelKind::{self, Gupshup, Instagram, Messenger, Telegram, Whatsapp};

const ALL: [ChannelKind; 5] = [Whatsapp, Messenger, Instagram, Gupshup, Telegram];

async fn fate(kind: ChannelKind, reply: Reply) -> SendError {
    let provider = Provider::told([reply]).await;
    let error = send(&provider, kind, &outbound("352700650", text("x"))).await.unwrap_err();
    assert_eq!(provider.requests().len(), 1, "{kind:?} asked more than once");
    error
}

#[tokio::test]
async fn what_broke_after_it_was_asked_is_uncertain() {
    for kind in ALL {
        for (what, reply) in [
            ("hung up", Reply::HangUp),
            ("broken off", Reply::Break(200)),
            ("500 without words", Reply::Raw(500, String::new(), Vec::new())),
            ("502 of a proxy", Reply::Raw(502, String::new(), b"<html>Bad Gateway</html>".to_vec())),
            ("503 without a time", Reply::Raw(503, String::new(), Vec::new())),
            ("500 broken off", Reply::Break(500)),
            ("200 without words", Reply::Raw(200, String::new(), Vec::new())),
            ("200 with other words", Reply::Raw(200, String::new(), b"<html>".to_vec())),
            ("200 without an id", Reply::Json(200, json!({"ok": true, "result": {}, "messages": []}))),
        ] {
            let error = fate(kind, reply).await;
            assert!(matches!(error, SendError::Uncertain { .. }), "{kind:?}, {what}: {error:?}");
        }
    }
}

#[tokio::test]
async fn what_was_refused_at_the_door_is_tried_again_in_its_time() {
    for kind in ALL {
        for status in [429, 503] {
            let error = fate(kind, Reply::Raw(status, "Retry-After: 7\r\n".to_owned(), Vec::new())).await;
            let SendError::Later { after, .. } = error else { panic!("{kind:?}: {error:?}") };
            assert_eq!(after, Some(Duration::from_secs(7)), "{kind:?}");
        }
    }
}

#[tokio::test]
async fn throttling_is_understood_in_each_providers_words() {
    for (kind, status, body, after) in [
        (Whatsapp, 400, json!({"error": {"code": 130_429, "message": "rate"}}), None),
        (Whatsapp, 400, json!({"error": {"code": 131_056, "message": "pair"}}), Some(6)),
        (Whatsapp, 500, json!({"error": {"code": 131_000, "message": "oops"}}), None),
        (Whatsapp, 500, json!({"error": {"code": 8_888, "message": "oops", "is_transient": true}}), None),
        (Messenger, 400, json!({"error": {"code": 613, "message": "rate"}}), None),
        (Messenger, 500, json!({"error": {"code": 1200, "message": "temporary"}}), None),
        (Instagram, 400, json!({"error": {"code": 4, "message": "rate"}}), None),
        (Gupshup, 429, json!({"status": "error", "message": "Too Many Requests"}), None),
        (Gupshup, 400, json!({"status": "error", "message": {"code": "4001"}}), None),
        (
            Telegram,
            429,
            json!({"ok": false, "error_code": 429, "description": "x", "parameters": {"retry_after": 5}}),
            Some(5),
        ),
        (Telegram, 500, json!({"ok": false, "error_code": 500, "description": "Internal"}), None),
    ] {
        let error = fate(kind, Reply::Json(status, body.clone())).await;
        let SendError::Later { after: told, .. } = error else { panic!("{kind:?} {body}: {error:?}") };
        assert_eq!(told, after.map(Duration::from_secs), "{kind:?} {body}");
    }
}

#[tokio::test]
async fn refusals_are_final_and_keep_their_code() {
    for (kind, status, body, code) in [
        (Whatsapp, 400, json!({"error": {"code": 131_047, "message": "Re-engagement"}}), "131047"),
        (Whatsapp, 401, json!({"error": {"code": 190, "message": "expired"}}), "190"),
        (Messenger, 400, json!({"error": {"code": 551, "error_subcode": 1_545_041, "message": "x"}}), "551/1545041"),
        (Instagram, 403, json!({"error": {"code": 10, "error_subcode": 2_534_022, "message": "x"}}), "10/2534022"),
        (Gupshup, 400, json!({"status": "error", "message": "Invalid Destination"}), "400"),
        (Gupshup, 401, json!({"status": "error", "message": "Authentication Failed"}), "401"),
        (
            Telegram,
            403,
            json!({"ok": false, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}),
            "403",
        ),
        (Telegram, 400, json!({"ok": false, "error_code": 400, "description": "Bad Request: chat not found"}), "400"),
    ] {
        let error = fate(kind, Reply::Json(status, body.clone())).await;
        let SendError::Never { failure } = error else { panic!("{kind:?} {body}: {error:?}") };
        assert_eq!(failure.code.as_deref(), Some(code), "{kind:?}");
        assert!(failure.reason.is_some_and(|reason| !reason.contains('#')), "{kind:?}");
    }
    let window = fate(Whatsapp, Reply::Json(400, json!({"error": {"code": 131_047, "message": "x"}}))).await;
    assert_eq!(window.sentence(), "More than 24 hours since the customer's last message: send a template instead.");
}

#[tokio::test]
async fn a_provider_that_never_answers_may_have_done_it() {
    for kind in ALL {
        let provider = Provider::told([Reply::Silence]).await;
        let result = channel(kind).send(&provider.impatient(), &settings(), &outbound("352700650", text("x"))).await;
        assert!(matches!(result, Err(SendError::Uncertain { .. })), "{kind:?}: {result:?}");
    }
}

#[tokio::test]
async fn a_provider_that_cannot_be_reached_has_done_nothing() {
    let (_socket, address) = nobody();
    let nobody = format!("http://{address}");
    let endpoints = Endpoints {
        meta: nobody.clone(),
        instagram: nobody.clone(),
        gupshup: nobody.clone(),
        gupshup_partner: nobody.clone(),
        telegram: nobody.clone(),
        oauth: nobody,
    };
    let http = Http::new(endpoints).unwrap();
    for kind in ALL {
        let result = channel(kind).send(&http, &settings(), &outbound("352700650", text("x"))).await;
        let Err(SendError::Later { failure, .. }) = result else { panic!("{kind:?}: {result:?}") };
        assert!(failure.reason.is_some_and(|reason| !reason.contains("tok:en")), "{kind:?}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_a_message() {
    for kind in ALL {
        let error = fate(kind, Reply::Raw(307, "Location: /elsewhere\r\n".to_owned(), Vec::new())).await;
        assert!(matches!(error, SendError::Never { .. }), "{kind:?}: {error:?}");
    }
}

#[tokio::test]
async fn an_inbox_without_a_token_says_what_is_missing() {
    let provider = Provider::start().await;
    for kind in ALL {
        let nothing = channels::ChannelSettings::default();
        let result = channel(kind).send(&provider.http(), &nothing, &outbound("352700650", text("x"))).await;
        assert!(
            matches!(&result, Err(SendError::Never { failure }) if failure.reason.is_some()),
            "{kind:?}: {result:?}"
        );
    }
    assert!(provider.requests().is_empty());
}
