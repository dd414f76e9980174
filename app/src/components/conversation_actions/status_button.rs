//! Where a conversation stands, and its next steps.

use crate::components::act_form::ActForm;
use crate::components::{
    Button, ButtonLook, ButtonSize, Icon, Menu, MenuHeading, MenuLine, button_class, menu_item_class,
};
use crate::workspace::use_workspace;
use leptos::prelude::*;
use std::time::Duration;
use types::conversation::{Status, StatusKind};
use types::{ConversationId, Timestamp, Zone};

/// The most likely step as a button, the others in a menu beside it.
#[component]
pub fn StatusButton(
    /// Which.
    conversation: ConversationId,
) -> impl IntoView {
    let workspace = use_workspace();
    let summary = workspace.summary(conversation);
    let status =
        Memo::new(move |_| summary.with(|summary| summary.as_ref().map_or(Status::Open, |summary| summary.status)));
    let kind = Memo::new(move |_| status.get().kind());
    let main = move || {
        let (action, words, icon) = if kind.get() == StatusKind::Open {
            ("resolve", "Resolve", icondata::LuCheck)
        } else {
            ("reopen", "Reopen", icondata::LuRotateCcw)
        };
        view! {
            <ActForm conversation action>
                <Button kind="submit" size=ButtonSize::Small icon class="rounded-e-none!">
                    <span class="max-sm:sr-only">{words}</span>
                </Button>
            </ActForm>
        }
    };
    let snooze = move || {
        let choices = snooze_choices(workspace.now.get(), &workspace.zone.get()).map(|(value, words, when)| {
            view! {
                <button type="submit" name="value" value=value class=menu_item_class()>
                    <Icon icon=icondata::LuAlarmClock width="1rem" class="text-muted"/>
                    <span class="flex-1">{words}</span>
                    <span class="text-sm text-muted tabular-nums">{when}</span>
                </button>
            }
        });
        view! { <ActForm conversation action="snooze">{choices.collect_view()}</ActForm> }
    };
    let step = move |action: &'static str, words: &'static str, icon: icondata::Icon| {
        view! {
            <ActForm conversation action>
                <button type="submit" class=menu_item_class()>
                    <Icon icon width="1rem" class="text-muted"/>
                    {words}
                </button>
            </ActForm>
        }
    };
    let steps = move |kind: StatusKind| {
        let half_done = matches!(kind, StatusKind::Pending | StatusKind::Snoozed);
        view! {
            <Menu
                label="More steps"
                opener=|| view! { <Icon icon=icondata::LuChevronDown width="1rem"/> }
                opener_class=format!("{} -ms-px rounded-s-none! px-1!", button_class(ButtonLook::Secondary, ButtonSize::Small))
                at_end=true
            >
                {half_done.then(|| step("resolve", "Resolve", icondata::LuCheck))}
                {(kind != StatusKind::Pending).then(|| step("pend", "Mark as pending", icondata::LuCirclePause))}
                {(kind != StatusKind::Resolved).then(|| view! { <MenuHeading text="Snooze until"/> {snooze} })}
                <MenuLine/>
                {step("mark_unread", "Mark as unread", icondata::LuMailOpen)}
            </Menu>
        }
    };
    view! {
        <div class="flex items-center gap-2">
            <StatusNote status/>
            <div class="flex">
                {main}
                {move || steps(kind.get())}
            </div>
        </div>
    }
}

/// What is not open says so, a snooze with its end.
#[component]
fn StatusNote(status: Memo<Status>) -> impl IntoView {
    let zone = use_workspace().zone;
    move || {
        let (words, class) = match status.get() {
            Status::Open => return None,
            Status::Pending => ("Pending".to_owned(), "bg-hover text-muted"),
            Status::Resolved => ("Resolved".to_owned(), "bg-success-soft text-success"),
            Status::Snoozed { until } => {
                let until = zone.with(|zone| zone.civil(until));
                let words =
                    format!("Snoozed until {} {}, {}", until.weekday_name(), until.date(until.year), until.clock());
                (words, "bg-warning-soft text-warning")
            }
        };
        Some(
            view! { <span class=format!("hidden rounded-sm px-2 py-1 text-sm font-medium sm:inline {class}")>{words}</span> },
        )
    }
}

/// What snooze menus offer: the value of the form field, its words, and when that is.
#[must_use]
pub fn snooze_choices(now: Timestamp, zone: &Zone) -> [(&'static str, &'static str, String); 3] {
    const DAY: Duration = Duration::from_secs(86_400);
    let hour = zone.civil(now + Duration::from_secs(3_600)).clock();
    let tomorrow = zone.civil(now + DAY).weekday_name();
    [
        ("hour", "In an hour", hour),
        ("tomorrow", "Tomorrow", format!("{tomorrow} 09:00")),
        ("next_week", "Next week", "Mon 09:00".to_owned()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snooze_choices_tell_when_that_is() {
        // Thursday, 00:00.
        let [hour, tomorrow, next_week] = snooze_choices(Timestamp(0), &Zone::default());
        assert_eq!((hour.0, hour.2.as_str()), ("hour", "01:00"));
        assert_eq!((tomorrow.0, tomorrow.2.as_str()), ("tomorrow", "Fri 09:00"));
        assert_eq!((next_week.0, next_week.2.as_str()), ("next_week", "Mon 09:00"));
    }
}
