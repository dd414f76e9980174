//! What an agent's page hears.

use super::heard::{Heard, Waiting, Written};
use super::hub::{Hub, News, PAGE, Room};
use crate::clock::Clock;
use crate::{Actor, Desk};
use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use store::{Store, accounts, events, sessions};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Interval, MissedTickBehavior};
use types::event::Change;
use types::live::{BEAT_SECONDS, Frame};
use types::{Problem, Seq};

/// A cursor on the log of one account, for one agent. Dropping it ends the subscription.
pub struct LiveFeed {
    store: Store,
    clock: Arc<dyn Clock>,
    room: Arc<Room>,
    news: Receiver<News>,
    actor: Actor,
    cursor: Seq,
    /// The log has entries that were not heard as news.
    behind: bool,
    ended: bool,
    waiting: VecDeque<Waiting>,
    beat: Interval,
}

pub(super) fn beats() -> Interval {
    let period = Duration::from_secs(BEAT_SECONDS);
    let mut beat = tokio::time::interval_at(tokio::time::Instant::now() + period, period);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beat
}

/// Whether a page with this cursor can go on, or has to load anew.
pub(super) async fn can_resume(store: &Store, account: types::AccountId, after: Seq) -> Result<bool, Problem> {
    let mut conn = store.conn().await?;
    let last = accounts::last_event(&mut conn, account).await?;
    let oldest = events::oldest(&mut conn, account).await?;
    let whole = oldest.is_none_or(|oldest| oldest.0 <= after.0 + 1) || after == last;
    Ok(after <= last && after.0 >= 0 && whole && (oldest.is_some() || after == last))
}

impl LiveFeed {
    pub(super) async fn open(desk: &Desk, actor: Actor, after: Seq) -> Result<Self, Problem> {
        let hub: &Hub = &desk.hub;
        let room = hub.room(actor.account);
        // Listening begins before the log is read: what comes meanwhile is heard twice and taken once.
        let news = room.listen();
        room.agent_came();
        let presences = room.presences().all();
        let mut feed = Self {
            store: desk.store.clone(),
            clock: desk.clock.clone(),
            room,
            news,
            actor,
            cursor: after,
            behind: true,
            ended: false,
            waiting: VecDeque::new(),
            beat: beats(),
        };
        if can_resume(&feed.store, feed.actor.account, after).await? {
            for (presence, place) in presences {
                if feed.actor.scope.sees(&place) {
                    feed.waiting.push_back(Waiting::Own(Frame::Presence { presence }));
                }
            }
        } else {
            feed.end(Frame::Resync);
        }
        Ok(feed)
    }

    /// The next frame, at least every `BEAT_SECONDS`; `None` when the connection is to be closed.
    ///
    /// Nothing is lost when the future is dropped before it is done.
    pub async fn next(&mut self) -> Option<Frame> {
        self.next_waiting().await.map(Waiting::into_frame)
    }

    /// The same, as it is written to a connection: what many get alike is written out once for all of them.
    pub async fn next_written(&mut self) -> Option<Written> {
        let waiting = self.next_waiting().await?;
        waiting.written().inspect_err(|problem| tracing::error!(%problem, "a frame cannot be written")).ok()
    }

    async fn next_waiting(&mut self) -> Option<Waiting> {
        loop {
            if let Some(waiting) = self.waiting.pop_front() {
                return Some(waiting);
            }
            if self.ended {
                return None;
            }
            let step = if self.behind { self.catch_up().await } else { self.listen().await };
            if let Err(problem) = step {
                tracing::warn!(%problem, "a live connection is closed");
                return None; // the page reconnects and resumes from its cursor
            }
        }
    }

    async fn catch_up(&mut self) -> Result<(), Problem> {
        let mut conn = self.store.conn().await?;
        let page = events::after(&mut conn, self.actor.account, self.cursor, PAGE).await?;
        drop(conn);
        if page.is_empty() {
            self.behind = false;
            self.waiting.push_back(self.heartbeat());
        }
        for event in page {
            self.take(Arc::new(Heard::new(event)));
        }
        Ok(())
    }

    async fn listen(&mut self) -> Result<(), Problem> {
        tokio::select! {
            news = self.news.recv() => match news {
                Ok(News::Event(heard)) if heard.event.seq.0 == self.cursor.0 + 1 => self.take(heard),
                Ok(News::Event(heard)) => self.behind = heard.event.seq > self.cursor,
                Ok(News::Presence(told)) => {
                    let (presence, place) = &*told;
                    if self.actor.scope.sees(place) {
                        self.waiting.push_back(Waiting::Own(Frame::Presence { presence: presence.clone() }));
                    }
                }
                Ok(News::SessionEnded(hash)) => {
                    if self.actor.session.as_deref() == Some(&hash) {
                        self.end(Frame::SignedOut);
                    }
                }
                Ok(News::VisitorKnown(..)) => {}
                Err(RecvError::Lagged(_)) => self.behind = true,
                Err(RecvError::Closed) => self.ended = true,
            },
            _ = self.beat.tick() => {
                self.check_session().await?;
                self.waiting.push_back(self.heartbeat());
            }
        }
        Ok(())
    }

    fn heartbeat(&self) -> Waiting {
        Waiting::Own(Frame::Beat { seq: self.cursor, at: self.clock.now() })
    }

    fn end(&mut self, frame: Frame) {
        self.ended = true;
        self.waiting.push_back(Waiting::Own(frame));
    }

    /// Another node may have ended the session.
    async fn check_session(&mut self) -> Result<(), Problem> {
        if let Some(hash) = &self.actor.session {
            let still = sessions::find(&mut self.store.conn().await?, hash, self.clock.now()).await?;
            if still.is_none() {
                self.end(Frame::SignedOut);
            }
        }
        Ok(())
    }

    fn take(&mut self, heard: Arc<Heard>) {
        if self.ended {
            return;
        }
        let event = &heard.event;
        self.cursor = event.seq;
        let me = self.actor.user;
        // What the agent may see has changed: what was hidden so far is not in the events to come. A page that was away
        // has passed some events by its new rights already; loading anew puts that right, too.
        match &event.change {
            Change::Agent { agent } if agent.id == me && !agent.active => return self.end(Frame::SignedOut),
            Change::Agent { agent } if agent.id == me => return self.end(Frame::Resync),
            Change::Group { joined, left, .. } if joined.contains(&me) || left.contains(&me) => {
                return self.end(Frame::Resync);
            }
            Change::GroupDeleted { members, .. } if members.contains(&me) => return self.end(Frame::Resync),
            _ => {}
        }
        let seen = match event.for_scope(&self.actor.scope) {
            None => return,
            Some(Cow::Borrowed(_)) => None,
            Some(Cow::Owned(part)) => Some(Frame::Event { event: Box::new(part) }),
        };
        self.waiting.push_back(seen.map_or(Waiting::Heard(heard), Waiting::Own));
    }
}

impl Drop for LiveFeed {
    fn drop(&mut self) {
        self.room.agent_left();
    }
}
