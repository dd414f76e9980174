//! A running simulator with one line of each channel.

use crate::desk::Desk;
use reqwest::{Client, Response};
use serde_json::{Value, json};
use simulator::{Channel, Line, Listeners, Plan};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub(crate) const NUMBER: &str = "106540352242922";
pub(crate) const WABA: &str = "215589313241560";
pub(crate) const PAGE: &str = "108222445500001";
pub(crate) const INSTAGRAM: &str = "17841400012340001";
pub(crate) const APP: &str = "AuroraSupport";
pub(crate) const BOT: &str = "aurora_bot";
pub(crate) const ANA: &str = "5511955501001";
pub(crate) const CLARA: &str = "7390011223344501";
pub(crate) const LUCIA: &str = "943608120000701";
pub(crate) const PRIYA: &str = "919820055501";
pub(crate) const NIKOLAI: &str = "352700651";
pub(crate) const MAILBOX: &str = "hello@aurora.example";
pub(crate) const GRETA: &str = "greta.holm@mail.example";

/// A simulator that runs until it is ended.
pub(crate) struct Played {
    pub(crate) origin: String,
    /// Where mail is handed in.
    pub(crate) mail: SocketAddr,
    pub(crate) http: Client,
    end: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

/// The plan of all tests.
pub(crate) fn plan(desk: &Desk, state_file: Option<PathBuf>) -> Plan {
    let line = |channel, account: &str, business: &str, phone: &str| Line {
        channel,
        title: "Aurora".to_owned(),
        account: account.to_owned(),
        business: business.to_owned(),
        phone: phone.to_owned(),
        callback: desk.url.clone(),
        secret: format!("secret-{account}"),
        verify_token: "verify-me".to_owned(),
        access_token: if channel == Channel::Telegram {
            "777000111:abc".to_owned()
        } else {
            format!("token-{account}")
        },
    };
    let lines = vec![
        line(Channel::Whatsapp, NUMBER, WABA, "15550783881"),
        line(Channel::Messenger, PAGE, "", ""),
        line(Channel::Instagram, INSTAGRAM, "", ""),
        line(Channel::Gupshup, APP, "82ed52f4", "919000055500"),
        line(Channel::Telegram, BOT, "", ""),
        line(Channel::Email, MAILBOX, "", ""),
    ];
    Plan { lines, state_file, answer_delay: Duration::ZERO }
}

impl Played {
    pub(crate) async fn start(plan: Plan) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let mail = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mail_address = mail.local_addr().unwrap();
        let (end, ended) = oneshot::channel();
        let serving = simulator::serve(Listeners { http: listener, mail: Some(mail) }, plan, async {
            let _ = ended.await;
        });
        let task = tokio::spawn(async move { serving.await.unwrap() });
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder().no_proxy().build().unwrap();
        let played = Self { origin, mail: mail_address, http, end, task };
        // Serving has begun when it answers.
        played.state().await;
        played
    }

    /// With a desk of its own.
    pub(crate) async fn fresh() -> (Self, Desk) {
        let desk = Desk::open().await;
        (Self::start(plan(&desk, None)).await, desk)
    }

    pub(crate) async fn end(self) {
        self.end.send(()).unwrap();
        self.task.await.unwrap();
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    pub(crate) async fn state(&self) -> Value {
        self.http.get(self.at("/control/state")).send().await.unwrap().json().await.unwrap()
    }

    /// An order to the control API, which must succeed.
    pub(crate) async fn order(&self, path: &str, body: Value) -> Value {
        let response = self.http.post(self.at(path)).json(&body).send().await.unwrap();
        let status = response.status();
        let body: Value = response.json().await.unwrap();
        assert!(status.is_success(), "{path}: {body}");
        body
    }

    /// The chat of a customer, oldest first.
    pub(crate) async fn chat(&self, line: &str, customer: &str) -> Vec<Value> {
        let state = self.state().await;
        let chats = state["chats"].as_array().unwrap();
        let chat = chats.iter().find(|chat| chat["line"] == line && chat["customer"] == customer).unwrap();
        chat["messages"].as_array().unwrap().clone()
    }

    /// Lets a customer do something; the id.
    pub(crate) async fn act(&self, line: &str, customer: &str, body: Value) -> String {
        let done = self.order(&format!("/control/customers/{line}/{customer}/messages"), body).await;
        done["id"].as_str().unwrap().to_owned()
    }

    /// The customer has just written, so that the reply window is open; the id.
    pub(crate) async fn hello(&self, line: &str, customer: &str) -> String {
        self.act(line, customer, json!({"kind": "text", "text": "Hello?"})).await
    }

    /// A call of the Graph API with the token of this account.
    pub(crate) async fn graph(&self, account: &str, path: &str, body: Value) -> Response {
        let request = self.http.post(self.at(&format!("/graph/v25.0/{path}"))).bearer_auth(format!("token-{account}"));
        request.json(&body).send().await.unwrap()
    }

    /// Sends over WhatsApp to Ana.
    pub(crate) async fn whatsapp(&self, more: Value) -> Response {
        self.graph(NUMBER, &format!("{NUMBER}/messages"), whatsapp(more)).await
    }
}

/// A WhatsApp message to Ana with these parts.
pub(crate) fn whatsapp(more: Value) -> Value {
    let mut body = json!({"messaging_product": "whatsapp", "to": ANA, "biz_opaque_callback_data": "outbox:77"});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// A plain text.
pub(crate) fn text(words: &str) -> Value {
    json!({"type": "text", "text": {"body": words}})
}

/// Status and body.
pub(crate) async fn read(response: Response) -> (u16, Value) {
    (response.status().as_u16(), response.json().await.unwrap())
}
