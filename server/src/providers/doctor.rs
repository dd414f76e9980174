//! Looks after channels without being asked: what would stop messages is told before a customer notices.

use super::diagnosis::diagnose;
use crate::App;
use channels::{FindingState, Http};
use domain::InboxConfig;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use types::Problem;
use types::inbox::{ChannelKind, Severity};

/// How often each channel is looked at. Providers count such calls.
const EVERY: Duration = Duration::from_secs(30 * 60);

/// Works until told to stop. The first look comes after a while: who has just started looks for himself.
pub(super) async fn run(app: App, http: Arc<Http>, mut stopped: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = stopped.changed() => return,
        }
        for kind in ChannelKind::ALL.iter().filter(|kind| kind.capabilities().provider) {
            match app.desk.working_inboxes(*kind).await {
                Ok(inboxes) => {
                    for inbox in inboxes {
                        if let Err(problem) = examine(&app, &http, &inbox).await {
                            tracing::warn!(%problem, inbox = %inbox.id, "what was found cannot be noted");
                        }
                    }
                }
                Err(problem) => tracing::warn!(%problem, "the channels cannot be listed"),
            }
        }
    }
}

/// Looks at one channel and notes what is bad.
pub(super) async fn examine(app: &App, http: &Http, inbox: &InboxConfig) -> Result<(), Problem> {
    if inbox.held {
        // Its administrators know, or have not signed in yet.
        return Ok(());
    }
    let findings = diagnose(app, http, inbox).await;
    let bad: Vec<_> = findings.into_iter().filter(|finding| finding.state == FindingState::Bad).collect();
    if bad.is_empty() {
        return app.desk.all_is_well(inbox.account, inbox.id).await;
    }
    for finding in bad {
        let sentence = format!("{}: {}", finding.step, finding.sentence);
        app.desk.notice(inbox.account, inbox.id, Severity::Bad, sentence, "{}".to_owned()).await?;
    }
    Ok(())
}
