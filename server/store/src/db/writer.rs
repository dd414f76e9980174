//! Group commit for SQLite: changes that wait at the same time share one transaction and so one fsync.
//!
//! Each runs in a savepoint of its own, so that one that fails or panics takes none of its neighbours with it.

use super::{Conn, Done, Store, hop};
use crate::StoreError;
use crate::closing::Mark;
use diesel::result::Error;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// Most changes in one transaction: enough to make the fsync cheap, few enough that nobody waits long.
const BATCH: usize = 256;

/// Tells the caller how its change ended; called after the commit, with the reason when that failed.
type Answer = Box<dyn FnOnce(Option<StoreError>) + Send>;

/// What became of one change: to be kept or undone, and whom to tell.
struct Outcome {
    keep: bool,
    answer: Answer,
}

type Job = Box<dyn for<'a> FnOnce(&'a mut Conn) -> BoxFuture<'a, Outcome> + Send>;

/// The queue of changes. Whoever finds nobody at work does the work, for all who wait.
#[derive(Clone, Default)]
pub(super) struct Writer {
    queue: Arc<Mutex<Queue>>,
}

#[derive(Default)]
struct Queue {
    waiting: Vec<Job>,
    at_work: bool,
}

impl Writer {
    pub(super) async fn write<T, E, F>(&self, store: &Store, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'a> FnOnce(&'a mut Conn) -> BoxFuture<'a, Result<T, E>> + Send + 'static,
    {
        let (sender, receiver) = oneshot::channel();
        let job: Job = Box::new(move |conn| {
            async move {
                let result = match work(conn).await {
                    // A statement failed, and the change did not mind: all of it is undone, and nobody is told otherwise.
                    Ok(_) if conn.has_failed() => Err(StoreError::from(Error::RollbackTransaction).into()),
                    result => result,
                };
                let keep = result.is_ok();
                let answer = Box::new(move |failure: Option<StoreError>| {
                    // A caller that is gone needs no answer.
                    drop(sender.send(failure.map_or(result, |e| Err(e.into()))));
                });
                Outcome { keep, answer }
            }
            .boxed()
        });
        if self.enqueue(job) {
            let (writer, store) = (self.clone(), store.clone());
            tokio::spawn(async move { writer.work_off(&store).await });
        }
        receiver.await.unwrap_or_else(|_| Err(StoreError::Failed("the change panicked".to_owned()).into()))
    }

    /// Whether the caller has to see to the work.
    fn enqueue(&self, job: Job) -> bool {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.waiting.push(job);
        !std::mem::replace(&mut queue.at_work, true)
    }

    fn next_batch(&self) -> Option<Vec<Job>> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let count = queue.waiting.len().min(BATCH);
        queue.at_work = count > 0;
        (count > 0).then(|| queue.waiting.drain(..count).collect())
    }

    async fn work_off(&self, store: &Store) {
        while let Some(jobs) = self.next_batch() {
            let store = store.clone();
            hop::in_one_hop(async move {
                let mut answers = Vec::with_capacity(jobs.len());
                let done = run(&store, jobs, &mut answers).await;
                for answer in answers {
                    answer(done.as_ref().err().cloned());
                }
            })
            .await;
        }
    }
}

/// One transaction. Jobs that were not reached are dropped, which their callers learn as a failure.
async fn run(store: &Store, jobs: Vec<Job>, answers: &mut Vec<Answer>) -> Result<(), StoreError> {
    let mut tx = match store.begin().await {
        Ok(tx) => tx,
        Err(e) => {
            // Each caller is to hear the true reason, so each job is asked to fail on a closed connection.
            for job in jobs {
                answers.push(job(&mut Conn::closed()).await.answer);
            }
            return Err(e);
        }
    };
    // One alone needs no savepoint: what it leaves undone is all there is.
    let alone = jobs.len() == 1;
    for job in jobs {
        if alone {
            if let Ok(outcome) = AssertUnwindSafe(job(&mut tx)).catch_unwind().await {
                answers.push(outcome.answer);
                if outcome.keep {
                    return tx.commit().await;
                }
            }
            return Ok(());
        }
        tx.run("SAVEPOINT change").await?;
        let mark = tx.closing().mark();
        match AssertUnwindSafe(job(&mut tx)).catch_unwind().await {
            Ok(outcome) => {
                answers.push(outcome.answer);
                settle(&mut tx, outcome.keep, mark).await?;
            }
            // Its answer is gone with it; the others go on.
            Err(_panic) => settle(&mut tx, false, mark).await?,
        }
    }
    tx.commit().await
}

async fn settle(conn: &mut Conn, keep: bool, mark: Mark) -> Done {
    if !keep {
        conn.closing().cut(mark);
        conn.run("ROLLBACK TO change").await?;
        conn.forgive();
    }
    conn.run("RELEASE change").await?;
    if conn.has_failed() { Err(Error::RollbackTransaction) } else { Ok(()) }
}
