//! Times for people. Server and browser write the same text, because both use the zone that the server worked out.

use leptos::prelude::*;
use types::{Timestamp, Zone};

/// How a time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeLook {
    /// `09:05` today, `Mon` this week, `22 Nov` before; seen from this time, which comes from the server.
    Brief(Timestamp),
    /// `09:05`.
    Clock,
    /// `Sun 22 Nov 2026, 09:05`.
    Full,
}

/// A time, with the whole of it as a hint.
#[component]
pub fn Time(
    /// When.
    at: Timestamp,
    /// The reader's zone.
    zone: Zone,
    /// How it is written.
    look: TimeLook,
    /// More classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let full = full_time(&zone, at);
    let text = match look {
        TimeLook::Brief(now) => zone.brief(at, now),
        TimeLook::Clock => zone.civil(at).clock(),
        TimeLook::Full => full.clone(),
    };
    view! { <time datetime=at.rfc3339() title=full class=format!("whitespace-nowrap tabular-nums {class}")>{text}</time> }
}

/// `Sun 22 Nov 2026, 09:05`.
#[must_use]
pub fn full_time(zone: &Zone, at: Timestamp) -> String {
    let civil = zone.civil(at);
    // No year is the current one here, so the year is always written.
    format!("{} {}, {}", civil.weekday_name(), civil.date(0), civil.clock())
}
