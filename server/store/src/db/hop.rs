//! Where SQLite works: on blocking threads, a whole transaction in one hop.

use diesel_async::sync_connection_wrapper::SpawnBlocking;
use futures_util::future::BoxFuture;
use futures_util::{FutureExt as _, TryFutureExt as _};
use std::cell::Cell;

/// Runs SQLite's calls on a blocking thread, or in place when already on one.
///
/// diesel-async's own `Tokio` blocks a worker until the statement ends when its future is dropped, so a timeout
/// does not fire in time. Here a cancelled call runs to its end alone; `Conn::drop` keeps it out of the pool.
pub(crate) struct Hop;

thread_local! {
    static HERE: Cell<bool> = const { Cell::new(false) };
}

impl SpawnBlocking for Hop {
    fn spawn_blocking<'a, R>(
        &mut self,
        task: impl FnOnce() -> R + Send + 'static,
    ) -> BoxFuture<'a, Result<R, Box<dyn std::error::Error + Send + Sync>>>
    where
        R: Send + 'static,
    {
        if HERE.get() {
            return std::future::ready(Ok(task())).boxed();
        }
        tokio::task::spawn_blocking(task).map_err(Into::into).boxed()
    }

    fn get_runtime() -> Self {
        Self
    }
}

/// Drives `work` on one blocking thread, where its SQLite calls run in place: one hop for a whole transaction.
pub(super) async fn in_one_hop<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> T {
    let runtime = tokio::runtime::Handle::current();
    let task = tokio::task::spawn_blocking(move || {
        HERE.set(true);
        let out = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| runtime.block_on(work)));
        HERE.set(false);
        out
    });
    match task.await {
        Ok(Ok(out)) => out,
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(e) => std::panic::resume_unwind(e.into_panic()),
    }
}
