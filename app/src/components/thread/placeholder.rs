//! What stands in the place of a conversation while none is open, one is on its way, or one is not to be had.

use crate::AppError;
use crate::components::{EmptyState, ErrorState, Keys, Skeleton};
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::{Noun, Problem};

/// The pane without a conversation.
#[component]
pub fn ThreadPlaceholder() -> impl IntoView {
    let workspace = use_workspace();
    let content = move || match (workspace.trouble.get(), workspace.place.get().conversation) {
        (Some(problem), Some(_)) => view! { <ErrorState error=AppError(problem)/> }.into_any(),
        // It was here, and has gone out of sight: to another group, say.
        (None, Some(_)) if !workspace.fetching.thread.get() && !workspace.fetching.list.get() => {
            view! { <ErrorState error=AppError(Problem::NotFound { what: Noun::Conversation })/> }.into_any()
        }
        (_, Some(conversation)) => {
            let known = workspace.summary(conversation);
            let name = move || known.get().map(|summary| summary.contact.name);
            view! {
                <div class="flex h-14 items-center border-b border-line px-4 font-semibold">{name}</div>
                <div class="px-4"><Skeleton lines=6/></div>
            }
            .into_any()
        }
        (_, None) => view! {
            <div class="flex h-full items-center">
                <EmptyState
                    icon=icondata::LuMessagesSquare
                    title="No conversation is open"
                    text="Choose one from the list."
                >
                    <p class="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 text-sm text-muted">
                        <span class="inline-flex items-center gap-1.5"><Keys keys="j k"/> "move"</span>
                        <span class="inline-flex items-center gap-1.5"><Keys keys="Ctrl+K"/> "commands"</span>
                        <span class="inline-flex items-center gap-1.5"><Keys keys="?"/> "all keys"</span>
                    </p>
                </EmptyState>
            </div>
        }
        .into_any(),
    };
    view! { <section aria-label="Conversation" class="h-full min-h-0 bg-surface">{content}</section> }
}
