//! What a visitor's page hears: the messages of their own conversation, never anything internal.

use super::agent_feed::{beats, can_resume};
use super::heard::{Written, json};
use super::hub::{News, PAGE, Room};
use crate::Desk;
use crate::clock::Clock;
use crate::visitors::{Names, Website};
use std::collections::VecDeque;
use std::sync::Arc;
use store::contacts::{self, Address};
use store::conversations::Conversation;
use store::{Store, events};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Interval;
use types::conversation::{Placement, Summary};
use types::event::{Change, Event};
use types::live::Presence;
use types::visitor::VisitorFrame;
use types::{ContactId, ConversationId, Problem, Seq, Timestamp};

type Marks = (Option<Timestamp>, Option<Timestamp>);

/// A cursor on the log of one account, for one visitor. Dropping it ends the subscription.
pub struct VisitorFeed {
    store: Store,
    clock: Arc<dyn Clock>,
    room: Arc<Room>,
    news: Receiver<News>,
    site: Website,
    token_hash: String,
    names: Names,
    /// `None`: has not written yet.
    contact: Option<ContactId>,
    conversation: Option<(ConversationId, Placement)>,
    marks: Marks,
    typing: bool,
    /// Where the page came in: from there the log is read again once the visitor is known.
    start: Seq,
    cursor: Seq,
    behind: bool,
    ended: bool,
    waiting: VecDeque<VisitorFrame>,
    beat: Interval,
}

impl VisitorFeed {
    pub(super) async fn open(
        desk: &Desk,
        site: Website,
        token_hash: String,
        known: Option<(Address, Option<Conversation>)>,
        after: Seq,
    ) -> Result<Self, Problem> {
        let room = desk.hub.room(site.account);
        let news = room.listen();
        let names = Names::load(&mut *desk.store.snapshot().await?, site.account, &site).await?;
        let mut feed = Self {
            store: desk.store.clone(),
            clock: desk.clock.clone(),
            room,
            news,
            token_hash,
            names,
            contact: known.as_ref().map(|(address, _)| address.contact),
            conversation: None,
            marks: (None, None),
            typing: false,
            start: after,
            cursor: after,
            behind: true,
            ended: false,
            waiting: VecDeque::new(),
            beat: beats(),
            site,
        };
        if let Some(Conversation { summary, .. }) = known.and_then(|(_, conversation)| conversation) {
            feed.at(&summary);
        }
        if !can_resume(&feed.store, feed.site.account, after).await? {
            feed.ended = true;
            feed.waiting.push_back(VisitorFrame::Resync);
        }
        Ok(feed)
    }

    /// The next frame as it is written to a connection.
    pub async fn next_written(&mut self) -> Option<Written> {
        let frame = self.next().await?;
        let cursor = match &frame {
            VisitorFrame::Message { cursor, .. }
            | VisitorFrame::Marks { cursor, .. }
            | VisitorFrame::Beat { cursor, .. } => Some(*cursor),
            VisitorFrame::Typing { .. } | VisitorFrame::Resync => None,
        };
        let text = json(&frame).inspect_err(|problem| tracing::error!(%problem, "a frame cannot be written")).ok()?;
        Some(Written { text, cursor })
    }

    /// The next frame, at least every `BEAT_SECONDS`; `None` when the connection is to be closed.
    ///
    /// Nothing is lost when the future is dropped before it is done.
    pub async fn next(&mut self) -> Option<VisitorFrame> {
        loop {
            if let Some(frame) = self.waiting.pop_front() {
                return Some(frame);
            }
            if self.ended {
                return None;
            }
            let step = if self.behind { self.catch_up().await } else { self.listen().await };
            if let Err(problem) = step {
                tracing::warn!(%problem, "a visitor's connection is closed");
                return None; // the page reconnects and resumes from its cursor
            }
        }
    }

