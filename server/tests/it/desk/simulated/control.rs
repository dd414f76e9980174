//! The simulator's control API: what its customers do, what goes wrong, and what it has accepted.

use super::{PATIENCE, Simulated};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use types::inbox::ChannelKind;

/// How often a condition is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// Waits until there is something.
pub(crate) async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let waiting = async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(LOOK).await;
        }
    };
    tokio::time::timeout(PATIENCE, waiting).await.unwrap_or_else(|_| panic!("it did not happen: {what}"))
}

/// A simulator's address, to be asked.
#[derive(Clone, Copy)]
pub(crate) struct Asked(pub(crate) SocketAddr);

impl Asked {
    /// Anything but success fails the test. A connection for each question, so that none is kept.
    pub(crate) async fn ask(self, method: &str, path: &str, body: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.0).await.unwrap();
        let (host, length) = (self.0, body.len());
        let head = format!(
            "{method} {path} HTTP/1.0\r\nhost: {host}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(body).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        let status = String::from_utf8_lossy(&answer[..end]).into_owned();
        let body = answer.split_off(end + 4);
        assert!(status.starts_with("HTTP/1.0 200"), "{path}: {status} {}", String::from_utf8_lossy(&body));
        body
    }

    /// Everything the simulator knows.
    pub(crate) async fn state(self) -> Value {
        serde_json::from_slice(&self.ask("GET", "/control/state", b"").await).unwrap()
    }

    /// An order to it.
    pub(crate) async fn order(self, path: &str, body: &Value) -> Value {
        serde_json::from_slice(&self.ask("POST", path, body.to_string().as_bytes()).await).unwrap()
    }
}

impl Simulated<'_> {
    /// An order to the simulator.
    pub(crate) async fn order(&self, path: &str, body: Value) -> Value {
        self.simulator.order(path, &body).await
    }

    /// The line's name in the control API.
    pub(crate) fn line(&self) -> &str {
        &self.inbox.values["account"]
    }

    /// Everything the simulator knows.
    pub(crate) async fn state(&self) -> Value {
        self.simulator.state().await
    }

    /// What it has accepted from us, oldest first within each chat.
    pub(crate) async fn accepted(&self) -> Vec<Value> {
        self.state().await["sends"].as_array().unwrap().clone()
    }

    /// The bubbles of the customer's chat, oldest first.
    pub(crate) async fn bubbles(&self) -> Vec<Value> {
        let state = self.state().await;
        let chats = state["chats"].as_array().unwrap();
        let chat = chats.iter().find(|chat| chat["customer"] == self.customer).unwrap();
        chat["messages"].as_array().unwrap().clone()
    }

    /// The words it has accepted for this customer, oldest first.
    pub(crate) async fn words_for(&self, customer: &str) -> Vec<String> {
        let accepted = self.accepted().await;
        let theirs = accepted.iter().filter(|send| send["customer"] == customer);
        theirs.map(|send| send["text"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The customer does something; the name under which we know the message.
    pub(crate) async fn acts(&self, order: Value) -> String {
        self.acts_as(self.customer, order).await
    }

    /// The same by somebody else.
    pub(crate) async fn acts_as(&self, customer: &str, order: Value) -> String {
        let path = format!("/control/customers/{}/{customer}/messages", self.line());
        let id = self.order(&path, order).await["id"].as_str().unwrap().to_owned();
        // Telegram counts within a chat.
        if self.inbox.channel == ChannelKind::Telegram { format!("{customer}:{id}") } else { id }
    }

    /// The customer writes; the name of the message.
    pub(crate) async fn writes(&self, text: &str) -> String {
        self.acts(json!({"kind": "text", "text": text})).await
    }

    /// Something goes wrong with the next sends: an order for trouble, without the line.
    pub(crate) async fn trouble(&self, mut order: Value) {
        order["line"] = json!(self.line());
        self.order("/control/faults", order).await;
    }

    /// The same with the next send alone.
    pub(crate) async fn trouble_once(&self, mut order: Value) {
        order["times"] = json!(1);
        self.trouble(order).await;
    }

    /// Holds the provider's calls back, or lets them come.
    pub(crate) async fn calls_come(&self, come: bool) {
        self.order(&format!("/control/lines/{}", self.line()), json!({"subscribed": come})).await;
        if come {
            self.order("/control/webhooks", json!({"retry_now": true})).await;
        }
    }

    /// The bytes of a file at the provider.
    pub(crate) async fn file(&self, id: &str) -> Vec<u8> {
        self.simulator.ask("GET", &format!("/control/files/{id}"), b"").await
    }

    /// Waits until the provider has nothing more to tell.
    pub(crate) async fn has_told_everything(&self) {
        let told = async || self.state().await["pending"].as_array().unwrap().is_empty().then_some(());
        until("the provider has told everything", told).await;
    }
}
