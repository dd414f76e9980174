//! When a channel last did something, and what waits in it.

use crate::api::channels::ChannelView;
use crate::components::{Icon, Time, TimeLook};
use leptos::prelude::*;
use types::inbox::ChannelHealth;
use types::{Timestamp, Zone};

/// The figures behind the words about a channel's health. They stay fresh while the page is open.
#[component]
pub(super) fn FactsSection(
    /// The channel as it is now.
    view: RwSignal<ChannelView>,
    /// The reader's zone.
    zone: Zone,
) -> impl IntoView {
    let health = Memo::new(move |_| view.with(|view| view.page.health.clone()));
    let has_calls = view.with_untracked(|view| view.page.inbox.channel.capabilities().provider);
    let time = move |at: Option<Timestamp>| match at {
        Some(at) => view! { <Time at zone=zone.clone() look=TimeLook::Full/> }.into_any(),
        None => view! { <span class="text-muted">"Never"</span> }.into_any(),
    };
    view! {
        <section aria-labelledby="facts-heading">
            <h2 id="facts-heading" class="mb-3 text-lg font-semibold">"How it is"</h2>
            <dl class="divide-y divide-line rounded-lg border border-line">
                {move || {
                    let ChannelHealth { last_call_at, last_message_at, waiting, waiting_since, dead_letters, .. } = health.get();
                    let (called, written) = (time(last_call_at), time(last_message_at));
                    let oldest = waiting_since.map(|since| time(Some(since)));
                    view! {
                        {has_calls.then(|| view! { <Fact name="Last call of the provider">{called}</Fact> })}
                        <Fact name="Last message">{written}</Fact>
                        {has_calls.then(|| view! { <Fact name="Messages that wait to be sent">{waiting}</Fact> })}
                        {oldest.map(|oldest| view! { <Fact name="Oldest of them">{oldest}</Fact> })}
                        {(dead_letters > 0).then(|| view! { <Fact name="Calls that could not be used"><Unused count=dead_letters/></Fact> })}
                    }
                }}
            </dl>
        </section>
    }
}

#[component]
fn Unused(count: i64) -> impl IntoView {
    view! {
        <a href="/channels/dead-letters" class="inline-flex items-center gap-1 rounded-sm font-medium text-warning hover:underline">
            {count}
            <Icon icon=icondata::LuChevronRight width="1rem"/>
        </a>
    }
}

#[component]
fn Fact(name: &'static str, children: Children) -> impl IntoView {
    view! {
        <div class="flex items-baseline justify-between gap-4 px-3 py-2">
            <dt class="text-muted">{name}</dt>
            <dd class="text-end tabular-nums">{children()}</dd>
        </div>
    }
}
