//! The picture of a row: the customer, their channel, and whether they are there right now.

use crate::components::channel_icon::ChannelIcon;
use crate::components::{Avatar, AvatarSize};
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::ConversationId;
use types::conversation::Summary;

/// The picture. It makes room for the box to tick under the pointer.
#[component]
pub(super) fn RowFace(conversation: ConversationId, summary: Memo<Option<Summary>>) -> impl IntoView {
    let workspace = use_workspace();
    let contact = Memo::new(move |_| summary.with(|summary| summary.as_ref().map(|summary| summary.contact.clone())));
    let channel = Memo::new(move |_| {
        let inbox = summary.with(|summary| summary.as_ref().map(|summary| summary.inbox))?;
        workspace.directory(|directory| directory.inbox(inbox).map(|inbox| inbox.channel))
    });
    let online =
        Memo::new(move |_| workspace.live.presences.with(|presences| presences.customer_is_online(conversation)));
    let selecting = Memo::new(move |_| workspace.selection.with(|selection| !selection.is_empty()));
    let class = move || {
        let away = if selecting.get() { "opacity-0" } else { "group-hover/row:opacity-0" };
        // Without script there is no box.
        if workspace.awake.get() { away } else { "" }
    };
    view! {
        <span class="relative mt-0.5 size-9 shrink-0">
            <span class=class>
                {move || contact.get().map(|contact| view! { <Avatar id=contact.id.0 name=contact.name size=AvatarSize::Medium/> })}
            </span>
            {move || channel.get().map(|channel| view! {
                <ChannelIcon
                    channel
                    class="absolute -end-1 -bottom-1 size-4.5 items-center justify-center rounded-full bg-surface text-xs text-muted ring-1 ring-line"
                />
            })}
            {move || online.get().then(|| view! {
                <span
                    role="img"
                    aria-label="Online"
                    title="Online"
                    class="absolute -end-0.5 -top-0.5 size-2.5 rounded-full bg-success ring-2 ring-surface"
                ></span>
            })}
        </span>
    }
}
