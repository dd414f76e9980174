//! Reads one mailbox for as long as it stays as it is: reads, waits, and connects again when the connection breaks.

use crate::App;
use crate::providers::intake;
use crate::providers::mail_sign_in::{self, Entrance, Ready};
use channels::{Call, ChannelSettings, Http, Mailbox, MailboxState, Rhythm, SendError, channel};
use domain::InboxConfig;
use domain::channels::ProviderCall;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;
use types::inbox::{ChannelKind, Severity};
use types::{Problem, Uuid};

/// Mails taken in one go.
const MAILS: usize = 50;
/// A connection that held this long was a good one: that it ends is no trouble.
const HELD: Duration = Duration::from_secs(60);
/// Administrators hear of what passes by itself only when it has not passed after so many attempts: about half a minute.
const PATIENCE: u32 = 5;
/// Longest pause before connecting again.
const PAUSE: Duration = Duration::from_secs(60);
/// The same when the server refuses us: it may lock out who tries too often. New settings are tried at once.
const REFUSED: Duration = Duration::from_secs(5 * 60);

/// Why it does not go on.
enum End {
    /// Nobody wants it any more.
    Stopped,
    /// Somebody has to sign in first.
    Held,
    /// The mailbox cannot be read.
    Mailbox(SendError),
    /// The mails cannot be stored.
    Desk(Problem),
}

impl From<Problem> for End {
    fn from(problem: Problem) -> Self {
        Self::Desk(problem)
    }
}

/// Works until told to stop.
pub(super) async fn run(
    app: App,
    http: Arc<Http>,
    inbox: InboxConfig,
    settings: ChannelSettings,
    mut stopped: watch::Receiver<bool>,
) {
    let mut failures = 0_u32;
    loop {
        let begun = Instant::now();
        let Err(end) = attend(&app, &http, &inbox, &settings, &mut stopped).await;
        failures = if begun.elapsed() < HELD { failures.saturating_add(1) } else { 1 };
        let refused = match end {
            End::Stopped | End::Held => return,
            End::Desk(problem) => {
                tracing::warn!(%problem, inbox = %inbox.id, "mails cannot be stored, and are read again later");
                false
            }
            End::Mailbox(error) => {
                let refused = matches!(error, SendError::Never { .. });
                if refused || failures >= PATIENCE {
                    tell(&app, &inbox, &error).await;
                }
                refused
            }
        };
        let pause = pause(failures, refused, rand::random());
        if unless_stopped(&mut stopped, tokio::time::sleep(pause)).await.is_err() {
            return;
        }
    }
}

/// Reads and waits over one connection until something ends it.
async fn attend(
    app: &App,
    http: &Http,
    inbox: &InboxConfig,
    settings: &ChannelSettings,
    stopped: &mut watch::Receiver<bool>,
) -> Result<std::convert::Infallible, End> {
    let mut mailbox = open(app, http, inbox, stopped).await?;
    let known = app.desk.mailbox_state(inbox.id).await?;
    let mut state: Option<MailboxState> = known.and_then(|text| serde_json::from_str(&text).ok());
    loop {
        let read = unless_stopped(stopped, mailbox.read(state, MAILS)).await?;
        let (mails, read) = from_mailbox(read)?;
        for mail in mails {
            take(app, inbox, settings, mail).await?;
            if *stopped.borrow() {
                // What is stored already comes again and is recognised.
                return Err(End::Stopped);
            }
        }
        if state == Some(read) {
            from_mailbox(unless_stopped(stopped, mailbox.wait(Rhythm::default())).await?)?;
        } else {
            let text = serde_json::to_string(&read).map_err(|_| Problem::Internal)?;
            app.desk.set_mailbox_state(inbox, text).await?;
            state = Some(read);
        }
    }
}

/// Opens the mailbox; once more with another token when the server does not accept the one that should be good.
async fn open(
    app: &App,
    http: &Http,
    inbox: &InboxConfig,
    stopped: &mut watch::Receiver<bool>,
) -> Result<Mailbox, End> {
    // A renewal that has begun is waited for, even by who should stop: it is a matter of seconds.
    let entrance = entered(mail_sign_in::ready(app, http, inbox).await?)?;
    let settings = entrance.settings(inbox);
    let opened = unless_stopped(stopped, Mailbox::open(&settings)).await?;
    let is_refused = matches!(&opened, Err(error) if error.is_token_refusal());
    let Some(version) = entrance.version().filter(|_| is_refused) else { return from_mailbox(opened) };
    let settings = entered(mail_sign_in::renewed(app, http, inbox, version).await?)?.settings(inbox);
    from_mailbox(unless_stopped(stopped, Mailbox::open(&settings)).await?)
}

fn entered(ready: Ready) -> Result<Entrance, End> {
    match ready {
        Ready::Yes(entrance) => Ok(entrance),
        Ready::Held => Err(End::Held),
        Ready::Later(error) => Err(End::Mailbox(error)),
    }
}

fn from_mailbox<T>(done: Result<T, SendError>) -> Result<T, End> {
    done.map_err(End::Mailbox)
}

/// A step that is not waited for any more leaves the connection useless, which is what should become of it.
async fn unless_stopped<T>(stopped: &mut watch::Receiver<bool>, step: impl Future<Output = T>) -> Result<T, End> {
    tokio::select! {
        done = step => Ok(done),
        _ = stopped.wait_for(|stop| *stop) => Err(End::Stopped),
    }
}

async fn tell(app: &App, inbox: &InboxConfig, error: &SendError) {
    let sentence = format!("{} cannot be read: {}", inbox.name, error.sentence());
    let told = app.desk.notice(inbox.account, inbox.id, Severity::Bad, sentence, "{}".to_owned()).await;
    if let Err(problem) = told {
        tracing::warn!(%problem, inbox = %inbox.id, "a mailbox could not be read, which cannot be noted");
    }
}

/// How long not to connect after so many failures in a row: twice as long each time, and by chance up to half less, so that mailboxes on
/// one server do not all come at once.
fn pause(failures: u32, refused: bool, chance: f64) -> Duration {
    let longest = if refused { REFUSED } else { PAUSE };
    let first = if refused { 30 } else { 1 };
    let whole =
        Duration::from_secs(first).saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1))).min(longest);
    whole.mul_f64(1.0 - chance.clamp(0.0, 1.0) / 2.0)
}

async fn take(app: &App, inbox: &InboxConfig, settings: &ChannelSettings, mail: Vec<u8>) -> Result<(), Problem> {
    let now = app.desk.now();
    let call = ProviderCall { id: Uuid::now_v7(), received_at: now, verified_at: now, body: mail.into() };
    let headers = axum::http::HeaderMap::new();
    let letter = Call { method: &axum::http::Method::POST, query: "", headers: &headers, body: &call.body };
    match channel(ChannelKind::Email).read(settings, &letter) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_minute_and_a_refusal_waits_longer() {
        let seconds = |refused| [1, 2, 3, 6, 7, 90, u32::MAX].map(|failures| pause(failures, refused, 0.0).as_secs());
        assert_eq!(seconds(false), [1, 2, 4, 32, 60, 60, 60]);
        assert_eq!(seconds(true), [30, 60, 120, 300, 300, 300, 300]);
    }

    #[test]
    fn chance_takes_up_to_a_half_of_a_pause() {
        assert_eq!(pause(3, false, 0.5), Duration::from_secs(3));
        assert_eq!(pause(3, false, 1.0), Duration::from_secs(2));
        assert_eq!(pause(3, false, 7.0), Duration::from_secs(2));
    }
}
