//! Reads mailboxes by IMAP. A mail is remembered as read only when it is stored; one that comes twice is recognised by its id.

use super::{intake, settings_of};
use crate::App;
use channels::{Call, MailboxState, channel, poll};
use domain::InboxConfig;
use domain::channels::ProviderCall;
use std::time::Duration;
use tokio::sync::watch;
use types::inbox::{ChannelKind, Severity};
use types::{Problem, Uuid};

/// How often each mailbox is looked into.
const EVERY: Duration = Duration::from_secs(15);
/// Mails taken in one go.
const MAILS: usize = 50;

/// Works until told to stop.
pub(super) async fn run(app: App, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        match app.desk.working_inboxes(ChannelKind::Email).await {
            Ok(inboxes) => {
                let with_mailbox = inboxes.into_iter().filter(|inbox| inbox.values.contains_key("imap_host"));
                futures_util::future::join_all(with_mailbox.map(|inbox| look(&app, inbox))).await;
            }
            Err(problem) => tracing::warn!(%problem, "the mailboxes cannot be listed"),
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = stopped.changed() => {}
        }
    }
}

async fn look(app: &App, inbox: InboxConfig) {
    if let Err(problem) = read(app, &inbox).await {
        tracing::warn!(%problem, inbox = %inbox.id, "a mailbox could not be read");
    }
}

async fn read(app: &App, inbox: &InboxConfig) -> Result<(), Problem> {
    let known = app.desk.mailbox_state(inbox.id).await?;
    let state: Option<MailboxState> = known.and_then(|text| serde_json::from_str(&text).ok());
    let (mails, state) = match poll(&settings_of(inbox), state, MAILS).await {
        Ok(found) => found,
        Err(error) => {
            let sentence = format!("{} cannot be read: {}", inbox.name, error.sentence());
            return app.desk.notice(inbox.account, inbox.id, Severity::Bad, sentence, "{}".to_owned()).await;
        }
    };
    for mail in mails {
        take(app, inbox, mail).await?;
    }
    let text = serde_json::to_string(&state).map_err(|_| Problem::Internal)?;
    app.desk.set_mailbox_state(inbox, text).await
}

async fn take(app: &App, inbox: &InboxConfig, mail: Vec<u8>) -> Result<(), Problem> {
    let now = app.desk.now();
    let call = ProviderCall { id: Uuid::now_v7(), received_at: now, verified_at: now, body: mail.into() };
    let headers = axum::http::HeaderMap::new();
    let letter = Call { method: &axum::http::Method::POST, query: "", headers: &headers, body: &call.body };
    match channel(ChannelKind::Email).read(&settings_of(inbox), &letter) {
        Ok(news) => {
            let routed = news.into_iter().map(|item| (Some(inbox.clone()), item)).collect();
            intake::take(app, ChannelKind::Email, routed, call).await.map_err(|trouble| trouble.0)
        }
        Err(malformed) => {
            let body = call.body.clone();
            app.desk.bury(inbox.account, inbox.id, ChannelKind::Email, body, malformed.to_string()).await
        }
    }
}
