//! The numbers inbox by inbox and agent by agent.

use super::Links;
use super::figures::{number, span};
use crate::components::{Avatar, AvatarSize};
use leptos::prelude::*;
use types::statistics::{AgentFigures, InboxFigures, Metric, Spread};

/// Inbox by inbox, busiest first.
#[component]
pub(super) fn InboxTable(inboxes: Vec<InboxFigures>, links: Links) -> impl IntoView {
    let rows = inboxes.into_iter().map(|row| {
        let links = links.of_inbox(row.inbox);
        let figures = row.figures;
        view! {
            <tr>
                <th scope="row" class="px-4 py-2.5 text-start font-medium">{row.name}</th>
                {count(&links, Metric::New, figures.new)}
                {count(&links, Metric::Resolved, figures.resolved)}
                {count(&links, Metric::MessageIn, figures.message_in)}
                {count(&links, Metric::MessageOut, figures.message_out)}
                {duration(&links, Metric::FirstResponse, figures.first_response)}
                {duration(&links, Metric::Resolution, figures.resolution)}
            </tr>
        }
    });
    let heads = ["New", "Resolved", "Messages in", "Messages out", "First response", "Resolution"];
    view! { <Table title="By inbox" first="Inbox" heads=heads.to_vec() rows=rows.collect_view().into_any()/> }
}

/// Agent by agent, by name: a table, not a ranking.
#[component]
pub(super) fn AgentTable(agents: Vec<AgentFigures>, links: Links) -> impl IntoView {
    let rows = agents.into_iter().map(|row| {
        let links = links.of_agent(row.agent);
        let figures = row.figures;
        let open = format!("/inbox/all?assignee={}", row.agent);
        view! {
            <tr>
                <th scope="row" class="px-4 py-2.5 text-start font-medium">
                    <span class="flex items-center gap-2.5">
                        <Avatar id=row.agent.0 name=row.name.clone() size=AvatarSize::Small/>
                        {row.name}
                    </span>
                </th>
                {count(&links, Metric::MessageOut, figures.message_out)}
                {count(&links, Metric::FirstResponse, figures.first_response.count)}
                {duration(&links, Metric::FirstResponse, figures.first_response)}
                {count(&links, Metric::Resolved, figures.resolved)}
                {duration(&links, Metric::Resolution, figures.resolution)}
                <td class="px-4 py-2.5 text-end tabular-nums">
                    <a href=open class="rounded-sm hover:text-accent hover:underline">{number(row.open)}</a>
                </td>
            </tr>
        }
    });
    let heads = ["Messages out", "First answers", "First response", "Resolved", "Resolution", "Open now"];
    view! { <Table title="By agent" first="Agent" heads=heads.to_vec() rows=rows.collect_view().into_any()/> }
}

/// A titled table of numbers.
#[component]
fn Table(title: &'static str, first: &'static str, heads: Vec<&'static str>, rows: AnyView) -> impl IntoView {
    let heads =
        heads.into_iter().map(|head| view! { <th scope="col" class="px-4 py-2 text-end font-medium">{head}</th> });
    view! {
        <section aria-label=title>
            <h2 class="mb-2 text-lg font-semibold">{title}</h2>
            <div class="overflow-x-auto rounded-lg border border-line" tabindex="0" role="region" aria-label=format!("{title}, table")>
                <table class="w-full whitespace-nowrap">
                    <thead class="bg-sunken text-sm text-muted">
                        <tr>
                            <th scope="col" class="px-4 py-2 text-start font-medium">{first}</th>
                            {heads.collect_view()}
                        </tr>
                    </thead>
                    <tbody class="divide-y divide-line">{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn count(links: &Links, metric: Metric, count: i64) -> impl IntoView + use<> {
    view! {
        <td class="px-4 py-2.5 text-end tabular-nums">
            <a href=links.evidence(metric) class="rounded-sm hover:text-accent hover:underline">{number(count)}</a>
        </td>
    }
}

/// The median; what nine of ten took stands behind it as a hint.
fn duration(links: &Links, metric: Metric, spread: Spread) -> impl IntoView + use<> {
    let measured = spread.count > 0;
    let words = if measured { span(spread.median) } else { "–".to_owned() };
    let hint = measured.then(|| format!("Median of {}; nine of ten within {}", number(spread.count), span(spread.p90)));
    view! {
        <td class="px-4 py-2.5 text-end tabular-nums">
            <a href=links.evidence(metric) title=hint class="rounded-sm hover:text-accent hover:underline">{words}</a>
        </td>
    }
}
