//! What each channel sends, and what it makes of the answers: over real HTTP, against a provider that says what it is told to.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail, and say where")]

#[path = "sending/fates.rs"]
mod fates;
#[path = "sending/fetching.rs"]
mod fetching;
#[path = "sending/gupshup.rs"]
mod gupshup;
#[path = "sending/mail.rs"]
mod mail;
#[path = "sending/mail_oauth.rs"]
mod mail_oauth;
#[path = "sending/mailbox.rs"]
mod mailbox;
#[path = "sending/mailbox_server.rs"]
mod mailbox_server;
#[path = "sending/mailbox_waiting.rs"]
mod mailbox_waiting;
#[path = "sending/pages.rs"]
mod pages;
#[path = "sending/provider.rs"]
mod provider;
#[path = "sending/setup.rs"]
mod setup;
#[path = "sending/telegram.rs"]
mod telegram;
#[path = "sending/whatsapp.rs"]
mod whatsapp;

use bytes::Bytes;
use channels::{ChannelSettings, Content, OutFile, Outbound, Secret, SendError, Sent, channel};
use provider::Provider;
use types::inbox::ChannelKind;
use types::message::{Button, InteractiveBody, ListRow, ListSection, MediaKind};

/// A message with this content and nothing else.
fn outbound(to: &str, content: Content) -> Outbound {
    Outbound {
        to: to.to_owned(),
        also: Vec::new(),
        reference: "outbox:77".to_owned(),
        content,
        reply_to: None,
        comment: None,
        customer_wrote_ago: Some(std::time::Duration::from_secs(60)),
        by_person: true,
        mail: None,
    }
}

fn text(words: &str) -> Content {
    Content::Text(words.to_owned())
}

fn file(name: &str, media_type: &str, bytes: &'static [u8]) -> OutFile {
    let url = Some(format!("https://desk.example/files/{name}"));
    OutFile { name: name.to_owned(), media_type: media_type.to_owned(), bytes: Bytes::from_static(bytes), url }
}

fn media(kind: MediaKind, caption: Option<&str>, file: OutFile) -> Content {
    Content::Media { kind, caption: caption.map(str::to_owned), voice: false, file }
}

fn question(titles: &[&str], rows: &[(&str, &str)]) -> Content {
    let button = |title: &&str| Button { id: format!("id:{title}"), title: (*title).to_owned() };
    let row = |(title, description): &(&str, &str)| ListRow {
        id: format!("id:{title}"),
        title: (*title).to_owned(),
        description: Some((*description).to_owned()),
    };
    let sections = vec![ListSection { title: "All".to_owned(), rows: rows.iter().map(row).collect() }];
    Content::Interactive(InteractiveBody {
        text: "Which?".to_owned(),
        footer: Some("Soon".to_owned()),
        buttons: titles.iter().map(button).collect(),
        sections: if rows.is_empty() { Vec::new() } else { sections },
    })
}

/// Settings that suit every channel.
fn settings() -> ChannelSettings {
    ChannelSettings {
        secret: Secret::new("Jefe"),
        account: "1001".to_owned(),
        business: "2002".to_owned(),
        phone: "+91 90000 55500".to_owned(),
        access_token: Secret::new("tok:en"),
        ..ChannelSettings::default()
    }
}

/// Sends through a provider that was told what to answer.
async fn send(provider: &Provider, kind: ChannelKind, out: &Outbound) -> Result<Sent, SendError> {
    channel(kind).send(&provider.http(), &settings(), out).await
}
