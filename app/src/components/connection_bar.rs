//! Says when the live connection is lost, and how old the page is.

use super::Icon;
use crate::live::Link;
use crate::workspace::use_workspace;
use leptos::prelude::*;
use std::time::Duration;
use types::Timestamp;
use types::time::short_span;

/// A thin amber bar; nothing while all is well, and nothing in the first two seconds, in which most losses are over.
#[component]
pub fn ConnectionBar() -> impl IntoView {
    let workspace = use_workspace();
    let live = workspace.live;
    let lost = Memo::new(move |_| match live.link.get() {
        Link::Lost { since } => Some(since),
        Link::Opening | Link::Open => None,
    });
    let now = RwSignal::new(Timestamp::default());
    Effect::new(move || {
        if lost.get().is_some() {
            let tick = move || {
                now.try_set(live.now());
            };
            tick();
            if let Ok(interval) = set_interval_with_handle(tick, Duration::from_secs(1)) {
                on_cleanup(move || interval.clear());
            }
        }
    });
    let age = Memo::new(move |_| {
        let age = now.get().since(lost.get()?);
        (age >= Duration::from_secs(2)).then(|| short_span(age))
    });
    move || {
        age.get().is_some().then(|| {
            view! {
                <div role="status" class="flex shrink-0 items-center justify-center gap-2 bg-warning-soft px-4 py-1.5 text-sm text-warning">
                    <Icon icon=icondata::LuWifiOff width="1rem"/>
                    // The age ticks for eyes alone.
                    <span>"Connection lost."</span>
                    <span aria-hidden="true" class="tabular-nums">{move || age.get().map(|age| format!("Updated {age} ago."))}</span>
                    <button type="button" on:click=move |_| live.wake() class="rounded-sm font-semibold underline underline-offset-2">
                        "Try now"
                    </button>
                </div>
            }
        })
    }
}
