//! The website chat, from the visitor's side. A visitor is whoever holds the token of their browser.

use crate::change::Touched;
use crate::incoming::{Inbound, find_or_create_address};
use crate::{Desk, secret};
use store::contacts::Address;
use store::conversations::{self, Conversation};
use store::inboxes::Configured;
use store::{Conn, accounts, contacts, inboxes, messages, users};
use types::inbox::{ChannelKind, WebsiteSettings};
use types::limits::{ATTACHMENTS, THREAD_PAGE, message_text};
use types::message::{Audience, Author, Message, MessageBody};
use types::visitor::{VisitorDraft, VisitorMessage, VisitorThread};
use types::{AccountId, InboxId, MessageId, Noun, Problem, Timestamp, UserId};

/// A website inbox, found by its public key.
#[derive(Clone, Debug)]
pub struct Website {
    /// Which inbox.
    pub inbox: InboxId,
    /// Whose.
    pub account: AccountId,
    /// What people call it.
    pub name: String,
    /// Its public key.
    pub key: String,
    /// How it looks and greets.
    pub settings: WebsiteSettings,
}

impl Website {
    fn of(found: Configured) -> Self {
        Self {
            inbox: found.inbox.id,
            account: found.account,
            name: found.inbox.name,
            settings: serde_json::from_str(&found.settings).unwrap_or_default(),
            key: found.key,
        }
    }
}

/// What a visitor's colleague at the business is called, for each message.
pub(crate) struct Names(Vec<(UserId, String)>, String);

impl Names {
    pub(crate) async fn load(conn: &mut Conn, account: AccountId, site: &Website) -> Result<Self, Problem> {
        let agents = users::agents(conn, account).await?;
        Ok(Self(agents.into_iter().map(|agent| (agent.id, agent.name)).collect(), site.name.clone()))
    }

    pub(crate) fn agent(&self, id: UserId) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == id).map(|(_, name)| name.as_str())
    }

    /// A colleague is new or has another name.
    pub(crate) fn learn(&mut self, id: UserId, name: &str) {
        self.0.retain(|(known, _)| *known != id);
        self.0.push((id, name.to_owned()));
    }

    /// The message for its visitor; `None` when it stays inside.
    pub(crate) fn show(&self, message: &Message) -> Option<VisitorMessage> {
        let name = match message.author {
            Author::Agent(id) => self.agent(id).unwrap_or(&self.1),
            Author::Bot | Author::Business | Author::System => &self.1,
            Author::Contact(_) => "You",
        };
        VisitorMessage::of(message, name.to_owned())
    }
}

impl Desk {
    /// The website of a public key.
    ///
    /// # Errors
    /// `NotFound` when no website has it.
    pub async fn website(&self, key: &str) -> Result<Website, Problem> {
        let found = inboxes::find_by_key(&mut self.store.conn().await?, key).await?;
        let found = found.filter(|found| found.inbox.channel == ChannelKind::Website);
        found.map(Website::of).ok_or(Problem::NotFound { what: Noun::Inbox })
    }

