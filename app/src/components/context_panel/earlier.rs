//! The contact's other conversations.

use crate::components::{Skeleton, Time, TimeLook};
use crate::workspace::use_workspace;
use leptos::either::Either;
use leptos::prelude::*;
use types::ConversationId;
use types::conversation::Summary;

/// Links to them, newest first, and since when the contact is known.
#[component]
pub(super) fn EarlierConversations(conversation: ConversationId) -> impl IntoView {
    let workspace = use_workspace();
    move || match workspace.profile.get() {
        Some(profile) => {
            let others = profile.conversations.into_iter().filter(|other| other.id != conversation).collect();
            Either::Left(view! {
                <Rows rows=others/>
                <p class="mt-2 text-sm text-muted">
                    "Known since " <Time at=profile.created_at zone=workspace.zone.get() look=TimeLook::Full/>
                </p>
            })
        }
        None => Either::Right(view! { <Skeleton lines=2/> }),
    }
}

#[component]
fn Rows(rows: Vec<Summary>) -> impl IntoView {
    let workspace = use_workspace();
    if rows.is_empty() {
        return Either::Left(view! { <p class="text-muted">"None: this is the first one."</p> });
    }
    let row = move |row: Summary| {
        let href = move || workspace.place.get().open(row.id).url();
        let at = row.last_activity_at;
        let time = move || view! { <Time at zone=workspace.zone.get() look=TimeLook::Brief(workspace.now.get()) class="text-muted"/> };
        view! {
            <li>
                <a href=href class="-mx-2 block rounded-md px-2 py-1.5 hover:bg-hover">
                    <span class="flex items-baseline justify-between gap-2 text-sm">
                        <span class="font-medium">{row.status.kind().title()}</span>
                        {time}
                    </span>
                    <span class="block truncate text-sm text-muted">{row.preview.text}</span>
                </a>
            </li>
        }
    };
    Either::Right(view! { <ul>{rows.into_iter().map(row).collect_view()}</ul> })
}
