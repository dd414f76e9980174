//! Who looks at what: an agent's connection, which takes its trace along when it ends.

use crate::live::Ears;
use domain::{Actor, Desk};
use types::Uuid;
use types::live::Signal;

/// One connection of an agent's page.
pub(super) struct Presence {
    pub(super) desk: Desk,
    pub(super) actor: Actor,
    pub(super) connection: Uuid,
}

impl Ears for Presence {
    async fn hear(&mut self, text: &str) {
        // A newer page may say things that we do not know.
        if let Ok(signal) = serde_json::from_str::<Signal>(text) {
            // Signals are worth one attempt only; what keeps them from being told has been logged by the domain.
            let _ = self.desk.signal(&self.actor, self.connection, signal).await;
        }
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        let (desk, actor, connection) = (self.desk.clone(), self.actor.clone(), self.connection);
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                let _ = desk.signal(&actor, connection, Signal::Viewing { conversation: None }).await;
            });
        }
    }
}
