//! The owner's numbers. Every one of them is a link to the conversations it was counted from.

mod cards;
mod chart;
mod evidence;
mod figures;
mod filter;
mod heat_map;
mod now;
mod tables;

pub use evidence::EvidencePage;

use crate::api::statistics::{Days, read_statistics};
use crate::components::{EmptyState, Loading, Page, Time, TimeLook};
use crate::resource::ask;
use cards::Cards;
use chart::{Chart, Series};
use filter::Filter;
use heat_map::HeatMap;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;
use now::NowStrip;
use tables::{AgentTable, InboxTable};
use types::statistics::{Metric, Period, Statistics};
use types::{InboxId, UserId, Zone};

/// The statistics page. Its whole state stands in its address: `?days=7` or `?first=2026-11-01&last=2026-11-30`, and `&zone=`.
#[component]
pub fn StatisticsPage() -> impl IntoView {
    let days = days_in_address();
    let numbers = ask(move || days.get(), read_statistics);
    view! {
        <Page title="Statistics">
            <Loading from=numbers show=move |numbers, me| numbers_view(numbers, days.get_untracked(), me.zone)/>
        </Page>
    }
}

/// Which days the address asks for.
fn days_in_address() -> Memo<Days> {
    let query = use_query_map();
    Memo::new(move |_| {
        let query = query.read();
        let word = |name: &str| query.get(name).unwrap_or_default();
        Days { days: word("days"), first: word("first"), last: word("last"), zone: word("zone") }
    })
}

fn numbers_view(numbers: Statistics, days: Days, zone: Zone) -> impl IntoView {
    let Statistics { period, at, now, total, before, days: by_day, inboxes, agents, heat } = numbers;
    let is_empty = total == types::statistics::Figures::default();
    let all = Links { period: period.clone(), inbox: None, agent: None };
    let details = if is_empty {
        Either::Left(view! {
            <EmptyState
                icon=icondata::LuChartColumn
                title="Nothing happened in these days"
                text="As soon as customers write, their messages are counted here. Choose other days to look further back."
            />
        })
    } else {
        let charts = [
            (
                "Messages per day",
                Series { metric: Metric::MessageIn, words: "In", of: |day| day.figures.message_in },
                Series { metric: Metric::MessageOut, words: "Out", of: |day| day.figures.message_out },
            ),
            (
                "Conversations per day",
                Series { metric: Metric::New, words: "New", of: |day| day.figures.new },
                Series { metric: Metric::Resolved, words: "Resolved", of: |day| day.figures.resolved },
            ),
        ];
        let charts = charts.map(|(title, first, second)| {
            view! { <Chart title days=by_day.clone() zone_name=period.zone.clone() first second/> }
        });
        Either::Right(view! {
            <Cards total before days=by_day links=all.clone()/>
            <div class="grid gap-4 lg:grid-cols-2">{charts.into_iter().collect_view()}</div>
            <HeatMap heat zone_name=period.zone.clone()/>
            <InboxTable inboxes links=all.clone()/>
            <AgentTable agents links=all/>
        })
    };
    view! {
        <div class="flex flex-col gap-6">
            <Filter days period/>
            <NowStrip now at/>
            {details}
            <p class="text-sm text-faint">"Counted " <Time at zone look=TimeLook::Full/></p>
        </div>
    }
}

/// Makes the addresses of the conversations behind numbers.
#[derive(Clone, Debug)]
struct Links {
    period: Period,
    inbox: Option<InboxId>,
    agent: Option<UserId>,
}

impl Links {
    fn of_inbox(&self, inbox: InboxId) -> Self {
        Self { inbox: Some(inbox), ..self.clone() }
    }

    fn of_agent(&self, agent: UserId) -> Self {
        Self { agent: Some(agent), ..self.clone() }
    }

    fn of_day(zone: &str, date: &str) -> Self {
        let period = Period { first: date.to_owned(), last: date.to_owned(), zone: zone.to_owned() };
        Self { period, inbox: None, agent: None }
    }

    fn evidence(&self, metric: Metric) -> String {
        let inbox = self.inbox.map(|id| format!("&inbox={id}")).unwrap_or_default();
        let agent = self.agent.map(|id| format!("&agent={id}")).unwrap_or_default();
        format!("/statistics/evidence?metric={metric}&{}{inbox}{agent}", period_query(&self.period))
    }
}

/// `first=2026-11-16&last=2026-11-22&zone=Europe%2FBerlin`.
fn period_query(period: &Period) -> String {
    let Period { first, last, zone } = period;
    format!("first={}&last={}&zone={}", Url::escape(first), Url::escape(last), Url::escape(zone))
}
