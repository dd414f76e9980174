//! The line where a day begins, and the line above what is new.

use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::{Timestamp, Zone};

/// A day begins: `Today`, `Yesterday`, `Sun 22 Nov`.
#[component]
pub(super) fn DayLine(
    /// `2026-11-22`.
    day: String,
) -> impl IntoView {
    let workspace = use_workspace();
    let words = move || name_of(&day, workspace.now.get(), &workspace.zone.get());
    view! {
        <div class="my-3 flex items-center gap-3 text-sm font-medium text-faint">
            <span class="h-px flex-1 bg-line"></span>
            <span>{words}</span>
            <span class="h-px flex-1 bg-line"></span>
        </div>
    }
}

/// Below it stands what nobody had seen when the conversation was opened.
#[component]
pub(super) fn FreshLine() -> impl IntoView {
    view! {
        <div class="my-3 flex items-center gap-3 text-sm font-semibold text-danger">
            <span class="h-px flex-1 bg-danger opacity-40"></span>
            <span>"New messages"</span>
            <span class="h-px flex-1 bg-danger opacity-40"></span>
        </div>
    }
}

fn name_of(day: &str, now: Timestamp, zone: &Zone) -> String {
    const DAY: std::time::Duration = std::time::Duration::from_secs(86_400);
    let today = zone.civil(now);
    if day == today.iso_date() {
        return "Today".to_owned();
    }
    // Walks back: at most to the last week by name, then by number from the date itself.
    for (days, then) in (1_u32..7).map(|days| (days, zone.civil(now - DAY * days))) {
        if then.iso_date() == day {
            return match days {
                1 => "Yesterday".to_owned(),
                _ => format!("{} {}", then.weekday_name(), then.date(today.year)),
            };
        }
    }
    date(day, today.year)
}

/// `22 Nov`, with the year when it is another one.
fn date(day: &str, current_year: i64) -> String {
    let mut parts = day.split('-').map(|part| part.parse::<i64>().unwrap_or_default());
    let (year, month, day) =
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let small = |part: i64| u8::try_from(part).unwrap_or_default();
    let civil =
        types::time::Civil { year, month: small(month), day: small(day), hour: 0, minute: 0, second: 0, weekday: 0 };
    civil.date(current_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_called_as_people_call_it() {
        // Sunday.
        let now = Timestamp(1_774_746_000_000_000);
        for (day, name) in [
            ("2026-03-29", "Today"),
            ("2026-03-28", "Yesterday"),
            ("2026-03-26", "Thu 26 Mar"),
            ("2026-03-01", "1 Mar"),
            ("2025-12-31", "31 Dec 2025"),
        ] {
            assert_eq!(name_of(day, now, &Zone::default()), name);
        }
    }
}
