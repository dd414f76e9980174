//! Files that are not here: still on their way from the provider, or not to be had.

use crate::components::Icon;
use crate::workspace::Workspace;
use leptos::prelude::*;
use types::message::{Attachment, FileState};

/// Holds the place of a file, and says where it is.
#[component]
pub(super) fn Awaited(file: Attachment) -> impl IntoView {
    let large = file.is_picture() || file.is_film();
    match file.state {
        FileState::Failed { reason } => view! { <Missing name=file.name reason/> }.into_any(),
        _ if large => view! {
            <div class="flex h-40 w-56 max-w-full animate-breathe items-center justify-center rounded-md bg-sunken px-3 text-center text-sm text-muted">
                <Fetching/>
            </div>
        }
        .into_any(),
        _ => view! {
            <div class="flex h-13 w-56 max-w-full animate-breathe items-center gap-2.5 rounded-md border border-line bg-raised px-2.5 text-sm text-muted">
                <Icon icon=icondata::LuDownload/>
                <Fetching/>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn Fetching() -> impl IntoView {
    let workspace = use_context::<Workspace>();
    // The channel by the name people know it by; outside the inbox nobody knows which it is.
    let from = Memo::new(move |_| {
        workspace?.view.with(|view| {
            let inbox = view.thread.as_ref()?.conversation.inbox;
            view.directory.inbox(inbox).map(|inbox| inbox.channel.title())
        })
    });
    move || match from.get() {
        Some(channel) => format!("Fetching from {channel}…"),
        None => "Fetching the file…".to_owned(),
    }
}

#[component]
fn Missing(name: String, reason: String) -> impl IntoView {
    let named = !name.is_empty();
    view! {
        <p class="flex max-w-xs min-w-0 items-start gap-2.5 rounded-md border border-danger bg-raised px-2.5 py-2 text-text">
            <Icon icon=icondata::LuFileX class="mt-0.5 text-danger"/>
            <span class="min-w-0">
                {named.then(|| view! { <span class="block truncate font-medium">{name}</span> })}
                <span class="block text-sm text-muted">"The file could not be fetched. " {reason}</span>
            </span>
        </p>
    }
}
