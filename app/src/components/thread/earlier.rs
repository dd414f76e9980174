//! The ends of the loaded part: earlier messages come by scrolling, or by a link.

use crate::components::when_near::when_near;
use crate::workspace::use_workspace;
use leptos::html::Div;
use leptos::prelude::*;
use types::MessageId;

/// Above the first message: brings the earlier ones.
#[component]
pub(super) fn Earlier() -> impl IntoView {
    let workspace = use_workspace();
    let sentinel = NodeRef::<Div>::new();
    let first =
        Memo::new(move |_| workspace.thread(|thread| thread.older.then(|| first_of(thread)).flatten()).flatten());
    when_near(sentinel, Signal::derive(move || !workspace.fetching.older.get()), move || workspace.load_older());
    view! {
        <div class="relative flex justify-center pb-2 text-sm">
            // Reaches down a screen, so that the earlier messages are there before anybody waits for them.
            {move || first.get().map(|_| view! {
                <div node_ref=sentinel class="pointer-events-none absolute top-0 h-[40rem] w-px"></div>
            })}
            {move || first.get().map(|first| view! {
                <a
                    href=move || workspace.place.get().at(Some(first)).url()
                    on:click=move |event| {
                        event.prevent_default();
                        workspace.load_older();
                    }
                    class="rounded-sm px-2 py-1 font-medium text-accent hover:underline"
                >
                    {move || if workspace.fetching.older.get() { "Loading earlier messages" } else { "Earlier messages" }}
                </a>
            })}
        </div>
    }
}

/// Below the last message, when it is not the newest: brings the later ones.
#[component]
pub(super) fn Later() -> impl IntoView {
    let workspace = use_workspace();
    let last = Memo::new(move |_| workspace.thread(|thread| thread.newer.then(|| last_of(thread)).flatten()).flatten());
    move || {
        last.get().map(|last| {
            view! {
                <div class="flex justify-center py-2 text-sm">
                    <a
                        href=move || workspace.place.get().at(Some(last)).url()
                        on:click=move |event| {
                            event.prevent_default();
                            workspace.load_newer();
                        }
                        class="rounded-sm px-2 py-1 font-medium text-accent hover:underline"
                    >
                        {move || if workspace.fetching.newer.get() { "Loading later messages" } else { "Later messages" }}
                    </a>
                </div>
            }
        })
    }
}

fn first_of(thread: &types::view::Thread) -> Option<MessageId> {
    thread.messages.first().map(|message| message.id)
}

fn last_of(thread: &types::view::Thread) -> Option<MessageId> {
    thread.messages.last().map(|message| message.id)
}
