//! The numbers of the whole period, each with what became of it since the period before.

use super::Links;
use super::figures::{change, number, span};
use crate::components::{Icon, Menu};
use leptos::prelude::*;
use types::statistics::{DayFigures, Figures, Metric, Spread};

/// One card for each metric.
#[component]
pub(super) fn Cards(total: Figures, before: Figures, days: Vec<DayFigures>, links: Links) -> impl IntoView {
    let cards = Metric::ALL.iter().map(|&metric| {
        let line = days.iter().map(|day| value(metric, &day.figures)).collect();
        view! { <Card metric total before line href=links.evidence(metric)/> }
    });
    let compared = match days.len() {
        1 => "The whole day; changes are from the day before.".to_owned(),
        count => format!("All days together; changes are from the {count} days before."),
    };
    view! {
        <section aria-labelledby="period">
            <h2 id="period" class="mb-2 text-sm font-medium text-muted">{compared}</h2>
            <div class="grid grid-cols-2 gap-3 lg:grid-cols-10">{cards.collect_view()}</div>
        </section>
    }
}

/// The number of a metric that is compared and drawn: a count, or a median.
pub(super) fn value(metric: Metric, figures: &Figures) -> i64 {
    match metric {
        Metric::New => figures.new,
        Metric::Resolved => figures.resolved,
        Metric::Reopened => figures.reopened,
        Metric::MessageIn => figures.message_in,
        Metric::MessageOut => figures.message_out,
        Metric::FirstResponse => figures.first_response.median,
        Metric::Resolution => figures.resolution.median,
    }
}

fn spread(metric: Metric, figures: &Figures) -> Option<Spread> {
    match metric {
        Metric::FirstResponse => Some(figures.first_response),
        Metric::Resolution => Some(figures.resolution),
        _ => None,
    }
}

#[component]
fn Card(metric: Metric, total: Figures, before: Figures, line: Vec<i64>, href: String) -> impl IntoView {
    let (now, then) = (value(metric, &total), value(metric, &before));
    let write = if metric.is_duration() { span } else { number };
    let measured = spread(metric, &total);
    let main = match measured {
        Some(Spread { count: 0, .. }) => "–".to_owned(),
        _ => write(now),
    };
    let detail = measured
        .filter(|spread| spread.count > 0)
        .map(|spread| format!("median of {}; nine of ten within {}", number(spread.count), span(spread.p90)));
    // Neither up nor down is good by itself: more messages are no success, so no colour judges here.
    let change = change(now, then)
        .map_or_else(|| "nothing to compare with".to_owned(), |change| format!("{change} from {}", write(then)));
    // Five counts in a row, and below them the two times, which need more words.
    let width = match metric {
        Metric::FirstResponse => "lg:col-span-5",
        Metric::Resolution => "col-span-2 lg:col-span-5",
        _ => "lg:col-span-2",
    };
    let about = format!("What is counted: {}", metric.title());
    view! {
        <div class=format!("relative flex flex-col rounded-lg border border-line bg-raised p-4 {width}")>
            <div class="flex items-center justify-between gap-2">
                <h3 class="text-sm font-medium text-muted">{metric.title()}</h3>
                <Menu
                    label=about
                    opener=|| view! { <Icon icon=icondata::LuCircleHelp width="1rem"/> }
                    opener_class="inline-flex size-6 items-center justify-center rounded-sm text-faint hover:bg-hover hover:text-text"
                    at_end=true
                >
                    <p class="w-60 p-2 text-sm text-muted">{metric.definition()}</p>
                </Menu>
            </div>
            <a href=href class="mt-1 self-start rounded-sm text-2xl font-semibold tracking-tight tabular-nums hover:text-accent">
                {main}
            </a>
            {detail.map(|detail| view! { <p class="text-sm text-muted tabular-nums">{detail}</p> })}
            <p class="mt-auto pt-1 text-sm text-faint tabular-nums">{change}</p>
            <Sparkline values=line/>
        </div>
    }
}

/// The days as a small line. Decoration: the charts below say it with numbers.
#[component]
fn Sparkline(values: Vec<i64>) -> impl IntoView {
    let most = values.iter().copied().max().unwrap_or(0).max(1);
    let points = values.iter().zip(0_i64..).map(|(value, day)| format!("{},{}", day * 10, 30 - value * 28 / most));
    let points = points.collect::<Vec<_>>().join(" ");
    let width = values.len().saturating_sub(1) * 10;
    (values.len() > 1).then(|| {
        view! {
            <svg
                viewBox=format!("0 0 {width} 32")
                preserveAspectRatio="none"
                aria-hidden="true"
                class="mt-2 h-8 w-full overflow-visible text-accent"
            >
                <polyline
                    points=points
                    fill="none"
                    stroke="currentColor"
                    stroke-width="1.5"
                    stroke-linejoin="round"
                    vector-effect="non-scaling-stroke"
                ></polyline>
            </svg>
        }
    })
}