    async fn catch_up(&mut self) -> Result<(), Problem> {
        let mut conn = self.store.conn().await?;
        let page = events::after(&mut conn, self.site.account, self.cursor, PAGE).await?;
        drop(conn);
        if page.is_empty() {
            self.behind = false;
            self.waiting.push_back(self.heartbeat());
        }
        for event in &page {
            self.take(event);
        }
        Ok(())
    }

    async fn listen(&mut self) -> Result<(), Problem> {
        tokio::select! {
            news = self.news.recv() => match news {
                Ok(News::Event(heard)) if heard.event.seq.0 == self.cursor.0 + 1 => self.take(&heard.event),
                Ok(News::Event(heard)) => self.behind = heard.event.seq > self.cursor,
                Ok(News::Presence(told)) => self.hear_typing(&told.0),
                Ok(News::VisitorKnown(hash, contact)) if *hash == *self.token_hash => self.become_known(contact),
                Ok(News::VisitorKnown(..) | News::SessionEnded(_)) => {}
                Err(RecvError::Lagged(_)) => self.behind = true,
                Err(RecvError::Closed) => self.ended = true,
            },
            _ = self.beat.tick() => {
                // The message that made the visitor known may have gone to another node.
                if self.contact.is_none() {
                    let mut conn = self.store.conn().await?;
                    let known = contacts::find_address(&mut conn, self.site.inbox, &self.token_hash).await?;
                    drop(conn);
                    if let Some(address) = known {
                        self.become_known(address.contact);
                    }
                }
                self.waiting.push_back(self.heartbeat());
            }
        }
        Ok(())
    }

    fn heartbeat(&self) -> VisitorFrame {
        VisitorFrame::Beat { cursor: self.cursor, at: self.clock.now() }
    }

    fn become_known(&mut self, contact: ContactId) {
        if self.contact.is_none() {
            self.contact = Some(contact);
            self.cursor = self.start;
            self.behind = true;
        }
    }

    fn hear_typing(&mut self, presence: &Presence) {
        if self.conversation.is_none_or(|(id, _)| id != presence.conversation) {
            return;
        }
        let who = presence.viewers.iter().find(|viewer| viewer.typing);
        let on = who.is_some();
        if on != self.typing {
            self.typing = on;
            let name = who.and_then(|viewer| self.names.agent(viewer.agent)).unwrap_or(&self.site.name).to_owned();
            self.waiting.push_back(VisitorFrame::Typing { on, name });
        }
    }

    /// The conversation the page shows: agents see that the customer is there.
    fn at(&mut self, now: &Summary) {
        self.marks = (now.customer_received_at, now.customer_seen_at);
        let here = (now.id, now.placement());
        let before = self.conversation.replace(here);
        if before.is_none_or(|(id, _)| id != now.id) {
            if let Some((id, place)) = before {
                self.room.customer_here(id, place, false);
            }
            self.room.customer_here(here.0, here.1, true);
        }
    }

    fn take(&mut self, event: &Event) {
        self.cursor = event.seq;
        match &event.change {
            Change::Conversation { now, messages, .. }
                if Some(now.contact.id) == self.contact && now.inbox == self.site.inbox =>
            {
                let marks = self.marks;
                self.at(now);
                for message in messages.iter().filter_map(|message| self.names.show(message)) {
                    self.waiting.push_back(VisitorFrame::Message { cursor: self.cursor, message: Box::new(message) });
                }
                if marks != self.marks {
                    let (received_at, seen_at) = self.marks;
                    self.waiting.push_back(VisitorFrame::Marks { cursor: self.cursor, received_at, seen_at });
                }
            }
            Change::Message { message, .. } if self.conversation.is_some_and(|(id, _)| id == message.conversation) => {
                if let Some(message) = self.names.show(message) {
                    self.waiting.push_back(VisitorFrame::Message { cursor: self.cursor, message: Box::new(message) });
                }
            }
            Change::Agent { agent } => self.names.learn(agent.id, &agent.name),
            _ => {}
        }
    }
}

impl Drop for VisitorFeed {
    fn drop(&mut self) {
        if let Some((id, place)) = self.conversation {
            self.room.customer_here(id, place, false);
        }
    }
}
