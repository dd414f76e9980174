//! The conversations behind a number.

use super::days_in_address;
use super::figures::{date_range, span};
use super::period_query;
use crate::api::statistics::{Proof, read_evidence};
use crate::components::{Avatar, Button, EmptyState, Loading, Page, Time, TimeLook};
use crate::resource::ask;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::statistics::{EvidenceEntry, Metric};
use types::{InboxId, Timestamp, UserId, Zone};

/// Which number, as the address says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Which {
    metric: Metric,
    inbox: Option<InboxId>,
    agent: Option<UserId>,
    before: Option<Timestamp>,
}

/// The page behind every number of the statistics.
#[component]
pub fn EvidencePage() -> impl IntoView {
    let query = use_query_map();
    let days = days_in_address();
    let which = Memo::new(move |_| {
        let query = query.read();
        Which {
            metric: query.get_str("metric").and_then(|word| word.parse().ok()).unwrap_or(Metric::New),
            inbox: query.get_str("inbox").and_then(|id| id.parse().ok()),
            agent: query.get_str("agent").and_then(|id| id.parse().ok()),
            before: query.get_str("before").and_then(|micros| micros.parse().ok()).map(Timestamp),
        }
    });
    let proof = ask(
        move || (days.get(), which.get()),
        |(days, Which { metric, inbox, agent, before })| read_evidence(days, metric, inbox, agent, before),
    );
    view! {
        {move || {
            let metric = which.get().metric;
            view! {
                <Page title=metric.title() about=metric.definition() back=("/statistics", "Statistics") narrow=true>
                    <Loading from=proof show=move |proof, me| proof_view(proof, which.get_untracked(), me.zone)/>
                </Page>
            }
        }}
    }
}

fn proof_view(proof: Proof, which: Which, zone: Zone) -> impl IntoView {
    let Proof { now, period, evidence, agents, inboxes } = proof;
    let agent_name = |id: UserId| agents.iter().find(|agent| agent.id == id).map(|agent| agent.name.clone());
    let inbox_name = |id: InboxId| inboxes.iter().find(|inbox| inbox.id == id).map(|inbox| inbox.name.clone());
    let narrowed = [
        Some(date_range(&period.first, &period.last)),
        which.inbox.and_then(inbox_name),
        which.agent.and_then(agent_name),
    ];
    let narrowed = narrowed.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let next = evidence.entries.last().filter(|_| evidence.more).map(|last| {
        let inbox = which.inbox.map(|id| format!("&inbox={id}")).unwrap_or_default();
        let agent = which.agent.map(|id| format!("&agent={id}")).unwrap_or_default();
        let metric = which.metric;
        format!("/statistics/evidence?metric={metric}&{}{inbox}{agent}&before={}", period_query(&period), last.at.0)
    });
    let is_empty = evidence.entries.is_empty();
    let entries = evidence.entries.into_iter().map(|entry| {
        let place = [inbox_name(entry.conversation.inbox), entry.agent.and_then(agent_name)];
        let place = place.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        view! { <Entry entry place now zone=zone.clone()/> }
    });
    let list = if is_empty {
        Either::Left(view! {
            <EmptyState icon=icondata::LuListX title="Nothing was counted" text="There is no such conversation in these days."/>
        })
    } else {
        Either::Right(view! { <ul class="divide-y divide-line border-y border-line">{entries.collect_view()}</ul> })
    };
    view! {
        <p class="mb-4 font-medium">{narrowed}</p>
        {list}
        {next.map(|href| view! { <div class="mt-4 flex justify-end"><Button href>"Earlier"</Button></div> })}
    }
}

/// One time it was counted, as a link to the conversation.
#[component]
fn Entry(
    entry: EvidenceEntry,
    /// Inbox and agent.
    place: String,
    now: Timestamp,
    zone: Zone,
) -> impl IntoView {
    let EvidenceEntry { at, conversation, seconds, .. } = entry;
    let contact = conversation.contact;
    view! {
        <li>
            <a
                href=format!("/inbox/all/{}", conversation.id)
                class="flex items-center gap-3 px-2 py-2.5 hover:bg-hover focus-visible:-outline-offset-2"
            >
                <Avatar id=contact.id.0 name=contact.name.clone()/>
                <span class="min-w-0 flex-1">
                    <span class="block truncate font-medium">{contact.name}</span>
                    <span class="block truncate text-sm text-muted">{conversation.preview.text}</span>
                </span>
                <span class="shrink-0 text-end">
                    <span class="block text-sm text-muted"><Time at zone look=TimeLook::Brief(now)/></span>
                    <span class="block text-sm font-medium tabular-nums">{seconds.map(span)}</span>
                    <span class="block max-w-36 md:max-w-72 truncate text-sm text-faint">{place}</span>
                </span>
            </a>
        </li>
    }
}
