//! A provider with an account at which one of our inboxes is connected: signs its calls as the real one does.

use super::{Answer, TestDesk};
use axum::body::Body;
use axum::http::Request;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::InboxConfig;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value;
use sha2::Sha256;
use std::collections::BTreeMap;
use types::inbox::{ChannelDraft, ChannelKind};

pub(crate) const SECRET: &str = "swordfish";

/// A provider and the inbox that is connected to it.
pub(crate) struct Provider<'a> {
    desk: &'a TestDesk,
    pub(crate) inbox: InboxConfig,
}

impl TestDesk {
    /// Connects an inbox of this channel to this account at the provider.
    pub(crate) async fn connects(&self, channel: ChannelKind, account: &str) -> Provider<'_> {
        self.connects_with(channel, account, SECRET).await
    }

    /// The same with another secret.
    pub(crate) async fn connects_with(&self, channel: ChannelKind, account: &str, secret: &str) -> Provider<'_> {
        let owner = self.actor("Olivia").await;
        let values = channel.setup_fields().iter().filter(|field| field.choices.is_empty() && field.required);
        let mut values: BTreeMap<String, String> =
            values.map(|field| (field.name.to_owned(), format!("test-{}", field.name))).collect();
        values.insert("account".to_owned(), account.to_owned());
        values.insert("secret".to_owned(), secret.to_owned());
        let draft = ChannelDraft { name: format!("Line {account}"), values };
        let inbox = self.app.desk.add_channel(&owner, channel, draft).await.unwrap();
        let inbox = self.app.desk.inbox_config(owner.account, inbox.id).await.unwrap();
        Provider { desk: self, inbox }
    }
}

impl<'a> Provider<'a> {
    /// The one behind an inbox that is there.
    pub(crate) const fn of(desk: &'a TestDesk, inbox: InboxConfig) -> Self {
        Self { desk, inbox }
    }
}

impl Provider<'_> {
    /// Calls the inbox' own address.
    pub(crate) async fn calls(&self, body: &Value) -> Answer {
        self.calls_with(&self.inbox.callback_path(), body.to_string().into_bytes(), SECRET).await
    }

    /// Calls an address with a body, signed with a secret.
    pub(crate) async fn calls_with(&self, path: &str, body: Vec<u8>, secret: &str) -> Answer {
        let request = Request::post(path).header("host", "desk.test").header("content-type", "application/json");
        let request = match self.inbox.channel {
            ChannelKind::Telegram => request.header("x-telegram-bot-api-secret-token", secret),
            ChannelKind::Gupshup => request.header("x-frontdesk-secret", secret),
            ChannelKind::Email => request.header("authorization", format!("Basic {}", STANDARD.encode(secret))),
            _ => request.header("x-hub-signature-256", signature(secret, &body)),
        };
        self.desk.send(request.body(Body::from(body)).unwrap()).await
    }
}

/// Meta's signature of a body.
pub(crate) fn signature(secret: &str, body: &[u8]) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap().chain_update(body);
    let digits: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256={digits}")
}
