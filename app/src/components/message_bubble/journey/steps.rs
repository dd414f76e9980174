//! The steps of a message, one line each.

use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::message::{MessageStep, StepKind};
use types::{Timestamp, Zone};

/// The steps, oldest first: when, how long after the one before, what.
#[component]
pub(super) fn Steps(steps: Vec<MessageStep>) -> impl IntoView {
    let workspace = use_workspace();
    let zone = workspace.zone.get_untracked();
    let channel = untrack(|| workspace.opened_inbox()).map_or("the channel", |inbox| inbox.channel.title());
    let mut before = None;
    let lines = steps.into_iter().map(|MessageStep { at, step, detail }| {
        let since = before.replace(at).map(|before| difference(before, at)).unwrap_or_default();
        let tone = match step {
            StepKind::Refused => "font-medium text-danger",
            StepKind::Uncertain | StepKind::Postponed => "font-medium text-warning",
            _ => "font-medium",
        };
        view! {
            <li class="flex gap-3 py-1.5">
                <time datetime=at.rfc3339() class="shrink-0 font-mono text-sm text-muted">{clock(at, &zone)}</time>
                <span class="w-20 shrink-0 text-end font-mono text-sm text-faint">{since}</span>
                <span class="min-w-0 flex-1">
                    <span class=tone>{words(step, channel)}</span>
                    {(!detail.is_empty()).then(|| view! { <span class="block text-sm break-words text-muted">{detail}</span> })}
                </span>
            </li>
        }
    });
    view! { <ol class="divide-y divide-line">{lines.collect_view()}</ol> }
}

/// What a step was.
fn words(step: StepKind, channel: &str) -> String {
    match step {
        StepKind::Received => format!("A call of {channel} came in"),
        StepKind::Verified => format!("Proven to be from {channel}"),
        StepKind::Stored => "Stored".to_owned(),
        StepKind::Queued => "Put into the queue".to_owned(),
        StepKind::Attempted => format!("Handed over to {channel}"),
        StepKind::Accepted => format!("Taken by {channel}"),
        StepKind::Postponed => "Not taken yet: another attempt follows".to_owned(),
        StepKind::Uncertain => format!("No answer from {channel}: perhaps taken"),
        StepKind::Refused => "Refused".to_owned(),
        StepKind::Status => format!("News from {channel}"),
        StepKind::Changed => "Changed".to_owned(),
        StepKind::Fetched => format!("Its file at {channel}"),
    }
}

/// `09:30:00.123`.
fn clock(at: Timestamp, zone: &Zone) -> String {
    let civil = zone.civil(at);
    format!("{}:{:02}.{:03}", civil.clock(), civil.second, at.0.rem_euclid(1_000_000) / 1_000)
}

/// `+12 ms`, `+3.4 s`, `+2 m 5 s`, `+3 h 4 m`. The provider's clock may be behind ours: `−2.0 s`.
fn difference(before: Timestamp, at: Timestamp) -> String {
    let (sign, span) = if at < before { ("−", before.since(at)) } else { ("+", at.since(before)) };
    let milliseconds = span.as_millis();
    let seconds = span.as_secs();
    match seconds {
        0 => format!("{sign}{milliseconds} ms"),
        1..60 => format!("{sign}{seconds}.{} s", milliseconds % 1_000 / 100),
        60..3_600 => format!("{sign}{} m {} s", seconds / 60, seconds % 60),
        _ => format!("{sign}{} h {} m", seconds / 3_600, seconds % 3_600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_to_the_millisecond() {
        let zone = Zone { name: "Europe/Berlin".to_owned(), offsets: vec![(Timestamp(0), 3_600)] };
        assert_eq!(clock(Timestamp(1_732_267_800_123_456), &zone), "10:30:00.123");
        assert_eq!(clock(Timestamp(59_007_000), &Zone::default()), "00:00:59.007");
    }

    #[test]
    fn the_way_from_step_to_step_is_told_as_exactly_as_it_matters() {
        for (micros, words) in [
            (400, "+0 ms"),
            (12_345, "+12 ms"),
            (3_456_000, "+3.4 s"),
            (125_000_000, "+2 m 5 s"),
            (11_040_000_000, "+3 h 4 m"),
            (-2_000_000, "−2.0 s"),
        ] {
            assert_eq!(difference(Timestamp(5), Timestamp(5 + micros)), words);
        }
    }

    #[test]
    fn steps_name_the_channel() {
        assert_eq!(words(StepKind::Accepted, "Telegram"), "Taken by Telegram");
    }
}
