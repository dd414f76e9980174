//! Handing messages to providers: each at most once by itself, in order within a conversation, and never forgotten.
//!
//! `queued → attempting → sent | uncertain | failed`. That a message is being handed over is durable before the provider hears
//! of it; whoever dies in the middle leaves it `uncertain`, which the provider's own news resolves, or a person by hand.

mod shipment;

pub use shipment::{MailThread, Shipment};

use crate::change::{Touched, Work};
use crate::channels::health;
use crate::effects::{self, Effect};
use crate::{Actor, Desk, access};
use std::time::Duration;
use store::outbox::{self, Parcel, Task};
use store::{conversations, message_steps, messages};
use types::inbox::{InboxState, Severity};
use types::message::{Author, Delivery, Message, MessageStep, Reaction, StepKind};
use types::{AccountId, ConversationId, InboxId, MessageId, Noun, Problem, Timestamp};

/// How long handing over may take; a provider that has not answered by then is asked no more.
pub const LEASE: Duration = Duration::from_secs(120);
/// What may wait before the first, second, … repeat.
const DELAYS: [u64; 8] = [2, 5, 15, 60, 300, 900, 3_600, 7_200];

/// How handing over ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The provider has it.
    Sent {
        /// The provider's name of it.
        id: String,
        /// Other names of it.
        also: Vec<String>,
    },
    /// It certainly does not have it, and another attempt may succeed.
    Later {
        /// Not before.
        after: Option<Duration>,
        /// Why, in plain words.
        reason: String,
        /// The provider's code.
        code: Option<String>,
    },
    /// It will never take it.
    Never {
        /// Why, in plain words.
        reason: String,
        /// The provider's code.
        code: Option<String>,
    },
    /// It certainly does not have it, and takes nothing until somebody has signed in there.
    Held {
        /// Why, in plain words.
        reason: String,
    },
    /// Nobody knows whether it has it.
    Uncertain {
        /// What is known, in plain words.
        reason: String,
    },
}

