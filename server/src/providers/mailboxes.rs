//! Reads mailboxes by IMAP, over one connection each. A mail is remembered as read only when it is stored; one that comes twice is
//! recognised by its id.

mod reader;

use super::settings_of;
use crate::App;
use channels::{ChannelSettings, Http};
use domain::InboxConfig;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use types::InboxId;
use types::inbox::ChannelKind;

/// How often it is looked which mailboxes there are, and how they are set up.
const EVERY: Duration = Duration::from_secs(2);

/// Works until told to stop.
pub(super) async fn run(app: App, http: Arc<Http>, mut stopped: watch::Receiver<bool>) {
    let mut readers: HashMap<InboxId, Reader> = HashMap::new();
    while !*stopped.borrow() {
        match app.desk.working_inboxes(ChannelKind::Email).await {
            Ok(inboxes) => arrange(&app, &http, &mut readers, inboxes).await,
            Err(problem) => tracing::warn!(%problem, "the mailboxes cannot be listed"),
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = stopped.changed() => {}
        }
    }
    end(readers.into_values()).await;
}

/// Somebody who reads one mailbox.
struct Reader {
    name: String,
    settings: ChannelSettings,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

/// One reader for each mailbox that works and is signed in. Who reads one that is gone, paused or set up anew ends; who panicked begins
/// again. A renewed token is no reason to end: the connection is open.
async fn arrange(app: &App, http: &Arc<Http>, readers: &mut HashMap<InboxId, Reader>, inboxes: Vec<InboxConfig>) {
    let mut wanted: HashMap<_, _> = inboxes
        .into_iter()
        .map(|inbox| (settings_of(&inbox), inbox))
        .filter(|(settings, inbox)| !settings.imap_host.is_empty() && !inbox.held)
        .map(|(settings, inbox)| (inbox.id, (settings, inbox)))
        .collect();
    let is_right = |id: &InboxId, reader: &mut Reader| {
        let same = |(settings, inbox): &(ChannelSettings, InboxConfig)| {
            *settings == reader.settings && inbox.name == reader.name
        };
        wanted.get(id).is_some_and(same) && !reader.task.is_finished()
    };
    let over: Vec<_> = readers.extract_if(|id, reader| !is_right(id, reader)).map(|(_, reader)| reader).collect();
    end(over).await;
    wanted.retain(|id, _| !readers.contains_key(id));
    for (id, (settings, inbox)) in wanted {
        let (stop, stopped) = watch::channel(false);
        let name = inbox.name.clone();
        let task = tokio::spawn(reader::run(app.clone(), http.clone(), inbox, settings.clone(), stopped));
        readers.insert(id, Reader { name, settings, stop, task });
    }
}

/// Ends them, and waits until the last mail is stored.
async fn end(readers: impl IntoIterator<Item = Reader>) {
    let told = readers.into_iter().map(|reader| {
        reader.stop.send_replace(true);
        reader.task
    });
    for ended in futures_util::future::join_all(told).await {
        if let Err(error) = ended {
            tracing::error!(%error, "a reader of a mailbox panicked");
        }
    }
}
