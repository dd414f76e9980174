//! Customers whose messages do not tell their names. Providers tell them when asked, and pages show them as soon as they are known.

use super::sender;
use crate::change::Work;
use crate::channels::{self, InboxConfig};
use crate::{Desk, errands};
use store::{contacts, inboxes};
use tokio::sync::broadcast;
use types::contact::Contact;
use types::inbox::InboxState;
use types::{AccountId, ContactId, InboxId, Problem};

/// A customer who wrote without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// Whose.
    pub account: AccountId,
    /// Where they wrote.
    pub inbox: InboxId,
    /// Who.
    pub contact: ContactId,
}

impl Desk {
    /// Tells of a stranger.
    pub fn meet(&self, stranger: Stranger) {
        errands::met(&self.wakers, stranger);
    }

    /// Strangers, from now on.
    #[must_use]
    pub fn strangers(&self) -> broadcast::Receiver<Stranger> {
        self.wakers.strangers.subscribe()
    }

    /// Where to ask about a stranger, and for whom; `None` when they have a name by now, or nobody may be asked.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn whom_to_ask_about(&self, stranger: &Stranger) -> Result<Option<(InboxConfig, String)>, Problem> {
        let mut tx = self.store.snapshot().await?;
        let Some((contact, _)) = contacts::find(&mut tx, stranger.account, stranger.contact).await? else {
            return Ok(None);
        };
        let Some(inbox) = inboxes::find(&mut tx, stranger.account, stranger.inbox).await? else { return Ok(None) };
        if !sender::is_stand_in(&contact) || inbox.inbox.state != InboxState::Active {
            return Ok(None);
        }
        let names = contacts::addresses_of(&mut tx, stranger.inbox, stranger.contact).await?;
        let Some((_, name)) = names.into_iter().next() else { return Ok(None) };
        Ok(Some((channels::open(&self.vault, inbox)?, name)))
    }

    /// Learns a stranger's name. Who has got one meanwhile, from the channel or from a person, keeps it.
    ///
    /// # Errors
    /// `Unavailable` when nothing could be stored.
    pub async fn introduce(&self, stranger: Stranger, name: String) -> Result<(), Problem> {
        self.change(stranger.account, move |work| {
            Box::pin(async move {
                contacts::lock(work.conn, stranger.contact).await?;
                introduce(work, stranger.contact, &name).await
            })
        })
        .await
    }
}

/// The same inside a change that holds the contact.
pub(crate) async fn introduce(work: &mut Work<'_>, contact: ContactId, name: &str) -> Result<(), Problem> {
    let Some((known, _)) = contacts::find(work.conn, work.account, contact).await? else { return Ok(()) };
    let name = sender::clean(name);
    if name.is_empty() || name == known.name || !sender::is_stand_in(&known) {
        return Ok(());
    }
    crate::contacts::save_everywhere(work, &Contact { name, ..known }).await
}
