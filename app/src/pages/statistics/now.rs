//! How it stands right now.

use super::figures::number;
use leptos::prelude::*;
use types::Timestamp;
use types::statistics::Standing;
use types::time::short_span;

/// What is open and who waits, each number a link to those conversations.
#[component]
pub(super) fn NowStrip(now: Standing, at: Timestamp) -> impl IntoView {
    let oldest = now.oldest_waiting.map_or_else(|| "–".to_owned(), |since| short_span(at.since(since)));
    let places = [
        ("Open", number(now.open), "/inbox/all"),
        ("Waiting for us", number(now.waiting), "/inbox/all?sort=waiting"),
        ("Oldest waiting", oldest, "/inbox/all?sort=waiting"),
        ("Unassigned", number(now.unassigned), "/inbox/unassigned"),
        ("Pending", number(now.pending), "/inbox/all?status=pending"),
        ("Snoozed", number(now.snoozed), "/inbox/all?status=snoozed"),
    ];
    let places = places.map(|(words, value, href)| {
        view! {
            <a href=href class="flex flex-col bg-raised px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2">
                <span class="text-sm text-muted">{words}</span>
                <span class="text-xl font-semibold tabular-nums">{value}</span>
            </a>
        }
    });
    view! {
        <section aria-labelledby="now">
            <h2 id="now" class="mb-2 flex items-center gap-2 text-sm font-medium text-muted">
                <span class="size-2 rounded-full bg-success" aria-hidden="true"></span>
                "Right now"
            </h2>
            // The lines between the places are the background seen through the gaps.
            <div class="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3 lg:grid-cols-6">
                {places.into_iter().collect_view()}
            </div>
        </section>
    }
}