impl Desk {
    /// What may be handed over now, at most one for each conversation, leaving out inboxes that may not send right now: one with
    /// much to send must not stand in the way of the others.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn due_parcels(&self, limit: i64, without: Vec<InboxId>) -> Result<Vec<Parcel>, Problem> {
        Ok(outbox::due(&mut *self.store.snapshot().await?, self.now(), limit, without).await?)
    }

    /// Takes a parcel and marks its message as being handed over; `None` when somebody else was faster or it is settled.
    ///
    /// # Errors
    /// When the database does not answer, or the inbox' secrets cannot be read.
    pub async fn take_parcel(&self, parcel: &Parcel) -> Result<Option<Shipment>, Problem> {
        let (id, account, conversation) = (parcel.id, parcel.account, parcel.conversation);
        let vault = self.vault.clone();
        self.change(account, move |work| {
            Box::pin(async move {
                conversations::lock(work.conn, conversation).await?;
                let Some(parcel) = outbox::lease(work.conn, id, work.now, work.now + LEASE).await? else {
                    return Ok(None);
                };
                let Some(shipment) = shipment::load(work, &vault, &parcel).await? else {
                    outbox::delete(work.conn, parcel.id).await?;
                    return Ok(None);
                };
                if parcel.task == Task::Message {
                    set_delivery(work, shipment.message.id, Delivery::Attempting).await?;
                }
                let detail = format!("attempt {}", parcel.attempts);
                note(work, shipment.message.id, StepKind::Attempted, detail);
                Ok(Some(shipment))
            })
        })
        .await
    }

    /// Notes how handing over ended.
    ///
    /// # Errors
    /// When the database does not answer: then it is to be noted again.
    pub async fn settle(&self, shipment: &Shipment, outcome: Outcome, took: Duration) -> Result<(), Problem> {
        let (parcel, milliseconds) = (shipment.parcel.clone(), took.as_millis());
        let problem = trouble(shipment, &outcome);
        self.change(parcel.account, move |work| {
            Box::pin(async move {
                conversations::lock(work.conn, parcel.conversation).await?;
                let id = parcel.message;
                match outcome {
                    Outcome::Sent { id: first, also } => {
                        outbox::delete(work.conn, parcel.id).await?;
                        note(work, id, StepKind::Accepted, format!("{milliseconds} ms"));
                        health::sends_again(work, parcel.inbox).await?;
                        if parcel.task == Task::Message {
                            let names: Vec<_> = std::iter::once(first).chain(also).collect();
                            accepted(work, id, parcel.inbox, &names).await?;
                        }
                    }
                    Outcome::Later { after, reason, code } => match delay(parcel.attempts, after, parcel.id.0) {
                        Some(wait) => {
                            let told = format!("{}, again in {} s", words(&reason, code.as_deref()), wait.as_secs());
                            note(work, id, StepKind::Postponed, told);
                            // Who comes back after the lease has no parcel any more: then the message stays doubtful.
                            let waits = outbox::postpone(work.conn, parcel.id, work.now + wait).await?;
                            if waits && parcel.task == Task::Message {
                                set_delivery(work, id, Delivery::Queued).await?;
                            }
                        }
                        None => {
                            let reason = format!("{reason} It was tried {} times.", parcel.attempts);
                            failed(work, &parcel, reason, code).await?;
                        }
                    },
                    Outcome::Never { reason, code } => failed(work, &parcel, reason, code).await?,
                    Outcome::Held { reason } => {
                        note(work, id, StepKind::Postponed, reason);
                        // However often it was tried: the inbox is left out until then.
                        if outbox::postpone(work.conn, parcel.id, work.now).await? && parcel.task == Task::Message {
                            set_delivery(work, id, Delivery::Queued).await?;
                        }
                    }
                    Outcome::Uncertain { reason } => uncertain(work, &parcel, reason).await?,
                }
                if let Some((severity, sentence)) = problem {
                    health::raise(work, parcel.inbox, severity, sentence, "{}").await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Finds parcels whose bearer died in the middle: nobody knows whether the provider has them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn recover_abandoned(&self) -> Result<usize, Problem> {
        let all = outbox::abandoned(&mut *self.store.snapshot().await?, self.now(), 100).await?;
        let count = all.len();
        for parcel in all {
            self.change(parcel.account, move |work| {
                Box::pin(async move {
                    conversations::lock(work.conn, parcel.conversation).await?;
                    let reason = "Frontdesk was stopped while this was being sent.".to_owned();
                    if outbox::delete_abandoned(work.conn, parcel.id, work.now).await? {
                        uncertain(work, &parcel, reason).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        }
        Ok(count)
    }

    /// Sends a message again that failed, or of which nobody knows whether it arrived.
    ///
    /// # Errors
    /// `NotFound` for a foreign message, `Conflict` for one that is not stuck or whose inbox is no more.
    pub async fn send_again(&self, actor: &Actor, message: MessageId) -> Result<Message, Problem> {
        let actor = actor.clone();
        self.change(actor.account, move |work| {
            Box::pin(async move {
                let missing = Problem::NotFound { what: Noun::Message };
                let known = messages::find(work.conn, actor.account, message).await?.ok_or(missing.clone())?;
                let conversation = access::change(work.conn, &actor, known.conversation).await.map_err(|_| missing)?;
                let known = messages::find(work.conn, actor.account, message).await?.ok_or(Problem::Internal)?;
                if !matches!(known.delivery, Delivery::Failed { .. } | Delivery::Uncertain { .. }) {
                    return Err(Problem::conflict("This message is not stuck, so there is nothing to send again."));
                }
                let inbox = conversation.summary.inbox;
                let there = store::inboxes::find(work.conn, actor.account, inbox).await?;
                if there.is_none_or(|found| found.inbox.state == InboxState::Removed) {
                    return Err(Problem::conflict("This inbox was removed, so nothing can be sent by it any more."));
                }
                // A name it got before would make the new one look like a repeat.
                messages::forget_names(work.conn, message).await?;
                queue(work, inbox, known.conversation, message, &Task::Message).await?;
                set_delivery(work, message, Delivery::Queued).await?.ok_or(Problem::Internal)
            })
        })
        .await
    }

    /// Puts an emoji on a message of the customer, or takes it away.
    ///
    /// # Errors
    /// `NotFound` for a foreign message, `Conflict` when the channel has no reactions, `Invalid` for what is no emoji.
    pub async fn react(&self, actor: &Actor, message: MessageId, emoji: &str) -> Result<Message, Problem> {
        if emoji.chars().count() > 12 || emoji.chars().any(|c| c.is_ascii_alphanumeric() || c.is_control()) {
            return Err(Problem::invalid("emoji", "Please choose one emoji."));
        }
        let (actor, emoji) = (actor.clone(), emoji.trim().to_owned());
        self.change(actor.account, move |work| {
            Box::pin(async move {
                let missing = Problem::NotFound { what: Noun::Message };
                let known = messages::find(work.conn, actor.account, message).await?.ok_or(missing.clone())?;
                let conversation = access::change(work.conn, &actor, known.conversation).await.map_err(|_| missing)?;
                let mut known = messages::find(work.conn, actor.account, message).await?.ok_or(Problem::Internal)?;
                let inbox = conversation.summary.inbox;
                let channel = store::inboxes::find(work.conn, actor.account, inbox).await?.ok_or(Problem::Internal)?;
                if !channel.inbox.channel.capabilities().reactions || !known.author.kind().is_customer() {
                    return Err(Problem::conflict("This channel has no reactions to such messages."));
                }
                let reaction = Reaction { author: Author::Agent(actor.user), emoji: emoji.clone(), at: work.now };
                if Reaction::put(&mut known.reactions, reaction) {
                    messages::set_reactions(work.conn, message, &known.reactions).await?;
                    let task = Task::Reaction((!emoji.is_empty()).then_some(emoji));
                    queue(work, inbox, known.conversation, message, &task).await?;
                    effects::announce(work, &conversation, &known);
                }
                Ok(known)
            })
        })
        .await
    }

    /// What happened to a message on its way.
    ///
    /// # Errors
    /// `NotFound` for a foreign message.
    pub async fn message_steps(&self, actor: &Actor, message: MessageId) -> Result<Vec<MessageStep>, Problem> {
        let mut tx = self.store.snapshot().await?;
        let missing = Problem::NotFound { what: Noun::Message };
        let known = messages::find(&mut tx, actor.account, message).await?.ok_or(missing.clone())?;
        access::read(&mut tx, actor, known.conversation).await.map_err(|_| missing)?;
        Ok(message_steps::of(&mut tx, actor.account, message).await?)
    }
}

/// Puts a message, or a reaction to it, into the queue.
pub(crate) async fn queue(
    work: &mut Work<'_>,
    inbox: InboxId,
    conversation: ConversationId,
    message: MessageId,
    task: &Task,
) -> Result<(), Problem> {
    outbox::create(work.conn, work.account, inbox, conversation, message, task, work.now).await?;
    work.errands.parcels = true;
    note(work, message, StepKind::Queued, String::new());
    Ok(())
}

fn note(work: &mut Work<'_>, message: MessageId, step: StepKind, detail: String) {
    let steps = vec![MessageStep { at: work.now, step, detail }];
    message_steps::add(work.conn, work.account, message, steps);
}

/// Sets how far a message has come, also backwards, and tells everybody. `None`: it is gone.
async fn set_delivery(work: &mut Work<'_>, id: MessageId, delivery: Delivery) -> Result<Option<Message>, Problem> {
    let Some(known) = messages::find(work.conn, work.account, id).await? else { return Ok(None) };
    let Some(conversation) = conversations::find_to_change(work.conn, work.account, known.conversation).await? else {
        return Ok(None);
    };
    let Some(mut message) = messages::find(work.conn, work.account, id).await? else { return Ok(None) };
    if message.delivery != delivery {
        messages::set_delivery(work.conn, work.account, id, &delivery).await?;
        message.delivery = delivery;
        effects::announce(work, &conversation, &message);
    }
    Ok(Some(message))
}

/// The provider has it under these names. An echo may have come before its answer and stand as a message of its own.
async fn accepted(work: &mut Work<'_>, id: MessageId, inbox: InboxId, names: &[String]) -> Result<(), Problem> {
    if let Some(other) = messages::find_by_names(work.conn, inbox, names).await?
        && other.id != id
    {
        // The same words twice at a time, and their echoes were taken for each other: both have a name, none is lost.
        if other.author != Author::Business {
            return resolved(work, id).await;
        }
        merge(work, id, &other).await?;
    }
    let message = effects::name(work, id, names).await?;
    let sent = Effect::Delivery { delivery: Delivery::Sent, at: None };
    effects::apply(work, message, sent).await.map(drop)
}

async fn resolved(work: &mut Work<'_>, id: MessageId) -> Result<(), Problem> {
    let message = messages::find(work.conn, work.account, id).await?.ok_or(Problem::Internal)?;
    let sent = Effect::Delivery { delivery: Delivery::Sent, at: None };
    effects::apply(work, message, sent).await.map(drop)
}

/// The other one was our own message, seen through the provider's eyes: it leaves the timeline, and its names go over.
async fn merge(work: &mut Work<'_>, id: MessageId, other: &Message) -> Result<(), Problem> {
    let names = messages::forget_names(work.conn, other.id).await?;
    effects::leave_out(work, other).await?;
    effects::name(work, id, &names).await?;
    if let Some(message) = messages::find(work.conn, work.account, id).await? {
        effects::apply(work, message, Effect::Delivery { delivery: other.delivery.clone(), at: None }).await?;
    }
    Ok(())
}

async fn failed(work: &mut Work<'_>, parcel: &Parcel, reason: String, code: Option<String>) -> Result<(), Problem> {
    outbox::delete(work.conn, parcel.id).await?;
    note(work, parcel.message, StepKind::Refused, words(&reason, code.as_deref()));
    match parcel.task {
        Task::Message => set_delivery(work, parcel.message, Delivery::Failed { reason, code }).await.map(drop),
        Task::Reaction(_) => Ok(()),
    }
}

async fn uncertain(work: &mut Work<'_>, parcel: &Parcel, reason: String) -> Result<(), Problem> {
    outbox::delete(work.conn, parcel.id).await?;
    note(work, parcel.message, StepKind::Uncertain, reason.clone());
    if parcel.task != Task::Message {
        return Ok(());
    }
    let known = messages::find(work.conn, work.account, parcel.message).await?;
    // The provider's news may have been faster than its answer.
    if known.is_some_and(|known| known.delivery == Delivery::Attempting) {
        set_delivery(work, parcel.message, Delivery::Uncertain { reason }).await?;
    }
    Ok(())
}

fn words(reason: &str, code: Option<&str>) -> String {
    code.map_or_else(|| reason.to_owned(), |code| format!("{reason} ({code})"))
}

/// How long to wait before the next attempt; `None`: there were enough. Spread by the parcel's number, so that not all come at once.
fn delay(attempts: i64, asked: Option<Duration>, spread: i64) -> Option<Duration> {
    let place = usize::try_from(attempts.max(1) - 1).ok()?;
    let base = Duration::from_secs(*DELAYS.get(place)?);
    let jitter = base.mul_f64(f64::from(u32::try_from(spread.rem_euclid(100)).unwrap_or(0)) / 400.0);
    Some((base + jitter).max(asked.unwrap_or_default()))
}

/// What administrators should hear of: not what is about one message, but what stops all.
fn trouble(shipment: &Shipment, outcome: &Outcome) -> Option<(Severity, String)> {
    let (Outcome::Never { reason, code: Some(code) } | Outcome::Later { reason, code: Some(code), .. }) = outcome
    else {
        return None;
    };
    // Authentication, permission, payment, registration, locked accounts (Meta); bad token (Telegram); wallet (Gupshup).
    let stops_all = matches!(
        code.as_str(),
        "0" | "3" | "10" | "190" | "200" | "230" | "368" | "401" | "1003" | "131031" | "131037" | "131042" | "131045"
    );
    stops_all.then(|| (Severity::Bad, health::cannot_send(&shipment.inbox.name, reason)))
}

/// The account's messages that wait, for tests and monitoring.
impl Desk {
    /// How many parcels of an inbox wait, and since when the oldest does.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn waiting_parcels(
        &self,
        account: AccountId,
        inbox: InboxId,
    ) -> Result<(i64, Option<Timestamp>), Problem> {
        let mut tx = self.store.snapshot().await?;
        let (count, oldest) = outbox::waiting(&mut tx, inbox).await?;
        let since = match oldest {
            Some(message) => messages::find(&mut tx, account, message).await?.map(|message| message.received_at),
            None => None,
        };
        Ok((count, since))
    }
}

/// Puts a message that was just added into the queue, when its channel has a provider.
pub(crate) async fn dispatch(work: &mut Work<'_>, touched: &Touched, message: &Message) -> Result<(), Problem> {
    let inbox = touched.conversation.summary.inbox;
    queue(work, inbox, message.conversation, message.id, &Task::Message).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_wait_longer_each_time_and_end() {
        let waits: Vec<_> = (1..).map_while(|attempt| delay(attempt, None, 0)).map(|wait| wait.as_secs()).collect();
        assert_eq!(waits, DELAYS);
        assert_eq!(delay(1, Some(Duration::from_secs(60)), 0), Some(Duration::from_secs(60)));
        assert!(delay(3, None, 99) > delay(3, None, 0));
    }
}
