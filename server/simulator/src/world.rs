//! The one state everything works on, and who is told when it changed.

use crate::plan::{Line, Plan};
use crate::state::State;
use bytes::Bytes;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, watch};

/// Stands in bodies for the simulator's own address, which another run may not have.
pub(crate) const ORIGIN: &str = "http://origin.invalid";

/// A running simulator.
pub(crate) struct World {
    pub(crate) plan: Plan,
    /// The simulator's own address, without a slash at its end.
    pub(crate) origin: String,
    /// For calls to Frontdesk and for files it refers to.
    pub(crate) http: reqwest::Client,
    state: Mutex<State>,
    version: watch::Sender<u64>,
    saved: watch::Sender<u64>,
    closing: watch::Sender<bool>,
    /// There may be a webhook to deliver.
    pub(crate) wake: Notify,
}

impl World {
    /// A world that goes on from this state.
    pub(crate) fn new(plan: Plan, origin: String, http: reqwest::Client, mut state: State) -> Arc<Self> {
        state.fit(&plan);
        Arc::new(Self {
            plan,
            origin,
            http,
            state: Mutex::new(state),
            version: watch::Sender::new(1),
            saved: watch::Sender::new(0),
            closing: watch::Sender::new(false),
            wake: Notify::new(),
        })
    }

    /// Looks at the state.
    pub(crate) fn read<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the state. It is written soon, but nobody waits for it.
    pub(crate) fn note<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let result = {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            let result = change(&mut state);
            self.version.send_modify(|version| *version += 1);
            result
        };
        self.wake.notify_one();
        result
    }

    /// Changes the state and returns when that is written, so that what was answered is not forgotten.
    pub(crate) async fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let result = self.note(change);
        if self.plan.state_file.is_some() {
            let version = *self.version.borrow();
            let mut saved = self.saved.subscribe();
            let _ = saved.wait_for(|saved| *saved >= version).await;
        }
        result
    }

    /// The state as text, and the files that are not written yet, with the version this is.
    pub(crate) fn snapshot(&self) -> (u64, serde_json::Result<Vec<u8>>, Vec<(String, Bytes)>) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = state.media.iter().filter(|(_, media)| !media.kept);
        let files = fresh.map(|(id, media)| (id.clone(), media.bytes.clone())).collect();
        (*self.version.borrow(), serde_json::to_vec(&*state), files)
    }

    /// That version is written, with these files.
    pub(crate) fn is_saved(&self, version: u64, files: &[(String, Bytes)]) {
        {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            for (id, _) in files {
                if let Some(media) = state.media.get_mut(id) {
                    media.kept = true;
                }
            }
        }
        self.saved.send_modify(|saved| *saved = version.max(*saved));
    }

    /// Tells of every change.
    pub(crate) fn versions(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// The line with this account.
    pub(crate) fn line(&self, account: &str) -> Option<&Line> {
        self.plan.lines.iter().find(|line| line.account == account)
    }

    /// Ends everything that would go on by itself.
    pub(crate) fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Returns when the end has come.
    pub(crate) async fn closed(&self) {
        let mut closing = self.closing.subscribe();
        let _ = closing.wait_for(|closing| *closing).await;
    }

    /// Waits until nothing about this message is on its way, two seconds at most.
    pub(crate) async fn until_told(&self, line: &str, message: &str) {
        let mut versions = self.versions();
        let told = async {
            while self.read(|state| state.is_pending(line, message)) {
                if versions.changed().await.is_err() {
                    return;
                }
            }
        };
        let _ = tokio::time::timeout(Duration::from_secs(2), told).await;
    }
}
