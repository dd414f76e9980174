//! Which days the numbers are for.

use super::figures::date_range;
use super::period_query;
use crate::api::statistics::Days;
use crate::components::{Button, Field, Icon, Menu, QueryForm};
use leptos::prelude::*;
use types::statistics::Period;

/// The usual choices as links, any other days as a form, and the numbers as a file.
#[component]
pub(super) fn Filter(days: Days, period: Period) -> impl IntoView {
    let has_dates = days.days.is_empty() && !(days.first.is_empty() && days.last.is_empty());
    let chosen = match days.days.as_str() {
        _ if has_dates => "",
        "today" | "1" => "today",
        "30" => "30",
        "90" => "90",
        _ => "7",
    };
    let zone = if days.zone.is_empty() {
        String::new()
    } else {
        format!("&zone={}", leptos_router::location::Url::escape(&days.zone))
    };
    let choices = [("today", "Today"), ("7", "7 days"), ("30", "30 days"), ("90", "90 days")].map(|(word, text)| {
        let look = if word == chosen { "bg-chosen text-text shadow-raised" } else { "text-muted hover:text-text" };
        view! {
            <a
                href=format!("/statistics?days={word}{zone}")
                aria-current=(word == chosen).then_some("true")
                class=format!("inline-flex h-8 items-center rounded-sm px-3 font-medium transition-colors {look}")
            >
                {text}
            </a>
        }
    });
    let range = date_range(&period.first, &period.last);
    let opener = move || {
        view! {
            <Icon icon=icondata::LuCalendarDays width="1rem"/>
            {range.clone()}
            <Icon icon=icondata::LuChevronDown width="1rem"/>
        }
    };
    let csv = format!("/statistics.csv?{}", period_query(&period));
    let zone_name = period.zone.clone();
    view! {
        <div class="flex flex-wrap items-center gap-3">
            <nav aria-label="Days" class="flex gap-0.5 rounded-md bg-hover p-0.5">{choices.into_iter().collect_view()}</nav>
            <Menu
                opener
                opener_class="inline-flex h-9 items-center gap-2 rounded-md border border-line-strong bg-raised px-3 font-medium shadow-raised hover:bg-hover"
            >
                <QueryForm action="/statistics">
                    <div class="flex flex-col gap-3 p-2">
                        <Field label="First day" name="first" kind="date" value=period.first/>
                        <Field label="Last day" name="last" kind="date" value=period.last/>
                        <input type="hidden" name="zone" value=period.zone/>
                        <Button kind="submit">"Show these days"</Button>
                    </div>
                </QueryForm>
            </Menu>
            <span class="text-sm text-muted">{format!("Days in {zone_name}")}</span>
            // External: a file of the server, not a page of ours.
            <Button href=csv icon=icondata::LuDownload attr:rel="external" attr:download="" class="md:ms-auto">"CSV"</Button>
        </div>
    }
}
