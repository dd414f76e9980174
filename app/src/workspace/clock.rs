//! The time on the page: waiting times and ages grow while nobody does anything. And whether anybody can see it.

use super::Workspace;
use leptos::ev;
use leptos::prelude::*;
use std::time::Duration;

impl Workspace {
    /// Lets the time tick. Until the first tick it is the time of loading, on the server as in the browser.
    pub(super) fn keep_time(self) {
        Effect::new(move || {
            let tick = move || {
                self.now.try_set(self.live.now());
            };
            if let Ok(interval) = set_interval_with_handle(tick, Duration::from_secs(10)) {
                on_cleanup(move || interval.clear());
            }
            let look = move || {
                self.visible.try_set(!document().hidden());
            };
            look();
            let watch = window_event_listener(ev::visibilitychange, move |_| {
                look();
                tick();
            });
            on_cleanup(move || watch.remove());
        });
    }
}
