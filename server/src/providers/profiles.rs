//! Asks providers for the names of customers whose messages do not tell them. Best effort: without a name somebody is still answered.

use super::settings_of;
use crate::App;
use channels::{Http, SendError, channel};
use domain::incoming::Stranger;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use types::{ContactId, Problem};

/// How often a provider is asked about one customer: once, and again for a while when it cannot answer or may not yet.
const TIMES: u32 = 3;
/// The pause before asking again, which doubles.
const PAUSE: Duration = Duration::from_secs(30);
/// Customers who are remembered as asked about.
const REMEMBERED: usize = 10_000;

/// What came of asking.
enum Outcome {
    /// There is nothing more to ask.
    Done,
    /// Not now.
    Later,
    /// Not unless they write again, and allow it.
    Untold,
}

/// Works until told to stop. It listens from the call on, not only when it is first polled.
pub(super) fn run(app: App, http: Arc<Http>, mut stopped: watch::Receiver<bool>) -> impl Future<Output = ()> {
    let mut strangers = app.desk.strangers();
    async move {
        let mut asked: HashMap<ContactId, u32> = HashMap::new();
        while !*stopped.borrow() {
            let stranger = tokio::select! {
                stranger = strangers.recv() => stranger,
                _ = stopped.changed() => continue,
            };
            let stranger = match stranger {
                Ok(stranger) => stranger,
                Err(RecvError::Lagged(_)) => continue,
                Err(RecvError::Closed) => return,
            };
            if asked.len() >= REMEMBERED {
                asked.clear();
            }
            let times = asked.entry(stranger.contact).or_default();
            if *times >= TIMES {
                continue;
            }
            *times += 1;
            let outcome = tokio::select! {
                outcome = ask(&app, &http, &stranger) => outcome,
                _ = stopped.changed() => continue,
            };
            match outcome {
                Ok(Outcome::Done) => *times = TIMES,
                Ok(Outcome::Untold) => {}
                Ok(Outcome::Later) => again(&app, stranger, *times),
                Err(problem) => {
                    tracing::debug!(%problem, "a customer's name could not be noted");
                    again(&app, stranger, *times);
                }
            }
        }
    }
}

async fn ask(app: &App, http: &Http, stranger: &Stranger) -> Result<Outcome, Problem> {
    let Some((inbox, name)) = app.desk.whom_to_ask_about(stranger).await? else { return Ok(Outcome::Done) };
    let told = match channel(inbox.channel).profile(http, &settings_of(&inbox), &name).await {
        Ok(told) => told,
        Err(SendError::Never { .. }) => return Ok(Outcome::Untold),
        Err(SendError::Later { .. } | SendError::Uncertain { .. }) => return Ok(Outcome::Later),
    };
    if let Some(name) = told.and_then(|person| person.name.or(person.username)) {
        app.desk.introduce(*stranger, name).await?;
    }
    Ok(Outcome::Done)
}

/// Brings the customer up again after a pause, unless it was the last time.
fn again(app: &App, stranger: Stranger, times: u32) {
    if times < TIMES {
        let desk = app.desk.clone();
        tokio::spawn(async move {
            tokio::time::sleep(PAUSE * 2_u32.pow(times - 1)).await;
            desk.meet(stranger);
        });
    }
}
