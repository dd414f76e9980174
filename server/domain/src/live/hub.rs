//! One room for each account with listeners: its log is read once and passed on to all of them.

use super::heard::Heard;
use super::presences::Presences;
use crate::clock::Clock;
use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;
use store::{Store, accounts, events};
use tokio::sync::{Notify, broadcast};
use types::conversation::Placement;
use types::live::Presence;
use types::{AccountId, ContactId, ConversationId, Seq, UserId, Uuid};

/// News a slow listener may be behind before it has to read the log itself.
const BACKLOG: usize = 1_024;
/// Entries read from the log at a time.
pub(super) const PAGE: i64 = 500;
/// The log is looked at this often even when nobody calls: other nodes write too, and a lost call loses nothing.
const TICK: Duration = Duration::from_secs(2);

/// What listeners are told.
#[derive(Clone)]
pub(super) enum News {
    /// The next entry of the log.
    Event(Arc<Heard>),
    /// Who is with a conversation, and where it stands.
    Presence(Arc<(Presence, Placement)>),
    /// A session is over, by its hash.
    SessionEnded(Arc<str>),
    /// A visitor who was unknown has become a contact, by the hash of their token.
    VisitorKnown(Arc<str>, ContactId),
}

/// The listeners of one account.
pub(super) struct Room {
    account: AccountId,
    wake: Notify,
    news: broadcast::Sender<News>,
    presences: Mutex<Presences>,
    agents: AtomicUsize,
}

impl Room {
    pub(super) fn listen(&self) -> broadcast::Receiver<News> {
        self.news.subscribe()
    }

    pub(super) fn presences(&self) -> MutexGuard<'_, Presences> {
        self.presences.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nobody listening is no fault.
    fn tell(&self, news: News) {
        drop(self.news.send(news));
    }

    pub(super) fn tell_presence(&self, changed: BTreeSet<ConversationId>) {
        for id in changed {
            let presence = self.presences().of(id);
            if let Some(presence) = presence {
                self.tell(News::Presence(Arc::new(presence)));
            }
        }
    }

    pub(super) fn agent_came(&self) {
        self.agents.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn agent_left(&self) {
        self.agents.fetch_sub(1, Ordering::Relaxed);
    }

    pub(super) fn customer_here(&self, id: ConversationId, place: Placement, opened: bool) {
        self.presences().customer_here(id, place, opened);
        self.tell_presence(BTreeSet::from([id]));
    }
}

/// All rooms. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Hub(Arc<Inner>);

struct Inner {
    store: Store,
    clock: Arc<dyn Clock>,
    rooms: Mutex<HashMap<AccountId, Arc<Room>>>,
}

impl Hub {
    pub(crate) fn new(store: Store, clock: Arc<dyn Clock>) -> Self {
        Self(Arc::new(Inner { store, clock, rooms: Mutex::default() }))
    }

    fn rooms(&self) -> MutexGuard<'_, HashMap<AccountId, Arc<Room>>> {
        self.0.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The room of an account, opened when it is the first time.
    pub(super) fn room(&self, account: AccountId) -> Arc<Room> {
        let mut rooms = self.rooms();
        let open = || {
            let room = Arc::new(Room {
                account,
                wake: Notify::new(),
                news: broadcast::channel(BACKLOG).0,
                presences: Mutex::default(),
                agents: AtomicUsize::new(0),
            });
            tokio::spawn(follow(Arc::downgrade(&self.0), room.clone()));
            room
        };
        rooms.entry(account).or_insert_with(open).clone()
    }

    fn known_room(&self, account: AccountId) -> Option<Arc<Room>> {
        self.rooms().get(&account).cloned()
    }

    /// There is something new in the log.
    pub(crate) fn wake(&self, account: AccountId) {
        if let Some(room) = self.known_room(account) {
            room.wake.notify_one();
        }
    }

    /// Closes the live connections of a session.
    pub(crate) fn session_ended(&self, account: AccountId, token_hash: &str) {
        if let Some(room) = self.known_room(account) {
            room.tell(News::SessionEnded(token_hash.into()));
        }
    }

    /// A visitor has become a contact: their page, which was open before, learns what concerns it.
    pub(crate) fn visitor_known(&self, account: AccountId, token_hash: &str, contact: ContactId) {
        if let Some(room) = self.known_room(account) {
            room.tell(News::VisitorKnown(token_hash.into(), contact));
        }
    }

    /// Whether any agent's page is connected.
    pub(crate) fn anyone_online(&self, account: AccountId) -> bool {
        self.known_room(account).is_some_and(|room| room.agents.load(Ordering::Relaxed) > 0)
    }

    pub(crate) fn customer_typing(&self, account: AccountId, id: ConversationId, place: Placement, on: bool) {
        let (room, now) = (self.room(account), self.0.clock.now());
        room.presences().customer_typing(id, place, on, now);
        room.tell_presence(BTreeSet::from([id]));
    }

    pub(super) async fn agent_at(
        &self,
        account: AccountId,
        page: Uuid,
        agent: UserId,
        at: Option<(ConversationId, Placement)>,
        typing: Option<bool>,
    ) {
        let (room, now) = (self.room(account), self.0.clock.now());
        let changed = room.presences().agent_at(page, agent, at, typing, now);
        room.tell_presence(changed);
    }
}

/// Reads the log of an account in order and passes it on, as long as the hub is there.
async fn follow(hub: Weak<Inner>, room: Arc<Room>) {
    let mut last: Option<Seq> = None;
    loop {
        let Some(store) = hub.upgrade().map(|inner| inner.store.clone()) else { return };
        match read_on(&store, &room, last).await {
            Ok(seq) => last = Some(seq),
            // Listeners wait; they get everything from the log as soon as it can be read again.
            Err(problem) => tracing::warn!(%problem, "the event log cannot be read"),
        }
        drop(store);
        drop(tokio::time::timeout(TICK, room.wake.notified()).await);
        if let Some(inner) = hub.upgrade() {
            let changed = room.presences().expire(inner.clock.now());
            room.tell_presence(changed);
        }
    }
}

async fn read_on(store: &Store, room: &Room, last: Option<Seq>) -> Result<Seq, types::Problem> {
    let mut conn = store.conn().await?;
    let Some(mut last) = last else { return Ok(accounts::last_event(&mut conn, room.account).await?) };
    loop {
        let page = events::after(&mut conn, room.account, last, PAGE).await?;
        let Some(newest) = page.last() else { return Ok(last) };
        last = newest.seq;
        for event in page {
            room.tell(News::Event(Arc::new(Heard::new(event))));
        }
    }
}
