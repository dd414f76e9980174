//! What is known of the conversation.

use crate::components::{Time, TimeLook};
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::ConversationId;
use types::conversation::{Outcome, Summary};
use types::time::short_span;

/// Inbox, beginning, first reply, end, and its name for outside programs.
#[component]
pub(super) fn Facts(conversation: ConversationId) -> impl IntoView {
    let workspace = use_workspace();
    let summary = workspace.summary(conversation);
    move || {
        let zone = workspace.zone.get();
        let time = move |at| view! { <Time at zone=zone.clone() look=TimeLook::Full/> };
        summary.get().map(|summary| {
            let Summary { inbox, created_at, first_reply_at, resolved_at, outcome, message_count, public_id, .. } = summary;
            let inbox = workspace.directory(|directory| {
                directory.inbox(inbox).map_or_else(|| "Deleted inbox".to_owned(), |inbox| format!("{} · {}", inbox.name, inbox.channel.title()))
            });
            let first_reply = first_reply_at
                .map_or_else(|| "None yet".to_owned(), |at| format!("After {}", short_span(at.since(created_at))));
            let end = resolved_at.map(|at| {
                let how = match outcome {
                    Some(Outcome::Answered) => "answered",
                    Some(Outcome::Unanswered) => "unanswered",
                    None => "",
                };
                let at = time(at);
                view! { <Fact name="Resolved">{at} " " {how}</Fact> }
            });
            let begun = time(created_at);
            view! {
                <dl class="flex flex-col gap-2">
                    <Fact name="Inbox">{inbox}</Fact>
                    <Fact name="Started">{begun}</Fact>
                    <Fact name="First reply">{first_reply}</Fact>
                    {end}
                    <Fact name="Messages">{message_count}</Fact>
                    <Fact name="Public id"><code class="font-mono text-sm break-all select-all">{public_id.to_string()}</code></Fact>
                </dl>
            }
        })
    }
}

#[component]
fn Fact(name: &'static str, children: Children) -> impl IntoView {
    view! {
        <div class="flex gap-3">
            <dt class="w-24 shrink-0 text-muted">{name}</dt>
            <dd class="min-w-0 flex-1">{children()}</dd>
        </div>
    }
}
