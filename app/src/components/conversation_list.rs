//! The list of conversations.

mod bulk_bar;
mod empty;
mod header;
mod hold;
mod rows;

use crate::workspace::use_workspace;
use bulk_bar::BulkBar;
use header::ListHeader;
use leptos::prelude::*;
use rows::Rows;

/// The pane of the list.
#[component]
pub fn ConversationList() -> impl IntoView {
    let workspace = use_workspace();
    let busy = move || workspace.fetching.list.get().then_some("true");
    view! {
        <section aria-label="Conversations" aria-busy=busy class="relative flex h-full min-h-0 flex-col bg-surface">
            <ListHeader/>
            <Rows/>
            <BulkBar/>
        </section>
    }
}
