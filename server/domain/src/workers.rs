//! What happens without anybody asking: snoozed conversations come back, the event log is kept short.

use crate::Desk;
use crate::change::Touched;
use std::time::Duration;
use store::{conversations, events, provider_calls};
use types::Problem;
use types::conversation::{Status, Step};
use types::message::Author;

/// How often the workers look around.
const TICK: Duration = Duration::from_secs(1);
/// How long the event log is kept: a page that has slept longer loads anew.
const LOG_KEPT: Duration = Duration::from_hours(14 * 24);
/// How long news about unknown messages wait for them. Providers repeat calls for up to seven days.
const PARKED_KEPT: Duration = Duration::from_hours(8 * 24);
/// Ticks between two prunings of the log.
const PRUNE_EVERY: u64 = 3_600;

impl Desk {
    /// Works until `ending` is done.
    pub async fn run_workers(&self, ending: impl Future<Output = ()> + Send) {
        let mut tick = tokio::time::interval(TICK);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut ticks = 0_u64;
        tokio::pin!(ending);
        loop {
            tokio::select! {
                () = &mut ending => return,
                _ = tick.tick() => {}
            }
            // What failed is tried again at the next tick; the database's own trouble is logged where it arose.
            if let Err(problem) = self.wake_snoozed().await {
                tracing::warn!(%problem, "snoozed conversations could not be woken");
            }
            if ticks.is_multiple_of(PRUNE_EVERY)
                && let Err(problem) = self.prune_log().await
            {
                tracing::warn!(%problem, "the event log could not be pruned");
            }
            if let Err(problem) = self.recover_abandoned().await {
                tracing::warn!(%problem, "abandoned messages could not be looked after");
            }
            ticks += 1;
        }
    }

    /// Brings back the snoozed conversations whose time has come; how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn wake_snoozed(&self) -> Result<usize, Problem> {
        let due = conversations::due_snoozes(&mut *self.store.snapshot().await?, self.now(), 100).await?;
        for (account, id) in &due {
            let (account, id) = (*account, *id);
            self.change(account, move |work| {
                Box::pin(async move {
                    let known = conversations::find_to_change(work.conn, account, id).await?;
                    // Another node, or the customer, may have been faster.
                    let now = work.now;
                    let still =
                        known.filter(|known| matches!(known.summary.status, Status::Snoozed { until } if until <= now));
                    if let Some(known) = still {
                        let mut touched = Touched::known(known);
                        touched.step(work, Author::System, Step::Wake).await?;
                        work.save(touched).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        }
        Ok(due.len())
    }

    async fn prune_log(&self) -> Result<(), Problem> {
        let before = self.now() - LOG_KEPT;
        let mut tx = self.store.begin().await?;
        events::prune(&mut tx, before).await?;
        provider_calls::prune(&mut tx, self.now() - self.calls_kept).await?;
        tx.commit().await?;
        self.prune_parked(self.now() - PARKED_KEPT).await
    }
}
