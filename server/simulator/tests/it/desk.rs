//! Frontdesk, as the simulator sees it: an address that takes webhooks.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// One webhook that came.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) headers: HeaderMap,
    pub(crate) raw: Vec<u8>,
    pub(crate) json: Value,
    pub(crate) accepted: bool,
}

impl Call {
    /// Whether Meta's signature fits the raw bytes.
    pub(crate) fn is_signed(&self, secret: &str) -> bool {
        let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap().chain_update(&self.raw);
        let expected: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        self.headers.get("x-hub-signature-256").is_some_and(|given| *given == format!("sha256={expected}"))
    }

    /// The text at this place of the body.
    pub(crate) fn text(&self, pointer: &str) -> Option<&str> {
        self.json.pointer(pointer)?.as_str()
    }
}

struct Inner {
    calls: Mutex<Vec<Call>>,
    count: watch::Sender<usize>,
    refuse: AtomicUsize,
}

/// A running desk.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) url: String,
    inner: Arc<Inner>,
}

impl Desk {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let inner = Inner { calls: Mutex::default(), count: watch::Sender::new(0), refuse: AtomicUsize::new(0) };
        let desk = Self { url, inner: Arc::new(inner) };
        let app = Router::new().route("/hook", get(challenge).post(take)).with_state(desk.clone());
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        desk
    }

    /// Answers so many of the next calls with 503.
    pub(crate) fn refuse(&self, calls: usize) {
        self.inner.refuse.store(calls, Ordering::SeqCst);
    }

    pub(crate) fn calls(&self) -> Vec<Call> {
        self.inner.calls.lock().unwrap().clone()
    }

    /// Waits until so many calls fit, and returns those.
    pub(crate) async fn until(&self, number: usize, fits: impl Fn(&Call) -> bool) -> Vec<Call> {
        let mut count = self.inner.count.subscribe();
        let waiting = async {
            loop {
                let found: Vec<Call> = self.calls().into_iter().filter(&fits).collect();
                if found.len() >= number {
                    return found;
                }
                count.changed().await.unwrap();
            }
        };
        let found = tokio::time::timeout(Duration::from_secs(20), waiting).await;
        found.unwrap_or_else(|_| panic!("not enough calls came: {:#?}", self.calls()))
    }

    /// The words of so many WhatsApp statuses, in the order in which they came.
    pub(crate) async fn statuses(&self, number: usize) -> Vec<String> {
        let pointer = "/entry/0/changes/0/value/statuses/0/status";
        let calls = self.until(number, |call| call.accepted && call.text(pointer).is_some()).await;
        calls.iter().filter_map(|call| call.text(pointer)).map(str::to_owned).collect()
    }
}

async fn challenge(Query(query): Query<HashMap<String, String>>) -> (StatusCode, String) {
    if query.get("hub.verify_token").is_some_and(|token| token == "verify-me") {
        (StatusCode::OK, query.get("hub.challenge").cloned().unwrap_or_default())
    } else {
        (StatusCode::FORBIDDEN, String::new())
    }
}

async fn take(State(desk): State<Desk>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let refused =
        desk.inner.refuse.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
    let call = Call { headers, raw: body.to_vec(), json: serde_json::from_slice(&body).unwrap(), accepted: !refused };
    desk.inner.calls.lock().unwrap().push(call);
    desk.inner.count.send_modify(|count| *count += 1);
    if refused { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK }
}
