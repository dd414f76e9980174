//! The last line of a row: how long the customer has waited and can be answered, how urgent it is, labels, and who answers.

use crate::components::conversation_actions::flag_class;
use crate::components::{Avatar, AvatarSize, Chip, Icon, WindowChip};
use crate::workspace::{ReplyWindow, use_workspace};
use leptos::prelude::*;
use std::time::Duration;
use types::conversation::{Priority, Status, StatusKind, Summary};
use types::label::Label;
use types::time::short_span;

/// Nothing when there is nothing to tell.
#[component]
pub(super) fn Marks(summary: Memo<Option<Summary>>) -> impl IntoView {
    let workspace = use_workspace();
    let me = workspace.my_id();
    let waiting = Memo::new(move |_| {
        let since = summary.with(|summary| summary.as_ref().and_then(|summary| summary.waiting_since))?;
        let span = workspace.now.get().since(since);
        Some((short_span(span), waiting_class(span)))
    });
    let waits = move || {
        waiting.get().map(|(span, class)| {
            view! {
                <span title="The customer waits for an answer" class=format!("inline-flex items-center gap-0.5 whitespace-nowrap tabular-nums {class}")>
                    <Icon icon=icondata::LuHourglass width="1em"/>
                    <span class="sr-only">"Waiting for "</span>
                    {span}
                </span>
            }
        })
    };
    let labels = Memo::new(move |_| {
        let ids = summary.with(|summary| summary.as_ref().map(|summary| summary.labels.clone())).unwrap_or_default();
        workspace.directory(|directory| {
            ids.into_iter().filter_map(|id| directory.label(id)).take(3).cloned().collect::<Vec<Label>>()
        })
    });
    // One's own face is nowhere needed: it is what "Mine" means.
    let assignee = Memo::new(move |_| {
        let agent = summary.with(|summary| summary.as_ref().and_then(|summary| summary.assignee));
        let agent = agent.filter(|agent| *agent != me)?;
        Some((agent, workspace.directory(|directory| directory.agent_name(agent))))
    });
    let rest = move || {
        let summary = summary.get()?;
        let flag = (summary.priority != Priority::Normal).then(|| {
            view! {
                <span role="img" title=summary.priority.title() aria-label=format!("{} priority", summary.priority.title())>
                    <Icon icon=icondata::LuFlag width="1em" class=flag_class(summary.priority)/>
                </span>
            }
        });
        let snoozed = matches!(summary.status, Status::Snoozed { .. }).then(|| {
            view! { <span role="img" aria-label="Snoozed" title="Snoozed"><Icon icon=icondata::LuAlarmClock width="1em"/></span> }
        });
        let chips =
            labels.get().into_iter().map(|label| view! { <Chip text=label.name color=label.color class="max-w-24"/> });
        let face =
            assignee.get().map(|(agent, name)| view! { <Avatar id=agent.0 name size=AvatarSize::Tiny label=true/> });
        Some(view! {
            {flag}
            {snoozed}
            <span class="flex min-w-0 flex-1 gap-1 overflow-hidden">{chips.collect_view()}</span>
            {face}
        })
    };
    // Nobody has to hurry with what is done.
    let window = workspace.reply_window(summary);
    let hurries = Memo::new(move |_| {
        let status = summary.with(|summary| summary.as_ref().map(|summary| summary.status.kind()));
        window.get() != ReplyWindow::Always && status != Some(StatusKind::Resolved)
    });
    let lasts = move || hurries.get().then(|| view! { <WindowChip summary brief=true/> });
    let anything = Memo::new(move |_| {
        let hurries = hurries.get();
        summary.with(|summary| {
            summary.as_ref().is_some_and(|summary| {
                hurries
                    || summary.waiting_since.is_some()
                    || summary.priority != Priority::Normal
                    || !summary.labels.is_empty()
                    || matches!(summary.status, Status::Snoozed { .. })
                    || summary.assignee.is_some_and(|agent| agent != me)
            })
        })
    });
    move || {
        anything.get().then(|| {
            view! { <span class="mt-1 flex h-5 items-center gap-2 text-sm text-muted">{waits}{lasts}{rest}</span> }
        })
    }
}

/// An hour is long, four are too long.
fn waiting_class(span: Duration) -> &'static str {
    match span.as_secs() {
        0..3_600 => "text-muted",
        3_600..14_400 => "text-warning",
        _ => "font-medium text-danger",
    }
}
