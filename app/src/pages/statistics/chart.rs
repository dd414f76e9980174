//! Two numbers per day as bars. Drawn on the server; below it the same as a table, whose numbers are links.

use super::Links;
use super::figures::{axis_end, number, short_date};
use leptos::prelude::*;
use types::statistics::{DayFigures, Metric};

/// Width of a day in the drawing, which is stretched to the width there is.
const DAY: usize = 12;
/// Height of the drawing.
const HEIGHT: i64 = 200;

/// One of the two numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Series {
    /// Where its table leads.
    pub(super) metric: Metric,
    /// What it is called beside the other.
    pub(super) words: &'static str,
    /// The number of a day.
    pub(super) of: fn(&DayFigures) -> i64,
}

/// The chart and its table.
#[component]
pub(super) fn Chart(
    title: &'static str,
    days: Vec<DayFigures>,
    zone_name: String,
    first: Series,
    second: Series,
) -> impl IntoView {
    let most = days.iter().map(|day| (first.of)(day).max((second.of)(day))).max().unwrap_or(0);
    let end = axis_end(most);
    let sum = |series: Series| number(days.iter().map(series.of).sum());
    let words = format!(
        "{title}: {} {}, {} {}",
        sum(first),
        first.words.to_lowercase(),
        sum(second),
        second.words.to_lowercase()
    );
    let legend = |series: Series, class: &'static str| {
        view! {
            <span class="inline-flex items-center gap-1.5">
                <span class=format!("size-2.5 rounded-full {class}") aria-hidden="true"></span>
                {series.words}
            </span>
        }
    };
    let ticks = (0..=4_i64).rev().map(|tick| view! { <span>{number(end / 4 * tick)}</span> }).collect_view();
    let dates = axis_dates(&days).into_iter().map(|date| view! { <span>{date}</span> }).collect_view();
    view! {
        <figure class="rounded-lg border border-line bg-raised p-4">
            <figcaption class="mb-4 flex flex-wrap items-baseline justify-between gap-2">
                <span class="text-lg font-semibold">{title}</span>
                <span class="flex gap-4 text-sm text-muted">{legend(first, "bg-accent")}{legend(second, "bg-chart-second")}</span>
            </figcaption>
            <div class="flex gap-2" >
                <div aria-hidden="true" class="-my-2 flex flex-col justify-between text-end text-xs text-faint tabular-nums">{ticks}</div>
                <Bars words days=days.clone() end first second/>
            </div>
            <div aria-hidden="true" class="mt-2 flex justify-between ps-8 text-xs text-faint tabular-nums">{dates}</div>
            <details class="mt-3">
                <summary class="inline-block rounded-sm text-sm font-medium text-muted hover:text-text">"Show as a table"</summary>
                <DayTable title days zone_name first second/>
            </details>
        </figure>
    }
}

/// At most seven dates, evenly spread, the first and the last among them.
fn axis_dates(days: &[DayFigures]) -> Vec<String> {
    let last = days.len().saturating_sub(1);
    let shown = days.len().min(7);
    let places = (0..shown).map(|place| if shown > 1 { place * last / (shown - 1) } else { 0 });
    places.filter_map(|place| days.get(place)).map(|day| short_date(&day.date)).collect()
}

#[component]
fn Bars(words: String, days: Vec<DayFigures>, end: i64, first: Series, second: Series) -> impl IntoView {
    let width = days.len().max(1) * DAY;
    let lines = (0..=4_i64).map(|tick| {
        let y = HEIGHT * tick / 4;
        view! { <line x1="0" x2=width y1=y y2=y class="stroke-line" vector-effect="non-scaling-stroke"></line> }
    });
    let bars = days.iter().enumerate().map(|(place, day)| {
        let (x, a, b) = (place * DAY, (first.of)(day), (second.of)(day));
        let hint = format!("{}: {} {}, {} {}", short_date(&day.date), number(a), first.words, number(b), second.words);
        let bar = |x: usize, value: i64, class: &'static str| {
            // A day with something is never drawn as one with nothing.
            let height = if value > 0 { (value * HEIGHT / end).max(2) } else { 0 };
            view! { <rect x=x y=HEIGHT - height width="4" height=height class=class></rect> }
        };
        view! {
            <g class="group">
                <title>{hint}</title>
                <rect x=x y="0" width=DAY height=HEIGHT class="fill-transparent group-hover:fill-hover"></rect>
                {bar(x + 2, a, "fill-accent")}
                {bar(x + 6, b, "fill-chart-second")}
            </g>
        }
    });
    view! {
        <svg
            role="img"
            aria-label=words
            viewBox=format!("0 0 {width} {HEIGHT}")
            preserveAspectRatio="none"
            class="h-48 min-w-0 flex-1 overflow-visible"
        >
            {lines.collect_view()}
            {bars.collect_view()}
        </svg>
    }
}

#[component]
fn DayTable(
    title: &'static str,
    days: Vec<DayFigures>,
    zone_name: String,
    first: Series,
    second: Series,
) -> impl IntoView {
    let rows = days.into_iter().rev().map(|day| {
        let links = Links::of_day(&zone_name, &day.date);
        let cell = |series: Series| {
            let count = (series.of)(&day);
            view! {
                <td class="py-1 ps-4 text-end tabular-nums">
                    <a href=links.evidence(series.metric) class="rounded-sm hover:text-accent hover:underline">{number(count)}</a>
                </td>
            }
        };
        view! {
            <tr>
                <th scope="row" class="py-1 text-start font-normal text-muted tabular-nums">{day.date.clone()}</th>
                {cell(first)}
                {cell(second)}
            </tr>
        }
    });
    view! {
        <div class="mt-2 max-h-72 overflow-y-auto" tabindex="0" role="region" aria-label=format!("{title}, table")>
            <table class="w-full text-sm">
                <thead>
                    <tr class="text-muted">
                        <th scope="col" class="py-1 text-start font-medium">"Day"</th>
                        <th scope="col" class="py-1 ps-4 text-end font-medium">{first.words}</th>
                        <th scope="col" class="py-1 ps-4 text-end font-medium">{second.words}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
