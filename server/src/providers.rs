//! Where providers meet the desk: their calls come in here, and workers hand them what people write.
//!
//! `channels` knows how each provider talks, `domain` what it means; this puts the two together and keeps nothing itself.

mod diagnosis;
mod doctor;
pub mod files;
mod gate;
pub mod hooks;
pub mod intake;
mod mail_sign_in;
mod mailboxes;
pub mod outbox;
mod profiles;
mod shipment;
mod signs;
mod translate;

pub use gate::Gate;

use crate::App;
use channels::{ChannelSettings, Http};
use domain::InboxConfig;
use std::sync::Arc;

/// What a channel needs to know of an inbox.
#[must_use]
pub fn settings_of(inbox: &InboxConfig) -> ChannelSettings {
    // Names and texts only: what a channel does not know it leaves alone.
    let values = serde_json::to_value(&inbox.values).unwrap_or_default();
    serde_json::from_value(values).unwrap_or_default()
}

/// Where the provider calls this inbox.
#[must_use]
pub fn callback_url(app_url: &str, inbox: &InboxConfig) -> String {
    format!("{app_url}{}", inbox.callback_path())
}

/// Works until `ending` is done: hands over what waits, fetches files, reads mailboxes, looks after channels, asks for names, passes signs on.
pub async fn run_workers(app: App, http: Http, ending: impl Future<Output = ()> + Send + 'static) {
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let http = Arc::new(http);
    let workers = [
        tokio::spawn(outbox::run(app.clone(), http.clone(), stopped.clone())),
        tokio::spawn(files::run(app.clone(), http.clone(), stopped.clone())),
        tokio::spawn(mailboxes::run(app.clone(), http.clone(), stopped.clone())),
        tokio::spawn(doctor::run(app.clone(), http.clone(), stopped.clone())),
        tokio::spawn(profiles::run(app.clone(), http.clone(), stopped.clone())),
        tokio::spawn(signs::run(app, http, stopped)),
    ];
    ending.await;
    stop.send_replace(true);
    for worker in workers {
        if let Err(error) = worker.await {
            tracing::error!(%error, "a worker panicked");
        }
    }
}
