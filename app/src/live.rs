//! The live connection of an agent's page: a cursor on the event log, kept over every loss of connection.
//!
//! A page is rendered with the state and its cursor; from there on everything comes through here, in order and without gaps.

mod backoff;
mod connection;
mod presences;
mod socket;
mod stream;

pub use presences::Presences;

use connection::Connection;
use leptos::prelude::*;
use leptos::reactive::send_wrapper_ext::SendOption;
use types::event::Event;
use types::live::{Frame, Signal as PageSignal};
use types::{ConversationId, Seq, Timestamp};

/// How the connection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// It is being opened for the first time, or the page has no script yet: nothing to tell.
    Opening,
    /// Everything that happens arrives.
    Open,
    /// It was lost at that time and is being opened again.
    Lost {
        /// When, by the server's clock.
        since: Timestamp,
    },
}

/// What the page does with what arrives.
#[derive(Clone, Copy)]
pub struct Listener {
    /// The last event the page contains: where to go on from.
    pub cursor: Callback<(), Seq>,
    /// The next event.
    pub event: Callback<Event>,
    /// Everything up to there has been sent.
    pub beat: Callback<Seq>,
    /// The page is too old: load it anew, then call [`Live::resynced`].
    pub resync: Callback<()>,
}

/// A page's connection. Copies are the same connection.
#[derive(Clone, Copy)]
pub struct Live {
    /// How it stands.
    pub link: RwSignal<Link>,
    /// Who is with which conversation.
    pub presences: RwSignal<Presences>,
    /// The server's clock minus this machine's, in microseconds.
    clock_ahead: RwSignal<i64>,
    listener: Listener,
    viewing: RwSignal<Option<ConversationId>>,
    // Made by `start`: what it holds cannot leave the browser's thread, and a server has many.
    connection: StoredValue<SendOption<Connection>>,
}

impl Live {
    /// Prepares a connection; nothing happens before [`Live::start`].
    #[must_use]
    pub fn new(listener: Listener) -> Self {
        Self {
            link: RwSignal::new(Link::Opening),
            presences: RwSignal::default(),
            clock_ahead: RwSignal::new(0),
            listener,
            viewing: RwSignal::new(None),
            connection: StoredValue::new(SendOption::new_local(None)),
        }
    }

    /// Opens the connection and keeps it open until the owner goes away. Call it in the browser only.
    pub fn start(self) {
        self.connection.set_value(SendOption::new_local(Some(Connection::default())));
        self.watch();
        self.attempt();
        on_cleanup(move || self.stop());
    }

    /// The server's time now, as far as this machine can tell.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        Timestamp(browser_micros().saturating_add(self.clock_ahead.get_untracked()))
    }

    /// Tells the server which conversation the page shows.
    pub fn view(self, conversation: Option<ConversationId>) {
        self.viewing.set(conversation);
        self.send(PageSignal::Viewing { conversation });
    }

    /// Tells the server that the agent is typing to the customer, or has stopped.
    pub fn typing(self, conversation: ConversationId, on: bool) {
        self.send(PageSignal::Typing { conversation, on });
    }

    /// One frame has come in.
    fn hear(self, frame: Frame) {
        if !matches!(frame, Frame::Resync | Frame::SignedOut) {
            self.works();
        }
        match frame {
            Frame::Event { event } => self.listener.event.run(*event),
            Frame::Beat { seq, at } => {
                self.clock_ahead.set(at.0.saturating_sub(browser_micros()));
                self.listener.beat.run(seq);
            }
            Frame::Presence { presence } => presences::arrive(self.presences, presence),
            Frame::Resync => self.resync(),
            Frame::SignedOut => sign_in_again(),
        }
    }
}

/// The session has ended: loads the page anew, and the server leads to the sign-in page and back here afterwards.
pub fn sign_in_again() {
    // A page that is going away anyway has nobody to tell.
    let _ = window().location().reload();
}

/// This machine's clock.
fn browser_micros() -> i64 {
    // Milliseconds since 1970 as a float: exact for the next 280,000 years.
    #[expect(clippy::cast_possible_truncation, reason = "far from the limits of i64")]
    let millis = js_sys::Date::now() as i64;
    millis.saturating_mul(1_000)
}