    /// The websites of an account.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn websites(&self, account: AccountId) -> Result<Vec<Website>, Problem> {
        let mut conn = self.store.conn().await?;
        let found = inboxes::of_channel(&mut conn, account, ChannelKind::Website).await?;
        Ok(found.into_iter().map(Website::of).collect())
    }

    /// What the visitor sees, with the cursor to listen from. Creates nothing.
    ///
    /// # Errors
    /// `NotFound` for a message of somebody else in `before`.
    pub async fn visitor_thread(
        &self,
        site: &Website,
        token: &str,
        before: Option<MessageId>,
    ) -> Result<VisitorThread, Problem> {
        let mut tx = self.store.snapshot().await?;
        let cursor = accounts::last_event(&mut tx, site.account).await?;
        let online = self.hub.anyone_online(site.account);
        let nothing =
            VisitorThread { messages: Vec::new(), older: false, cursor, received_at: None, seen_at: None, online };
        let Some((_, conversation)) = whose(&mut tx, site, token).await? else { return Ok(nothing) };
        let Some(Conversation { summary, .. }) = conversation else { return Ok(nothing) };
        let page = match before {
            None => messages::latest(&mut tx, summary.id, Audience::Customer, THREAD_PAGE + 1).await?,
            Some(id) => {
                let place = messages::find(&mut tx, site.account, id)
                    .await?
                    .filter(|message| message.conversation == summary.id)
                    .ok_or(Problem::NotFound { what: Noun::Message })?
                    .place();
                messages::before(&mut tx, summary.id, Audience::Customer, place, THREAD_PAGE + 1).await?
            }
        };
        let page = crate::MessagePage::oldest_left_out(page);
        let names = Names::load(&mut tx, site.account, site).await?;
        Ok(VisitorThread {
            messages: page.messages.iter().filter_map(|message| names.show(message)).collect(),
            older: page.more,
            received_at: summary.customer_received_at,
            seen_at: summary.customer_seen_at,
            ..nothing
        })
    }

    /// Takes in what a visitor wrote; whether it is new and not a repeat.
    ///
    /// # Errors
    /// `Invalid`, naming the field.
    pub async fn visitor_writes(
        &self,
        site: &Website,
        token: &str,
        draft: VisitorDraft,
    ) -> Result<(VisitorMessage, bool), Problem> {
        if draft.attachments.len() > ATTACHMENTS {
            return Err(Problem::invalid("attachments", format!("At most {ATTACHMENTS} files fit in one message.")));
        }
        let only_files = draft.text.trim().is_empty() && !draft.attachments.is_empty();
        let text = if only_files { String::new() } else { message_text("text", &draft.text)? };
        let address = secret::hash(token);
        // The address is part of the name: nobody gets at a message by guessing another visitor's client id.
        let external_id = format!("{address}:{}", draft.client_id);
        let inbound = Inbound {
            client_id: Some(draft.client_id),
            attachments: draft.attachments,
            ..Inbound::new(site.account, site.inbox, address, external_id, MessageBody::Text { text })
        };
        let address = inbound.address.clone();
        let accepted = self.receive(inbound).await?;
        if let Author::Contact(contact) = accepted.message.author {
            self.hub.visitor_known(site.account, &address, contact);
        }
        let names = Names(Vec::new(), site.name.clone());
        let shown = names.show(&accepted.message).ok_or(Problem::Internal)?;
        Ok((shown, !accepted.repeated))
    }

    /// Everything written until then is on the visitor's device.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn visitor_received(&self, site: &Website, token: &str, up_to: Timestamp) -> Result<(), Problem> {
        self.mark(site, token, up_to, false).await
    }

    /// Everything written until then has been seen by the visitor.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn visitor_seen(&self, site: &Website, token: &str, up_to: Timestamp) -> Result<(), Problem> {
        self.mark(site, token, up_to, true).await
    }

    async fn mark(&self, site: &Website, token: &str, up_to: Timestamp, seen: bool) -> Result<(), Problem> {
        let news = move |conversation: &Conversation| {
            let summary = &conversation.summary;
            // Nothing can have been read that was not written yet.
            let up_to = up_to.min(summary.last_activity_at);
            let further = |mark: Option<Timestamp>| mark.is_none_or(|mark| mark < up_to);
            let is_news = further(summary.customer_received_at) || (seen && further(summary.customer_seen_at));
            is_news.then_some(up_to)
        };
        let known = whose(&mut self.store.conn().await?, site, token).await?.and_then(|(_, known)| known);
        let Some(known) = known.filter(|known| news(known).is_some()) else { return Ok(()) };
        let (id, account) = (known.summary.id, site.account);
        self.change(account, move |work| {
            Box::pin(async move {
                let known = conversations::find_to_change(work.conn, account, id).await?;
                let Some((known, up_to)) = known.and_then(|known| news(&known).map(|up_to| (known, up_to))) else {
                    return Ok(());
                };
                let mut touched = Touched::known(known);
                let summary = &mut touched.conversation.summary;
                summary.customer_received_at = summary.customer_received_at.max(Some(up_to));
                if seen {
                    summary.customer_seen_at = summary.customer_seen_at.max(Some(up_to));
                }
                work.save(touched).await.map(drop)
            })
        })
        .await
    }

    /// The visitor is typing, or has stopped.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn visitor_typing(&self, site: &Website, token: &str, on: bool) -> Result<(), Problem> {
        let known = whose(&mut self.store.conn().await?, site, token).await?.and_then(|(_, known)| known);
        if let Some(Conversation { summary, .. }) = known {
            self.hub.customer_typing(site.account, summary.id, summary.placement(), on);
        }
        Ok(())
    }

    /// The address of a visitor, made when it is new: for uploads that come before the first message.
    pub(crate) async fn visitor_address(&self, site: &Website, token: &str) -> Result<Address, Problem> {
        let (inbox, external_id) = (site.inbox, secret::hash(token));
        self.change(site.account, move |work| {
            Box::pin(async move { find_or_create_address(work, inbox, &external_id).await })
        })
        .await
    }
}

/// The visitor's address and their latest conversation.
pub(crate) async fn whose(
    conn: &mut Conn,
    site: &Website,
    token: &str,
) -> Result<Option<(Address, Option<Conversation>)>, Problem> {
    let Some(address) = contacts::find_address(conn, site.inbox, &secret::hash(token)).await? else {
        return Ok(None);
    };
    let latest = match conversations::latest_of(conn, address.contact, site.inbox).await? {
        Some(id) => conversations::find(conn, site.account, id).await?,
        None => None,
    };
    Ok(Some((address, latest)))
}
