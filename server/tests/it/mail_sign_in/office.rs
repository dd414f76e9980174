//! A business with one mailbox, whose provider, servers and customer are played by the test.

use super::letterbox::Letterbox;
use super::provider::{OauthProvider, given};
use crate::desk::provider::SECRET;
use crate::desk::simulated::{answer, until};
use crate::desk::{Browser, Provider, TestDesk};
use crate::mailboxes::mailbox_server::{Habit, Server};
use crate::mailboxes::run;
use axum::extract::Query;
use axum::http::Uri;
use channels::Http;
use domain::channels::Comeback;
use serde_json::json;
use server::providers::Gate;
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use types::inbox::{ChannelDraft, ChannelKind, ChannelPage, SignInOutcome};
use types::message::{Delivery, Message};
use types::view::{ListQuery, View};
use types::{ConversationId, InboxId};

/// The business.
pub(super) struct Office {
    pub(super) desk: TestDesk,
    pub(super) provider: OauthProvider,
    pub(super) mailbox: Server,
    pub(super) letterbox: Letterbox,
    pub(super) inbox: InboxId,
    /// That of a customer who has written.
    conversation: ConversationId,
}

/// What the form is filled with: the name, these, and what every mailbox has.
pub(super) fn draft(name: &str, further: &[(&str, &str)]) -> ChannelDraft {
    let common = [
        ("account", "help@shop.example"),
        ("sender_name", "Shop"),
        ("secret", SECRET),
        ("smtp_host", "127.0.0.1"),
        ("smtp_security", "none"),
        ("smtp_user", "help"),
        ("imap_security", "none"),
        ("imap_user", "help"),
    ];
    let values = common.iter().chain(further).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    ChannelDraft { name: name.to_owned(), values: values.collect() }
}

