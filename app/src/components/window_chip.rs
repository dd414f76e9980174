//! How long the customer can still be answered, as a chip: calm, amber in the last hours, red in the last one.

use super::{Icon, Tone};
use crate::workspace::{ReplyWindow, countdown, until_words, use_workspace};
use leptos::prelude::*;
use std::time::Duration;
use types::conversation::Summary;
use types::inbox::Capabilities;

/// The chip; nothing where the channel has no window.
#[component]
pub fn WindowChip(
    /// Of which conversation.
    summary: Memo<Option<Summary>>,
    /// Only icon and time, for rows.
    #[prop(optional)]
    brief: bool,
) -> impl IntoView {
    let workspace = use_workspace();
    let (inbox, window) = (workspace.inbox_of(summary), workspace.reply_window(summary));
    let chip = Memo::new(move |_| {
        let (window, now) = (window.get(), workspace.now.get());
        let left = window.until().map(|until| until.since(now));
        let words = words(window, left, brief)?;
        let can = inbox.with(|inbox| inbox.as_ref().map(|inbox| inbox.channel.capabilities()))?;
        let end = window.until().map(|until| until_words(until, now, &workspace.zone.get()));
        Some((words, urgency(window, left), hint(&can, window, end.as_deref())))
    });
    move || {
        chip.get().map(|(words, tone, title)| {
            let icon = if window.get_untracked() == ReplyWindow::Closed { icondata::LuTimerOff } else { icondata::LuTimer };
            let class = if brief { "gap-0.5" } else { "h-6 gap-1 rounded-full px-2 text-sm font-medium" };
            let color = if brief { letters(tone) } else { tone.class() };
            let announced = if brief { "Reply window: " } else { "" };
            view! {
                <span title=title class=format!("inline-flex shrink-0 items-center whitespace-nowrap tabular-nums {class} {color}")>
                    <Icon icon width="1em"/>
                    <span class="sr-only">{announced}</span>
                    {words}
                </span>
            }
        })
    }
}

/// How a window is told in a few words; `None`: it is not told.
fn words(window: ReplyWindow, left: Option<Duration>, brief: bool) -> Option<String> {
    let left = left.map(countdown).unwrap_or_default();
    match (window, brief) {
        (ReplyWindow::Always, _) => None,
        (ReplyWindow::Open { .. } | ReplyWindow::PersonOnly { .. }, true) => Some(left),
        (ReplyWindow::Open { .. } | ReplyWindow::PersonOnly { .. }, false) => Some(format!("{left} left to reply")),
        (ReplyWindow::Closed, true) => Some("closed".to_owned()),
        (ReplyWindow::Closed, false) => Some("Reply window closed".to_owned()),
    }
}

/// Four hours are soon, one is very soon.
#[must_use]
pub fn urgency(window: ReplyWindow, left: Option<Duration>) -> Tone {
    match (window, left.map(|left| left.as_secs())) {
        (ReplyWindow::Always | ReplyWindow::Closed, _) | (_, None) => Tone::Neutral,
        (_, Some(0..3_600)) => Tone::Danger,
        (_, Some(3_600..14_400)) => Tone::Warning,
        (_, Some(_)) => Tone::Neutral,
    }
}

const fn letters(tone: Tone) -> &'static str {
    match tone {
        Tone::Danger => "font-medium text-danger",
        Tone::Warning => "text-warning",
        _ => "text-muted",
    }
}

/// The whole of it: when it ends, and what is possible then.
fn hint(can: &Capabilities, window: ReplyWindow, end: Option<&str>) -> String {
    let end = end.unwrap_or("then");
    match window {
        ReplyWindow::Always => String::new(),
        ReplyWindow::Open { .. } if can.templates => {
            format!("Free replies until {end}; after that, templates only")
        }
        ReplyWindow::Open { .. } if can.person_window_hours.is_some() => {
            format!("Until {end}; after that, only a person may answer")
        }
        ReplyWindow::Open { .. } => format!("Replies until {end}"),
        ReplyWindow::PersonOnly { .. } => format!("Only a person may answer, until {end}"),
        ReplyWindow::Closed if can.templates => "Only templates can be sent until the customer writes again".to_owned(),
        ReplyWindow::Closed => "Nothing can be sent until the customer writes again".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::Timestamp;
    use types::inbox::ChannelKind;

    const OPEN: ReplyWindow = ReplyWindow::Open { until: Timestamp(0) };
    const PERSON: ReplyWindow = ReplyWindow::PersonOnly { until: Timestamp(0) };

    #[test]
    fn a_window_gets_louder_towards_its_end() {
        let tone =
            |window, hours, seconds| urgency(window, Some(Duration::from_hours(hours) + Duration::from_secs(seconds)));
        assert_eq!(tone(OPEN, 4, 0), Tone::Neutral);
        assert_eq!(tone(OPEN, 3, 3_599), Tone::Warning);
        assert_eq!(tone(PERSON, 0, 3_599), Tone::Danger);
        assert_eq!(urgency(ReplyWindow::Closed, None), Tone::Neutral);
    }

    #[test]
    fn a_window_is_told_in_a_few_words() {
        let left = Some(Duration::from_secs(200 * 60));
        assert_eq!(words(OPEN, left, true).as_deref(), Some("3 h 20 m"));
        assert_eq!(words(OPEN, left, false).as_deref(), Some("3 h 20 m left to reply"));
        assert_eq!(words(ReplyWindow::Closed, None, true).as_deref(), Some("closed"));
        assert_eq!(words(ReplyWindow::Always, None, false), None);
    }

    #[test]
    fn the_hint_says_what_comes_after() {
        let hint = |channel: ChannelKind, window| hint(&channel.capabilities(), window, Some("14:00"));
        assert!(hint(ChannelKind::Whatsapp, OPEN).contains("templates"));
        assert!(hint(ChannelKind::Messenger, OPEN).contains("only a person"));
        assert!(hint(ChannelKind::Messenger, ReplyWindow::Closed).starts_with("Nothing can be sent"));
    }
}
