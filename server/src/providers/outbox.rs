//! Hands over what waits in the outbox: in order within a conversation, side by side otherwise, never faster than an account may.

use super::mail_sign_in::{self, Entrance, Ready};
use super::shipment;
use crate::App;
use channels::{Http, Outbound, SendError, Sent, channel};
use domain::Parcel;
use domain::outbox::{Outcome, Shipment};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use std::collections::{HashMap, HashSet};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Notify, Semaphore, watch};
use types::inbox::ChannelKind;
use types::{InboxId, ParcelId};

/// Messages being handed over at the same time, over all inboxes.
const AT_A_TIME: usize = 64;
/// Parcels looked at in one go.
const PAGE: i64 = 256;
/// Without being called the outbox is looked at this often: repeats become due, other nodes write too.
const TICK: Duration = Duration::from_millis(500);
/// How long an inbox rests that has sent as fast as it may.
const BREATH: Duration = Duration::from_millis(50);
/// How long handing over may take. Shorter than the lease, so that no two bearers carry the same parcel.
const PATIENCE: Duration = Duration::from_secs(100);

/// What the bearers share.
struct Round {
    app: App,
    http: Arc<Http>,
    /// Parcels that are being carried by this process.
    carried: Mutex<HashSet<ParcelId>>,
    /// How fast each inbox may send, and until when its provider wants nothing.
    speeds: Mutex<HashMap<InboxId, Speed>>,
    room: Arc<Semaphore>,
    /// Somebody came back: the next message of that conversation may go.
    back: Notify,
}

struct Speed {
    limit: DefaultDirectRateLimiter,
    /// Until then it is not even asked: its provider wants nothing, or it has just sent as fast as it may.
    closed_until: Option<Instant>,
}

impl Speed {
    fn new(channel: ChannelKind) -> Self {
        let limit =
            RateLimiter::direct(Quota::per_second(per_second(channel)).allow_burst(NonZeroU32::MIN.saturating_add(9)));
        Self { limit, closed_until: None }
    }
}

/// What providers allow an account (their documentation; Gupshup publishes no figure).
const fn per_second(channel: ChannelKind) -> NonZeroU32 {
    let rate = match channel {
        ChannelKind::Whatsapp => 80,
        ChannelKind::Messenger | ChannelKind::Instagram => 100,
        ChannelKind::Gupshup => 20,
        ChannelKind::Telegram => 25,
        ChannelKind::Email | ChannelKind::Website => 5,
    };
    match NonZeroU32::new(rate) {
        Some(rate) => rate,
        None => NonZeroU32::MIN,
    }
}

/// Works until told to stop, and then until everybody who is under way has come back.
pub(super) async fn run(app: App, http: Arc<Http>, mut stopped: watch::Receiver<bool>) {
    let round = Arc::new(Round {
        app,
        http,
        carried: Mutex::default(),
        speeds: Mutex::default(),
        room: Arc::new(Semaphore::new(AT_A_TIME)),
        back: Notify::new(),
    });
    while !*stopped.borrow() {
        let closed = round.closed();
        let tick = if closed.is_empty() { TICK } else { BREATH };
        match round.app.desk.due_parcels(PAGE, closed).await {
            Ok(due) => send_out(&round, due).await,
            Err(problem) => tracing::warn!(%problem, "the outbox cannot be read"),
        }
        tokio::select! {
            () = round.app.desk.parcels_wait() => {}
            () = round.back.notified() => {}
            () = tokio::time::sleep(tick) => {}
            _ = stopped.changed() => {}
        }
    }
    let everybody = u32::try_from(AT_A_TIME).unwrap_or(u32::MAX);
    drop(round.room.acquire_many(everybody).await);
}

async fn send_out(round: &Arc<Round>, due: Vec<Parcel>) {
    for parcel in due {
        if !round.carried().insert(parcel.id) {
            continue;
        }
        let Ok(place) = round.room.clone().acquire_owned().await else { return };
        let round = round.clone();
        tokio::spawn(async move {
            let _place = place;
            let (id, message) = (parcel.id, parcel.message);
            if let Err(problem) = carry(&round, parcel).await {
                tracing::warn!(%problem, %message, "a message could not be handed over");
            }
            round.carried().remove(&id);
            round.back.notify_one();
        });
    }
}

impl Round {
    fn carried(&self) -> std::sync::MutexGuard<'_, HashSet<ParcelId>> {
        self.carried.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this inbox may send one more right now.
    fn may_send(&self, inbox: InboxId, channel: ChannelKind) -> bool {
        let mut speeds = self.speeds.lock().unwrap_or_else(PoisonError::into_inner);
        let (speed, now) = (speeds.entry(inbox).or_insert_with(|| Speed::new(channel)), Instant::now());
        if speed.closed_until.is_some_and(|until| until > now) {
            return false;
        }
        let may = speed.limit.check().is_ok();
        speed.closed_until = (!may).then_some(now + BREATH);
        may
    }

