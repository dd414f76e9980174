//! Wakes the workers that hand things to providers and fetch files from them. A lost call delays nothing for longer than a tick.

use crate::Desk;
use crate::change::Errands;
use crate::incoming::Stranger;
use std::sync::Arc;
use tokio::sync::{Notify, broadcast};
use types::message::Message;
use types::{AccountId, ConversationId, InboxId};

/// Signs kept for a listener that is behind; they are best effort.
const SIGNS: usize = 256;
/// Customers kept whose names are still to be asked for; who is forgotten is asked about when they write again.
const STRANGERS: usize = 4096;

/// Bells of the workers. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Wakers {
    parcels: Arc<Notify>,
    files: Arc<Notify>,
    pub(crate) signs: broadcast::Sender<Sign>,
    pub(crate) strangers: broadcast::Sender<Stranger>,
}

impl Default for Wakers {
    fn default() -> Self {
        let (signs, strangers) = (broadcast::channel(SIGNS).0, broadcast::channel(STRANGERS).0);
        Self { parcels: Arc::default(), files: Arc::default(), signs, strangers }
    }
}

impl Wakers {
    pub(crate) fn wake(&self, errands: Errands) {
        if errands.parcels {
            self.parcels.notify_one();
        }
        if errands.files {
            self.files.notify_one();
        }
    }
}

/// A sign for the customer that is worth telling their provider, and no harm when it is not told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Whose.
    pub account: AccountId,
    /// By which inbox.
    pub inbox: InboxId,
    /// In which conversation.
    pub conversation: ConversationId,
    /// Somebody is typing; else: somebody has read.
    pub typing: bool,
}

impl Desk {
    /// Returns when something may have been put into the outbox.
    pub async fn parcels_wait(&self) {
        self.wakers.parcels.notified().await;
    }

    /// Returns when there may be a file to fetch.
    pub async fn files_wait(&self) {
        self.wakers.files.notified().await;
    }

    /// Tells a sign for a customer.
    pub fn sign(&self, sign: Sign) {
        tell(&self.wakers, sign);
    }

    /// Signs for customers, from now on.
    #[must_use]
    pub fn signs(&self) -> broadcast::Receiver<Sign> {
        self.wakers.signs.subscribe()
    }
}

/// Nobody listening is no fault.
pub(crate) fn tell(wakers: &Wakers, sign: Sign) {
    drop(wakers.signs.send(sign));
}

/// Nobody listening is no fault.
pub(crate) fn met(wakers: &Wakers, stranger: Stranger) {
    drop(wakers.strangers.send(stranger));
}

/// The word that goes with a message to the provider and comes back in statuses and echoes.
pub(crate) fn reference(message: &Message) -> String {
    format!("frontdesk-{}", message.id)
}

/// The message a word of ours stands for.
pub(crate) fn message_of(reference: &str) -> Option<types::MessageId> {
    reference.strip_prefix("frontdesk-")?.parse().ok()
}

impl Desk {
    /// The customer a sign is for: their inbox, their name there, and the name of their last message. `None`: nobody to tell.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn whom_to_tell(
        &self,
        sign: &Sign,
    ) -> Result<Option<(crate::InboxConfig, String, Option<String>)>, types::Problem> {
        let mut tx = self.store.snapshot().await?;
        let Some(inbox) = store::inboxes::find(&mut tx, sign.account, sign.inbox).await? else { return Ok(None) };
        if !inbox.inbox.channel.capabilities().provider || inbox.inbox.state != types::inbox::InboxState::Active {
            return Ok(None);
        }
        let inbox = crate::channels::open(&self.vault, inbox)?;
        let known = store::conversations::find(&mut tx, sign.account, sign.conversation).await?;
        let Some(conversation) = known else { return Ok(None) };
        let names = store::contacts::addresses_of(&mut tx, sign.inbox, conversation.summary.contact.id).await?;
        let current = names.iter().find(|(id, _)| Some(*id) == conversation.address).or(names.first());
        let Some((_, to)) = current.cloned() else { return Ok(None) };
        let last = store::messages::last_incoming(&mut tx, sign.conversation).await?;
        Ok(Some((inbox, to, last)))
    }
}
