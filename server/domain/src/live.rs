//! Live connections: cursors on the event log, and who is with which conversation right now.

mod agent_feed;
mod heard;
mod hub;
mod presences;
mod visitor_feed;

pub use agent_feed::LiveFeed;
pub use heard::Written;
pub(crate) use hub::Hub;
pub use visitor_feed::VisitorFeed;

use crate::errands::{self, Sign};
use crate::visitors::{self, Website};
use crate::{Actor, Desk, access, secret};
use types::live::Signal;
use types::{Problem, Seq, Uuid};

impl Desk {
    /// Everything that the actor may see and that happens after that entry of the log, without end.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn subscribe(&self, actor: &Actor, after: Seq) -> Result<LiveFeed, Problem> {
        LiveFeed::open(self, actor.clone(), after).await
    }

    /// Everything that concerns this visitor and happens after that entry of the log, without end.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn visitor_subscribe(&self, site: &Website, token: &str, after: Seq) -> Result<VisitorFeed, Problem> {
        let known = visitors::whose(&mut *self.store.snapshot().await?, site, token).await?;
        VisitorFeed::open(self, site.clone(), secret::hash(token), known, after).await
    }

    /// What an agent's page tells about itself. `connection` names the page.
    ///
    /// # Errors
    /// `NotFound` for a foreign conversation.
    pub async fn signal(&self, actor: &Actor, connection: Uuid, signal: Signal) -> Result<(), Problem> {
        let (conversation, typing) = match signal {
            Signal::Viewing { conversation } => (conversation, None),
            Signal::Typing { conversation, on } => (Some(conversation), Some(on)),
        };
        let place = match conversation {
            Some(id) => Some((id, access::read(&mut self.store.conn().await?, actor, id).await?.summary.placement())),
            None => None,
        };
        if let (Some((conversation, place)), Some(true)) = (place, typing) {
            let (account, inbox) = (actor.account, place.inbox);
            errands::tell(&self.wakers, Sign { account, inbox, conversation, typing: true });
        }
        self.hub.agent_at(actor.account, connection, actor.user, place, typing).await;
        Ok(())
    }
}