    /// Inboxes that may not send right now.
    fn closed(&self) -> Vec<InboxId> {
        let speeds = self.speeds.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let closed = speeds.iter().filter(|(_, speed)| speed.closed_until.is_some_and(|until| until > now));
        closed.map(|(inbox, _)| *inbox).collect()
    }

    /// The provider wants nothing from this inbox for a while.
    fn close(&self, inbox: InboxId, span: Duration) {
        let mut speeds = self.speeds.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(speed) = speeds.get_mut(&inbox) {
            speed.closed_until = Some(Instant::now() + span);
        }
    }
}

async fn carry(round: &Arc<Round>, parcel: Parcel) -> Result<(), types::Problem> {
    let desk = &round.app.desk;
    let config = desk.inbox_config(parcel.account, parcel.inbox).await?;
    if !round.may_send(parcel.inbox, config.channel) {
        // It is still due, and looked at again when its inbox may send.
        return Ok(());
    }
    let ready = mail_sign_in::ready(&round.app, &round.http, &config).await?;
    if matches!(ready, Ready::Held) {
        // It waits where it is, and is not due until somebody has signed in.
        return Ok(());
    }
    let Some(shipment) = desk.take_parcel(&parcel).await? else { return Ok(()) };
    let begun = Instant::now();
    let outcome = match ready {
        Ready::Yes(entrance) => hand_over(round, &shipment, entrance).await,
        Ready::Held => held(),
        Ready::Later(error) => refused(error),
    };
    if let Outcome::Later { after: Some(span), .. } = &outcome {
        round.close(parcel.inbox, (*span).min(Duration::from_secs(300)));
    }
    settle(round, &shipment, outcome, begun.elapsed()).await;
    Ok(())
}

async fn hand_over(round: &Round, shipment: &Shipment, entrance: Entrance) -> Outcome {
    let url = round.app.settings.server.url();
    let out = match shipment::pack(&round.app.desk, &url, shipment).await {
        Ok(out) => out,
        Err(types::Problem::Unavailable) => {
            let reason = "A file of this message cannot be read right now.".to_owned();
            return Outcome::Later { after: None, reason, code: None };
        }
        Err(problem) => return Outcome::Never { reason: problem.to_string(), code: None },
    };
    match tokio::time::timeout(PATIENCE, send(round, shipment, entrance, &out)).await {
        Ok(outcome) => outcome,
        Err(_) => Outcome::Uncertain { reason: "The provider did not answer in time.".to_owned() },
    }
}

/// Sends it; once more with another token when the mail server does not accept the one that should be good.
async fn send(round: &Round, shipment: &Shipment, entrance: Entrance, out: &Outbound) -> Outcome {
    let first = send_once(round, shipment, &entrance, out).await;
    let version = match (&first, entrance.version()) {
        (Err(error), Some(version)) if error.is_token_refusal() => version,
        _ => return outcome(first),
    };
    match mail_sign_in::renewed(&round.app, &round.http, &shipment.inbox, version).await {
        Ok(Ready::Yes(entrance)) => second_outcome(send_once(round, shipment, &entrance, out).await),
        Ok(Ready::Held) => held(),
        Ok(Ready::Later(error)) => refused(error),
        Err(problem) => Outcome::Later { after: None, reason: problem.to_string(), code: None },
    }
}

async fn send_once(round: &Round, shipment: &Shipment, entrance: &Entrance, out: &Outbound) -> Result<Sent, SendError> {
    let settings = entrance.settings(&shipment.inbox);
    channel(shipment.inbox.channel).send(&round.http, &settings, out).await
}

fn outcome(result: Result<Sent, SendError>) -> Outcome {
    match result {
        Ok(sent) => Outcome::Sent { id: sent.id, also: sent.also },
        Err(error) => refused(error),
    }
}

/// When a new token is refused as well, the message is not to blame, and what is may be put right at the provider.
fn second_outcome(result: Result<Sent, SendError>) -> Outcome {
    match result {
        Err(error) if error.is_token_refusal() => {
            let code = error.failure().code.clone();
            Outcome::Later { after: None, reason: error.sentence(), code }
        }
        other => outcome(other),
    }
}

fn held() -> Outcome {
    Outcome::Held { reason: "Somebody has to sign in at the mail provider.".to_owned() }
}

fn refused(error: SendError) -> Outcome {
    let reason = error.sentence();
    match error {
        SendError::Later { after, failure } => Outcome::Later { after, reason, code: failure.code },
        SendError::Never { failure } => Outcome::Never { reason, code: failure.code },
        SendError::Uncertain { .. } => Outcome::Uncertain { reason },
    }
}

/// How it ended must not be forgotten because the database is away for a moment; when it stays away, the lease runs out and the
/// message becomes uncertain.
async fn settle(round: &Round, shipment: &Shipment, outcome: Outcome, took: Duration) {
    let mut pause = Duration::from_millis(100);
    for _ in 0..8 {
        match round.app.desk.settle(shipment, outcome.clone(), took).await {
            Ok(()) => return,
            Err(problem) => tracing::error!(%problem, "how handing over ended cannot be noted"),
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
    }
}
