//! Every change of the product goes through here: one transaction holds the change, its events and its measurements.

mod touched;

pub(crate) use touched::Touched;

use crate::Desk;
use crate::statistics::measure;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use store::conversations::{self, Conversation};
use store::measures::Fact;
use store::{Conn, events, measures, tallies};
use types::conversation::Placement;
use types::event::Change;
use types::{AccountId, Problem, Timestamp};

/// A change in the making.
pub(crate) struct Work<'c> {
    /// The transaction.
    pub(crate) conn: &'c mut Conn,
    /// Whose data.
    pub(crate) account: AccountId,
    /// One time for all of it.
    pub(crate) now: Timestamp,
    changes: Vec<Change>,
    moves: Vec<(Placement, i64)>,
    facts: Vec<Fact>,
    /// Something was put into the outbox, or a file is to be fetched: whoever does that is woken.
    pub(crate) errands: Errands,
}

/// What waits for the workers after a change.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Errands {
    /// Something is to be handed to a provider.
    pub(crate) parcels: bool,
    /// A file is to be fetched from one.
    pub(crate) files: bool,
}

impl Work<'_> {
    /// Announces a change that is not one of a conversation.
    pub(crate) fn announce(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// Saves a conversation as it is now and announces it; nothing happens when nothing changed.
    pub(crate) async fn save(&mut self, touched: Touched) -> Result<Conversation, Problem> {
        let Touched { before, conversation, messages, facts, labels_changed } = touched;
        if before.as_ref() == Some(&conversation) && messages.is_empty() {
            return Ok(conversation);
        }
        conversations::save(self.conn, self.account, &conversation).await?;
        if labels_changed {
            let summary = &conversation.summary;
            conversations::set_labels(self.conn, self.account, summary.id, &summary.labels).await?;
        }
        let was = before.as_ref().map(|before| before.summary.placement());
        let is = conversation.summary.placement();
        if was != Some(is) {
            self.moves.extend(was.map(|was| (was, -1)));
            self.moves.push((is, 1));
        }
        self.facts.extend(facts);
        let now = Box::new(conversation.summary.clone());
        self.changes.push(Change::Conversation { was, now, messages });
        Ok(conversation)
    }

    /// Notes what the store writes when the transaction closes.
    fn finish(self) -> Result<Errands, Problem> {
        let Self { conn, account, now, changes, moves, facts, errands } = self;
        for (place, conversations) in moves {
            tallies::add(conn, account, place, conversations);
        }
        for fact in &facts {
            measures::add(conn, account, measure::sum_of(fact));
            if measure::is_kept(fact.metric) {
                measures::add_fact(conn, account, fact);
            }
        }
        events::append(conn, account, now, &changes)?;
        Ok(errands)
    }
}

impl Desk {
    /// Does `work` and commits it with its events, then wakes everybody who listens.
    ///
    /// It is finished even when the caller goes away in the middle: a browser that closes leaves no half-done change.
    pub(crate) async fn change<T, F>(&self, account: AccountId, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: for<'a, 'c> FnOnce(&'a mut Work<'c>) -> BoxFuture<'a, Result<T, Problem>> + Send + 'static,
    {
        let (store, hub, clock) = (self.store.clone(), self.hub.clone(), self.clock.clone());
        let wakers = self.wakers.clone();
        let whole = tokio::spawn(async move {
            let done = store
                .write(move |conn| {
                    async move {
                        // Read here, where changes take turns, and not when the caller came: later turn, later time.
                        let now = clock.now();
                        let (changes, moves, facts) = (Vec::new(), Vec::new(), Vec::new());
                        let errands = Errands::default();
                        let mut open = Work { conn, account, now, changes, moves, facts, errands };
                        let out = work(&mut open).await?;
                        let errands = open.finish()?;
                        Ok::<_, Problem>((out, errands))
                    }
                    .boxed()
                })
                .await;
            let (out, errands) = done?;
            hub.wake(account);
            wakers.wake(errands);
            Ok(out)
        });
        whole.await.unwrap_or_else(|error| {
            tracing::error!(%error, "a change panicked");
            Err(Problem::Internal)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Opening;
    use store::contacts::{self, NewContact};
    use store::{Store, accounts};

    #[tokio::test(flavor = "multi_thread")]
    async fn while_another_process_holds_the_file_a_change_is_refused_and_afterwards_it_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("frontdesk.db").display());
        let desk = Desk::open(Opening::new(&url, 2, folder.path().join("files"))).await.unwrap();
        let mut other = Store::open(&url, 1).unwrap().begin().await.unwrap();
        let account = accounts::create(&mut other, "Fern & Fig", desk.now()).await.unwrap();
        let add = || {
            desk.change(account, |work| {
                Box::pin(async move {
                    let ana = NewContact { name: "Ana", email: None, phone: None };
                    Ok(contacts::create(work.conn, work.account, ana, work.now).await?)
                })
            })
        };
        assert_eq!(add().await, Err(Problem::Unavailable));
        other.commit().await.unwrap();
        assert!(add().await.is_ok());
    }
}
