//! Opening, losing and opening again: which way, when, and with whose consent.

use super::socket::Socket;
use super::stream::Stream;
use super::{Link, Live, browser_micros};
use crate::resource::read;
use leptos::ev;
use leptos::leptos_dom::helpers::{IntervalHandle, TimeoutHandle};
use leptos::prelude::*;
use std::time::Duration;
use types::live::{BEAT_SECONDS, Frame, Signal as PageSignal};

/// After so many WebSockets in a row that never spoke, the other way is tried.
const PATIENCE: u32 = 2;
/// A connection that has been silent for so long is dead.
const SILENCE_MICROS: i64 = 2 * BEAT_SECONDS as i64 * 1_000_000;

/// What a way says.
pub(super) enum Heard {
    /// One frame, as JSON.
    Text(String),
    /// It is over.
    End,
}

/// One of two ways to the server.
enum Way {
    Socket(Socket),
    Stream(Stream),
}

/// The state of a connection.
#[derive(Default)]
pub(super) struct Connection {
    /// Counts the ways opened, so that the last words of an old one are not taken for the new one's.
    number: u32,
    way: Option<Way>,
    /// The present way has said something.
    spoke: bool,
    /// Attempts since the connection was last open.
    attempts: u32,
    /// WebSockets in a row that never spoke.
    silent_sockets: u32,
    /// When something was last heard, by this machine's clock.
    heard_at: i64,
    /// The page must be loaded anew before events make sense to it.
    stale: bool,
    retry: Option<TimeoutHandle>,
    watch: Option<IntervalHandle>,
    listeners: Vec<WindowListenerHandle>,
}

impl Live {
    /// Looks into the connection, or changes it. `None` before the start and after the end.
    fn with<T>(self, look: impl FnOnce(&mut Connection) -> T) -> Option<T> {
        self.connection.try_update_value(|connection| connection.as_mut().map(look)).flatten()
    }

    /// Opens a way, or has the page loaded anew when that must come first.
    pub(super) fn attempt(self) {
        let Some((number, stale, by_stream)) = self.with(|connection| {
            connection.way = None;
            connection.number += 1;
            connection.spoke = false;
            connection.heard_at = browser_micros();
            if let Some(retry) = connection.retry.take() {
                retry.clear();
            }
            (connection.number, connection.stale, connection.silent_sockets >= PATIENCE)
        }) else {
            return;
        };
        if stale {
            self.listener.resync.run(());
            return;
        }
        let after = self.listener.cursor.run(());
        let hear = move |heard| self.take(number, heard);
        let way = if by_stream {
            Stream::open(after, hear).map(Way::Stream)
        } else {
            Socket::open(after, hear).map(Way::Socket)
        };
        if way.is_some() {
            self.with(|connection| connection.way = way);
        } else {
            self.lose();
        }
    }

    /// Something came from the way with that number.
    fn take(self, number: u32, heard: Heard) {
        if self.with(|connection| connection.number) != Some(number) {
            return;
        }
        match heard {
            Heard::Text(text) => {
                self.with(|connection| connection.heard_at = browser_micros());
                // A frame of a newer server that this page does not know is skipped; its number comes with the next beat.
                if let Ok(frame) = read::<Frame>(&text) {
                    self.hear(frame);
                }
            }
            Heard::End => self.lose(),
        }
    }

    /// A frame came: the present way works.
    pub(super) fn works(self) {
        let first = self.with(|connection| {
            connection.attempts = 0;
            connection.silent_sockets = 0;
            !std::mem::replace(&mut connection.spoke, true)
        });
        if first == Some(true) {
            self.link.set(Link::Open);
            self.send(PageSignal::Viewing { conversation: self.viewing.get_untracked() });
        }
    }

    /// The way is gone; another attempt is made after a while.
    fn lose(self) {
        if !matches!(self.link.get_untracked(), Link::Lost { .. }) {
            self.link.set(Link::Lost { since: self.now() });
        }
        // Presence is not kept: it is told anew after the next opening.
        self.presences.set(super::Presences::default());
        self.with(|connection| {
            connection.number += 1;
            connection.silent_sockets = match connection.way.take() {
                Some(Way::Socket(_)) if !connection.spoke => connection.silent_sockets + 1,
                // A stream that fails too says that the whole network is down: then a socket is worth a try again.
                Some(Way::Socket(_) | Way::Stream(_)) => 0,
                None => connection.silent_sockets,
            };
            if let Some(retry) = connection.retry.take() {
                retry.clear();
            }
            let wait = super::backoff::wait(connection.attempts, js_sys::Math::random());
            connection.attempts += 1;
            connection.retry = set_timeout_with_handle(move || self.attempt(), wait).ok();
        });
    }

    /// The server says the page is too old.
    pub(super) fn resync(self) {
        self.with(|connection| connection.stale = true);
        self.attempt();
    }

    /// The page has been loaded anew, or could not be. Of no consequence when nobody asked for it.
    pub fn resynced(self, done: bool) {
        let was_stale = self.with(|connection| {
            let was_stale = connection.stale;
            connection.stale = was_stale && !done;
            was_stale
        });
        if was_stale != Some(true) {
            return;
        }
        if done {
            self.attempt();
        } else {
            self.lose();
        }
    }

    /// Says something to the server, if it can be reached.
    pub(super) fn send(self, signal: PageSignal) {
        let Ok(text) = serde_json::to_string(&signal) else { return };
        self.with(|connection| match &connection.way {
            Some(Way::Socket(socket)) => socket.send(&text),
            Some(Way::Stream(stream)) => stream.send(&text),
            None => {}
        });
    }

    /// Wakes the connection when the machine or the network wakes, and finds out when it died silently.
    pub(super) fn watch(self) {
        let watch = set_interval_with_handle(move || self.check(), Duration::from_secs(5)).ok();
        let online = window_event_listener(ev::online, move |_| self.wake());
        let offline = window_event_listener(ev::offline, move |_| self.lose());
        // The document's event bubbles up to the window.
        let visible = window_event_listener(ev::visibilitychange, move |_| {
            if !document().hidden() {
                self.check();
                if self.link.get_untracked() != Link::Open {
                    self.wake();
                }
            }
        });
        self.with(|connection| {
            connection.watch = watch;
            connection.listeners = vec![online, offline, visible];
        });
    }

    /// Attempts at once, with the first wait again should it fail.
    pub fn wake(self) {
        self.with(|connection| connection.attempts = 0);
        self.attempt();
    }

    /// A connection that should have been heard of long ago is opened anew.
    fn check(self) {
        let silent = self.with(|connection| {
            connection.way.is_some() && browser_micros().saturating_sub(connection.heard_at) > SILENCE_MICROS
        });
        if silent == Some(true) {
            self.lose();
            self.wake();
        }
    }

    /// Ends it for good.
    pub(super) fn stop(self) {
        let ended = self.connection.try_update_value(|connection| connection.as_mut().map(std::mem::take));
        if let Some(connection) = ended.flatten() {
            if let Some(retry) = connection.retry {
                retry.clear();
            }
            if let Some(watch) = connection.watch {
                watch.clear();
            }
            for listener in connection.listeners {
                listener.remove();
            }
        }
    }
}
