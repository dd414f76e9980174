//! The open conversation: header, messages, composer. And what stands there while there is none.

mod day;
mod earlier;
mod jump;
mod log;
mod placeholder;
mod timeline;
mod typing;

pub use placeholder::ThreadPlaceholder;
pub use timeline::{Entry, Key, came_since, entries};

use super::composer::Composer;
use super::thread_header::ThreadHeader;
use crate::workspace::use_workspace;
use leptos::prelude::*;
use log::MessageLog;
use types::ConversationId;

/// The pane of the open conversation.
#[component]
pub fn ThreadPane() -> impl IntoView {
    let workspace = use_workspace();
    let opened = Memo::new(move |_| workspace.opened());
    move || match opened.get() {
        Some(conversation) => view! { <Thread conversation/> }.into_any(),
        None => view! { <ThreadPlaceholder/> }.into_any(),
    }
}

#[component]
fn Thread(conversation: ConversationId) -> impl IntoView {
    view! {
        <section aria-label="Conversation" class="flex h-full min-h-0 min-w-0 flex-col bg-surface">
            <ThreadHeader conversation/>
            <MessageLog conversation/>
            <Composer conversation/>
        </section>
    }
}
