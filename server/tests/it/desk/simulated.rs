//! One inbox whose provider is played by the simulator, connected both ways: its customers reach us, and our workers reach it.

mod control;
mod thread;

pub(crate) use control::{Asked, until};
pub(crate) use thread::answer;

use super::{Provider, TestDesk};
use channels::Http;
use domain::InboxConfig;
use domain::clock::{Clock as _, SystemClock};
use serde_json::{Value, json};
use server::providers::{self, Gate};
use simulator::{Channel, Line, Listeners, Plan};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use types::inbox::{ChannelDraft, ChannelKind};

/// Longer than any machine is busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// An inbox and the simulator behind it. Both end with the value.
pub(crate) struct Simulated<'a> {
    desk: &'a TestDesk,
    pub(crate) inbox: InboxConfig,
    /// The customer who writes when nobody else is named.
    pub(crate) customer: &'static str,
    /// Another one.
    pub(crate) other: &'static str,
    simulator: Asked,
    _ending: oneshot::Sender<()>,
    _closing: oneshot::Sender<()>,
}

impl TestDesk {
    /// Connects an inbox of this channel to a simulator, from the machine's present time on: the simulator knows no other. Only
    /// one for each desk.
    pub(crate) async fn simulates(&self, channel: ChannelKind) -> Simulated<'_> {
        self.clock.set(SystemClock.now());
        let owner = self.actor("Olivia").await;
        let mail = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let draft = draft(channel, mail.local_addr().unwrap().port());
        let inbox = self.app.desk.add_channel(&owner, channel, draft).await.unwrap();
        let inbox = self.app.desk.inbox_config(owner.account, inbox.id).await.unwrap();
        let here = format!("http://{}", self.listen().await);

        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let callback = format!("{here}{}", inbox.callback_path());
        let plan = Plan { lines: vec![line(&inbox, callback)], ..Plan::default() };
        let (closing, closed) = oneshot::channel::<()>();
        let listeners = Listeners { http: listener, mail: Some(mail) };
        tokio::spawn(simulator::serve(listeners, plan, async {
            let _ = closed.await;
        }));

        let mut app = self.app.clone();
        let mut settings = (*app.settings).clone();
        settings.server.public_url = here;
        settings.providers.simulate(&format!("http://{address}"));
        let http = Http::new(settings.providers.endpoints()).unwrap();
        app.settings = Arc::new(settings);
        self.app.desk.set_providers(Arc::new(Gate { app: app.clone(), http: http.clone() }));
        let (ending, ended) = oneshot::channel::<()>();
        tokio::spawn(providers::run_workers(app, http, async {
            let _ = ended.await;
        }));
        let (customer, other) = customers(channel);
        Simulated { desk: self, inbox, customer, other, simulator: Asked(address), _ending: ending, _closing: closing }
    }
}

impl Simulated<'_> {
    /// A call of WhatsApp that the simulator does not make, with this in it.
    pub(crate) async fn is_told(&self, what: &Value) {
        let provider = Provider::of(self.desk, self.inbox.clone());
        provider.calls(&whatsapp(self.line(), what)).await.expect(200);
    }
}

/// A call of WhatsApp about this number.
pub(crate) fn whatsapp(number: &str, what: &Value) -> Value {
    let mut value = json!({"messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "4930555000111", "phone_number_id": number}});
    value.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
    json!({"object": "whatsapp_business_account",
        "entry": [{"id": "WABA", "changes": [{"field": "messages", "value": value}]}]})
}

/// What the form is filled with; what Frontdesk makes itself is left to it. Mail is handed in at this port.
fn draft(channel: ChannelKind, mail: u16) -> ChannelDraft {
    let values: &[(&str, &str)] = match channel {
        ChannelKind::Whatsapp => &[("account", "106540352242922"), ("business", "102290129340398")],
        ChannelKind::Messenger => &[("account", "314159265358979")],
        ChannelKind::Instagram => &[("account", "17841400000000001")],
        ChannelKind::Gupshup => &[("account", "ShopIndia"), ("business", "6d1a2b3c"), ("phone", "919000055500")],
        // Telegram's account is learnt from the provider; here it is the line's name.
        ChannelKind::Telegram => &[("account", "shop_bot")],
        ChannelKind::Email => &[
            ("account", "help@shop.example"),
            ("sender_name", "The shop"),
            ("smtp_host", "127.0.0.1"),
            ("smtp_security", "none"),
            ("smtp_user", "help@shop.example"),
            ("smtp_password", "test-mail-password"),
        ],
        ChannelKind::Website => &[],
    };
    let common = [("access_token", "777000111:test-token"), ("secret", super::provider::SECRET)];
    let values = values.iter().copied().chain(common);
    let mut values: BTreeMap<_, _> = values.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    values.insert("smtp_port".to_owned(), mail.to_string());
    ChannelDraft { name: "Line".to_owned(), values }
}

/// The inbox, as its provider sees it.
pub(crate) fn line(inbox: &InboxConfig, callback: String) -> Line {
    let channel = match inbox.channel {
        ChannelKind::Whatsapp => Channel::Whatsapp,
        ChannelKind::Messenger => Channel::Messenger,
        ChannelKind::Instagram => Channel::Instagram,
        ChannelKind::Gupshup => Channel::Gupshup,
        ChannelKind::Telegram => Channel::Telegram,
        ChannelKind::Email => Channel::Email,
        ChannelKind::Website => panic!("nobody simulates a website"),
    };
    let value = |name: &str| inbox.values.get(name).cloned().unwrap_or_default();
    let phone = if channel == Channel::Whatsapp { "4930555000111".to_owned() } else { value("phone") };
    Line {
        channel,
        title: inbox.name.clone(),
        account: value("account"),
        business: value("business"),
        phone,
        callback,
        secret: value("secret"),
        verify_token: value("verify_token"),
        access_token: value(if channel == Channel::Email { "smtp_password" } else { "access_token" }),
    }
}

/// Two of the three people every line of the simulator begins with.
const fn customers(channel: ChannelKind) -> (&'static str, &'static str) {
    match channel {
        ChannelKind::Messenger => ("7390011223344501", "7390011223344502"),
        ChannelKind::Instagram => ("943608120000701", "943608120000702"),
        ChannelKind::Gupshup => ("919820055501", "919820055502"),
        ChannelKind::Telegram => ("352700651", "352700652"),
        ChannelKind::Email => ("greta.holm@mail.example", "samir.haddad@post.example"),
        _ => ("5511955501001", "4915550101002"),
    }
}
