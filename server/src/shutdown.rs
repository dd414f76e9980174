//! The end of the process, as everything long-lived hears of it.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Tells live connections that the process ends, and waits for them to say goodbye.
#[derive(Clone, Debug, Default)]
pub struct Shutdown(Arc<watch::Sender<bool>>);

impl Shutdown {
    /// The end has come. Calling it again changes nothing.
    pub fn begin(&self) {
        self.0.send_replace(true);
    }

    /// Returns when the end has come. Whoever holds the future is waited for by `all_gone`.
    pub fn begun(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut news = self.0.subscribe();
        async move {
            // An error means the sender is gone, which is an end as well.
            let _ = news.wait_for(|ending| *ending).await;
        }
    }

    /// Returns when nobody waits for the end any more, or when they take too long.
    pub async fn all_gone(&self, within: Duration) {
        let _ = tokio::time::timeout(within, self.0.closed()).await;
    }
}

/// Returns when the operator asks the process to end: Ctrl+C, or SIGTERM as service managers send it.
pub async fn asked_for() {
    let interrupt = async {
        // Without the handler, the signal ends the process anyway.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signals) => {
                signals.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn everyone_hears_of_the_end_and_is_waited_for() {
        let shutdown = Shutdown::default();
        let heard = tokio::spawn(shutdown.begun());
        shutdown.begin();
        heard.await.unwrap();
        shutdown.begun().await;
        shutdown.all_gone(Duration::from_secs(5)).await;
    }
}
