//! The head of the open conversation: who it is with, who looks at it, and what can be done to it.

mod labels;
mod viewers;

use super::conversation_actions::{AssigneeMenu, GroupMenu, LabelMenu, PriorityMenu, StatusButton};
use super::{Avatar, AvatarSize, IconButton, WindowChip};
use crate::components::channel_icon::ChannelIcon;
use crate::workspace::use_workspace;
pub use labels::LabelChips;
use leptos::prelude::*;
use types::ConversationId;
use viewers::Viewers;

/// The head.
#[component]
pub fn ThreadHeader(
    /// Of which conversation.
    conversation: ConversationId,
) -> impl IntoView {
    let workspace = use_workspace();
    let back = move || workspace.place.get().list().url();
    let summary = workspace.summary(conversation);
    let panel = move || workspace.place.get().with_panel(!workspace.place.get().panel).url();
    view! {
        <header class="shrink-0 border-b border-line">
            <div class="flex min-h-14 items-center gap-2 px-3 py-1.5 md:px-4">
                <a
                    href=back
                    aria-label="Back to the list"
                    class="inline-flex size-9 shrink-0 items-center justify-center rounded-md text-lg text-muted hover:bg-hover hover:text-text md:hidden"
                >
                    <super::Icon icon=icondata::LuChevronLeft/>
                </a>
                <Who conversation/>
                <div class="flex-1"></div>
                <span class="max-sm:hidden"><WindowChip summary/></span>
                <Viewers conversation/>
                <StatusButton conversation/>
                {move || view! { <IconButton icon=icondata::LuPanelRight label="Contact and details" href=panel() class="xl:hidden"/> }}
            </div>
            <div class="-mt-1 hidden flex-wrap items-center gap-1 px-3 pb-1.5 md:flex md:px-4">
                <AssigneeMenu conversation/>
                <GroupMenu conversation/>
                <PriorityMenu conversation/>
                <LabelMenu conversation/>
                <LabelChips conversation/>
            </div>
        </header>
    }
}

/// The customer, and where they write.
#[component]
fn Who(conversation: ConversationId) -> impl IntoView {
    let workspace = use_workspace();
    let summary = workspace.summary(conversation);
    let contact = Memo::new(move |_| summary.with(|summary| summary.as_ref().map(|summary| summary.contact.clone())));
    let inbox = Memo::new(move |_| {
        let inbox = summary.with(|summary| summary.as_ref().map(|summary| summary.inbox))?;
        workspace.directory(|directory| directory.inbox(inbox).cloned())
    });
    let online =
        Memo::new(move |_| workspace.live.presences.with(|presences| presences.customer_is_online(conversation)));
    let face = move || {
        contact.get().map(|contact| view! { <Avatar id=contact.id.0 name=contact.name size=AvatarSize::Medium/> })
    };
    let name = move || contact.get().map(|contact| contact.name);
    let place = move || {
        inbox.get().map(|inbox| {
            view! {
                <ChannelIcon channel=inbox.channel/>
                <span class="min-w-0 truncate">{inbox.name}</span>
                <span class="sm:hidden"><WindowChip summary brief=true/></span>
            }
        })
    };
    view! {
        {face}
        <div class="min-w-0">
            <h2 class="truncate font-semibold">{name}</h2>
            <p class="flex min-w-0 items-center gap-1.5 text-sm text-muted">
                {place}
                {move || online.get().then(|| view! {
                    <span class="inline-flex items-center gap-1 text-success">
                        <span class="size-2 rounded-full bg-current"></span>
                        "online"
                    </span>
                })}
            </p>
        </div>
    }
}
