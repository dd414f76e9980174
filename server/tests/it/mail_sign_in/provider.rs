//! An OAuth provider that keeps what it was asked and answers what it was told.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Form, Json, Router};
use serde_json::{Value, json};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// What an answer with tokens looks like. They are good for an hour.
pub(super) fn given(access: &str, refresh: Option<&str>) -> Value {
    let mut answer = json!({"access_token": access, "token_type": "Bearer", "expires_in": 3600});
    if let Some(refresh) = refresh {
        answer["refresh_token"] = json!(refresh);
    }
    answer
}

/// The provider.
pub(super) struct OauthProvider {
    /// Its address.
    pub(super) origin: String,
    script: Arc<Script>,
}

#[derive(Default)]
struct Script {
    asked: Mutex<Vec<HashMap<String, String>>>,
    plan: Mutex<VecDeque<(u16, Value)>>,
    silent: watch::Sender<bool>,
}

impl OauthProvider {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let script = Arc::<Script>::default();
        let router = Router::new().route("/token", post(answer)).with_state(script.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { origin, script }
    }

    /// What it answers next; after that it refuses everything as if it had a fault.
    pub(super) fn tells(&self, status: u16, answer: Value) {
        self.script.plan.lock().unwrap().push_back((status, answer));
    }

    /// Everything it was asked, oldest first.
    pub(super) fn asked(&self) -> Vec<HashMap<String, String>> {
        self.script.asked.lock().unwrap().clone()
    }

    /// The refresh tokens it was brought, oldest first.
    pub(super) fn brought(&self) -> Vec<String> {
        self.asked().into_iter().filter_map(|mut form| form.remove("refresh_token")).collect()
    }

    /// Lets those wait who ask, or answers them.
    pub(super) fn is_silent(&self, silent: bool) {
        self.script.silent.send_replace(silent);
    }
}

async fn answer(
    State(script): State<Arc<Script>>,
    Form(form): Form<HashMap<String, String>>,
) -> (StatusCode, Json<Value>) {
    script.asked.lock().unwrap().push(form);
    script.silent.subscribe().wait_for(|silent| !silent).await.unwrap();
    let next = script.plan.lock().unwrap().pop_front();
    let (status, body) = next.unwrap_or_else(|| (503, json!({"error": "server_error"})));
    (StatusCode::from_u16(status).unwrap(), Json(body))
}
