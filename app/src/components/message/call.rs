//! Calls.

use crate::components::Icon;
use leptos::prelude::*;
use types::message::{CallOutcome, Direction};

/// Who called, and what came of it.
#[component]
pub(super) fn CallCard(direction: Direction, video: bool, outcome: CallOutcome, seconds: u32) -> impl IntoView {
    let (icon, tone) = match (outcome, direction, video) {
        (CallOutcome::Missed | CallOutcome::Declined, ..) => (icondata::LuPhoneMissed, "text-danger"),
        (CallOutcome::Answered, _, true) => (icondata::LuVideo, "text-success"),
        (CallOutcome::Answered, Direction::Incoming, _) => (icondata::LuPhoneIncoming, "text-success"),
        (CallOutcome::Answered, Direction::Outgoing, _) => (icondata::LuPhoneOutgoing, "text-success"),
    };
    view! {
        <p class="flex items-center gap-2.5">
            <Icon icon class=tone/>
            <span class="font-medium">{title(direction, video, outcome)}</span>
            {(seconds > 0).then(|| view! { <span class="text-muted tabular-nums">{length(seconds)}</span> })}
        </p>
    }
}

fn title(direction: Direction, video: bool, outcome: CallOutcome) -> String {
    let what = if video { "video call" } else { "call" };
    match (outcome, direction) {
        (CallOutcome::Missed, Direction::Incoming) => format!("Missed {what}"),
        (CallOutcome::Missed, Direction::Outgoing) => format!("Unanswered {what}"),
        (CallOutcome::Declined, _) => format!("Declined {what}"),
        (CallOutcome::Answered, Direction::Incoming) => format!("Incoming {what}"),
        (CallOutcome::Answered, Direction::Outgoing) => format!("Outgoing {what}"),
    }
}

/// `4:07`, `1:00:09`.
fn length(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3_600, seconds % 3_600 / 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_told_in_a_word_and_a_length() {
        assert_eq!(title(Direction::Incoming, true, CallOutcome::Missed), "Missed video call");
        assert_eq!(title(Direction::Outgoing, false, CallOutcome::Answered), "Outgoing call");
        assert_eq!(length(247), "4:07");
        assert_eq!(length(3_609), "1:00:09");
    }
}
