//! Activity lines: small, between the bubbles.

use super::activity_words::{actor, deed};
use crate::components::{Icon, Time, TimeLook};
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::message::{Activity, Message};

/// Who did what, and when.
#[component]
pub fn ActivityLine(
    /// The line's message.
    message: Message,
    /// What it tells.
    activity: Activity,
) -> impl IntoView {
    let workspace = use_workspace();
    let (me, at) = (workspace.my_id(), message.sent_at);
    let icon = icon_of(&activity);
    // Names may be learned later: a colleague or label that was made after the page was loaded.
    let words = Memo::new(move |_| {
        let customer = workspace.thread(|thread| thread.conversation.contact.name.clone()).unwrap_or_default();
        let zone = workspace.zone.get();
        workspace.directory(|directory| {
            let who = actor(message.author, me, &customer, directory);
            format!("{who} {}", deed(&activity, message.author, me, directory, &zone))
        })
    });
    view! {
        <div class="my-1 flex items-center justify-center gap-1.5 text-center text-sm text-muted">
            <Icon icon width="1em" class="text-faint"/>
            <span>{move || words.get()}</span>
            <span aria-hidden="true">"·"</span>
            {move || view! { <Time at zone=workspace.zone.get() look=TimeLook::Clock/> }}
        </div>
    }
}

fn icon_of(activity: &Activity) -> icondata::Icon {
    match activity {
        Activity::Assigned { .. } => icondata::LuUserCheck,
        Activity::Grouped { .. } => icondata::LuUsers,
        Activity::Resolved { .. } => icondata::LuCircleCheck,
        Activity::Reopened => icondata::LuRotateCcw,
        Activity::Pended => icondata::LuCirclePause,
        Activity::Snoozed { .. } => icondata::LuAlarmClock,
        Activity::Woken => icondata::LuBell,
        Activity::Prioritized { .. } => icondata::LuFlag,
        Activity::Labelled { .. } => icondata::LuTag,
        Activity::Referred { .. } => icondata::LuMegaphone,
        Activity::Moved { .. } => icondata::LuPhoneForwarded,
        Activity::Consented { given: true } => icondata::LuBellRing,
        Activity::Consented { given: false } => icondata::LuBellOff,
        Activity::Reachable { on: true } => icondata::LuUserPlus,
        Activity::Reachable { on: false } => icondata::LuUserX,
    }
}