impl Office {
    /// With a mailbox at a provider that nobody has signed in to yet.
    pub(super) async fn open() -> Self {
        let (provider, letterbox) = (OauthProvider::start().await, Letterbox::start().await);
        let mailbox = Server::start(7, Vec::new(), Habit::Tells).await;
        let desk = TestDesk::start_with(|settings| settings.providers.oauth.clone_from(&provider.origin)).await;
        let http = Http::new(desk.app.settings.providers.endpoints()).unwrap();
        desk.app.desk.set_providers(Arc::new(Gate { app: desk.app.clone(), http }));
        let owner = desk.actor("Olivia").await;
        let values = Self::values(&provider, &mailbox, &letterbox);
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, &**value)).collect();
        let inbox = desk.app.desk.add_channel(&owner, ChannelKind::Email, draft("Mail", &values)).await.unwrap().id;
        let config = desk.app.desk.inbox_config(owner.account, inbox).await.unwrap();
        let from = json!({"Email": "ana@mail.example", "Name": "Ana"});
        let mail = json!({"From": "ana@mail.example", "FromFull": from, "To": "help@shop.example",
            "ToFull": [{"Email": "help@shop.example"}], "OriginalRecipient": "help@shop.example", "Subject": "Order",
            "MessageID": "1", "Date": "Fri, 09 Jan 2026 12:00:00 +0000", "TextBody": "Hello?",
            "Headers": [{"Name": "Message-ID", "Value": "<1@mail.example>"}], "Attachments": []});
        Provider::of(&desk, config).calls(&mail).await.expect(200);
        let query = ListQuery { view: View::Inbox(inbox), ..ListQuery::default() };
        let rows = desk.app.desk.inbox_view(&owner, query, None, None).await.unwrap().list.rows;
        let conversation = rows.first().unwrap().id;
        Self { desk, provider, mailbox, letterbox, inbox, conversation }
    }

    fn values(provider: &OauthProvider, mailbox: &Server, letterbox: &Letterbox) -> [(&'static str, String); 9] {
        [
            ("login", "oauth".to_owned()),
            ("client_id", "client-1".to_owned()),
            ("client_secret", "s3cret".to_owned()),
            ("scopes", "imap smtp".to_owned()),
            ("authorization_url", format!("{}/auth", provider.origin)),
            ("token_url", format!("{}/token", provider.origin)),
            ("smtp_port", letterbox.port.clone()),
            ("imap_host", mailbox.settings.imap_host.clone()),
            ("imap_port", mailbox.settings.imap_port.clone()),
        ]
    }

    /// The owner saves the settings with one of them changed. Secrets stay.
    pub(super) async fn changes(&self, setting: &str, value: &str) {
        let values = Self::values(&self.provider, &self.mailbox, &self.letterbox);
        let mut values: HashMap<_, _> = values.iter().map(|(name, value)| (*name, &**value)).collect();
        values.remove("client_secret");
        values.insert(setting, value);
        let values: Vec<_> = values.into_iter().collect();
        let owner = self.desk.actor("Olivia").await;
        self.desk.app.desk.edit_channel(&owner, self.inbox, draft("Mail", &values)).await.unwrap();
    }

    /// The workers of one node, until the first is used or goes away.
    pub(super) fn workers(&self) -> (oneshot::Sender<()>, JoinHandle<()>) {
        run(&self.desk)
    }

    /// Both servers take this access token and no other from now on.
    pub(super) fn servers_accept(&self, token: &str) {
        self.letterbox.accepts(token);
        self.mailbox.accepts(token);
    }

    /// Somebody presses the button: where they are sent, and with what.
    pub(super) async fn is_sent_away(&self, browser: &Browser<'_>) -> (String, HashMap<String, String>) {
        let sent = browser.get(&format!("/channels/{}/oauth", self.inbox)).await.expect(303);
        let address = sent.header("location");
        let Query(query) = Query::try_from_uri(&address.parse::<Uri>().unwrap()).unwrap();
        (address.split('?').next().unwrap().to_owned(), query)
    }

    /// The owner signs in, and the provider gives out these.
    pub(super) async fn signs_in(&self, access: &str, refresh: &str) {
        let owner = self.desk.actor("Olivia").await;
        let address = self.desk.app.desk.begin_sign_in(&owner, self.inbox).await.unwrap();
        let Query(mut query) =
            Query::<HashMap<String, String>>::try_from_uri(&address.parse::<Uri>().unwrap()).unwrap();
        self.provider.tells(200, given(access, Some(refresh)));
        let state = query.remove("state").unwrap();
        let back = Comeback { state, code: Some("c0de".to_owned()), error: None };
        let ended = self.desk.app.desk.finish_sign_in(&owner, back).await.unwrap();
        assert_eq!(ended, (Some(self.inbox), SignInOutcome::Done));
    }

    /// The owner's page of the inbox.
    pub(super) async fn page(&self) -> ChannelPage {
        self.desk.app.desk.channel(&self.desk.actor("Olivia").await, self.inbox).await.unwrap()
    }

    /// Whether administrators are called.
    pub(super) async fn is_red(&self) -> bool {
        self.desk.app.desk.channel_alarm(&self.desk.actor("Olivia").await).await.unwrap()
    }

    /// The owner answers the customer.
    pub(super) async fn answers(&self, text: &str) -> Message {
        let owner = self.desk.actor("Olivia").await;
        self.desk.app.desk.send(&owner, self.conversation, answer(text)).await.unwrap()
    }

    /// How far a message has come.
    pub(super) async fn delivery(&self, message: &Message) -> Delivery {
        let query = ListQuery { view: View::Inbox(self.inbox), ..ListQuery::default() };
        let owner = self.desk.actor("Olivia").await;
        let view = self.desk.app.desk.inbox_view(&owner, query, Some(self.conversation), None).await.unwrap();
        view.thread.unwrap().messages.into_iter().find(|known| known.id == message.id).unwrap().delivery
    }

    /// Waits until it has come so far.
    pub(super) async fn comes(&self, message: &Message, state: &str) {
        let look = async || (self.delivery(message).await.as_str() == state).then_some(());
        until(&format!("a message of ours is {state}"), look).await;
    }

    /// Waits until a mail with this text stands in the inbox.
    pub(super) async fn arrives(&self, text: &str) {
        let query = ListQuery { view: View::Inbox(self.inbox), ..ListQuery::default() };
        let owner = self.desk.actor("Olivia").await;
        let look = async || {
            let rows = self.desk.app.desk.inbox_view(&owner, query, None, None).await.unwrap().list.rows;
            rows.iter().any(|row| row.preview.text == text).then_some(())
        };
        until("a mail arrives", look).await;
    }
}

impl TestDesk {
    /// What its clock shows.
    pub(super) fn clock_now(&self) -> types::Timestamp {
        self.app.desk.now()
    }
}
