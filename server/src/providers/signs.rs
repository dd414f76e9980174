//! Passes on that somebody has read, or is typing. Best effort: a sign that is not told harms nobody.

use super::settings_of;
use crate::App;
use channels::{Http, Sign, SignKind, channel};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use types::{ConversationId, Problem};

/// A typing sign is not renewed more often than this: providers show it for 20 seconds or so.
const TYPING_EVERY: Duration = Duration::from_secs(8);
/// Conversations whose last sign is remembered.
const REMEMBERED: usize = 10_000;

/// Works until told to stop.
pub(super) async fn run(app: App, http: Arc<Http>, mut stopped: watch::Receiver<bool>) {
    let mut signs = app.desk.signs();
    let mut typed: HashMap<ConversationId, Instant> = HashMap::new();
    while !*stopped.borrow() {
        let sign = tokio::select! {
            sign = signs.recv() => sign,
            _ = stopped.changed() => continue,
        };
        let sign = match sign {
            Ok(sign) => sign,
            Err(RecvError::Lagged(_)) => continue,
            Err(RecvError::Closed) => return,
        };
        if sign.typing {
            let recent = typed.get(&sign.conversation).is_some_and(|at| at.elapsed() < TYPING_EVERY);
            if recent {
                continue;
            }
            if typed.len() >= REMEMBERED {
                typed.clear();
            }
            typed.insert(sign.conversation, Instant::now());
        }
        let (app, http) = (app.clone(), http.clone());
        tokio::spawn(async move {
            if let Err(problem) = tell(&app, &http, sign).await {
                tracing::debug!(%problem, "a sign was not passed on");
            }
        });
    }
}

async fn tell(app: &App, http: &Http, sign: domain::errands::Sign) -> Result<(), Problem> {
    let Some((inbox, to, message)) = app.desk.whom_to_tell(&sign).await? else { return Ok(()) };
    let what = if sign.typing { SignKind::Typing } else { SignKind::Seen };
    let sign = Sign { to, message, what };
    if channel(inbox.channel).mark(http, &settings_of(&inbox), &sign).await.is_err() {
        tracing::debug!("a provider did not take a sign");
    }
    Ok(())
}
