//! The rows, and how the list goes on.

use super::empty::EmptyList;
use super::hold::hold;
use crate::components::conversation_row::ConversationRow;
use crate::components::when_near::when_near;
use crate::components::{Icon, Skeleton};
use crate::workspace::use_workspace;
use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use types::ConversationId;

/// The rows. While the pointer is over them, they stay where they are.
#[component]
pub(super) fn Rows() -> impl IntoView {
    let workspace = use_workspace();
    let all =
        Memo::new(move |_| workspace.view.with(|view| view.list.rows.iter().map(|row| row.id).collect::<Vec<_>>()));
    let held = RwSignal::new(None::<Vec<ConversationId>>);
    let shown = Memo::new(move |_| match held.get() {
        Some(held) => hold(&held, &all.get()),
        None => (all.get(), 0),
    });
    let rows = Memo::new(move |_| shown.with(|(rows, _)| rows.clone()));
    let waiting = Memo::new(move |_| shown.with(|(_, waiting)| *waiting));
    // Another list is not the one that was held; and nobody should change what they cannot see.
    let list = Memo::new(move |_| workspace.view.with(|view| view.list.query));
    Effect::new(move || {
        list.track();
        held.set(None);
    });
    Effect::new(move || {
        all.with(|all| {
            workspace.selection.maybe_update(|selection| {
                let before = selection.count();
                selection.keep_only(all);
                selection.count() != before
            })
        })
    });
    let scroller = NodeRef::<Div>::new();
    let enter = move |event: ev::PointerEvent| {
        if event.pointer_type() == "mouse" {
            held.set(Some(all.get_untracked()));
        }
    };
    // The pointer is over the list still: it holds again, what it shows now.
    let release = move || {
        held.set(Some(all.get_untracked()));
        if let Some(scroller) = scroller.get_untracked() {
            scroller.set_scroll_top(0);
        }
    };
    view! {
        <div class="relative min-h-0 flex-1" on:pointerenter=enter on:pointerleave=move |_| held.set(None)>
            <div node_ref=scroller class="h-full overflow-y-auto overscroll-contain">
                {move || all.with(Vec::is_empty).then(|| view! { <EmptyList/> })}
                <ul aria-label="Conversations">
                    <For each=move || rows.get() key=|id| *id let:conversation>
                        <ConversationRow conversation rows/>
                    </For>
                </ul>
                <MoreRows/>
            </div>
            {move || (waiting.get() > 0).then(|| view! {
                <button
                    type="button"
                    on:click=move |_| release()
                    class="absolute top-2 left-1/2 z-10 inline-flex -translate-x-1/2 items-center gap-1 rounded-full border border-line bg-raised px-3 py-1 text-sm font-medium text-accent shadow-float hover:bg-hover"
                >
                    {move || format!("{} new", waiting.get())}
                    <Icon icon=icondata::LuArrowUp width="1em"/>
                </button>
            })}
        </div>
    }
}

/// The end of what is loaded: more comes by scrolling, or by a link.
#[component]
fn MoreRows() -> impl IntoView {
    let workspace = use_workspace();
    let end = Memo::new(move |_| workspace.view.with(|view| view.list.end));
    let sentinel = NodeRef::<Div>::new();
    when_near(sentinel, Signal::derive(move || !workspace.fetching.rows.get()), move || workspace.load_more_rows());
    let newest = move || workspace.place.get().after.map(|_| workspace.place.get().after(None).url());
    view! {
        {move || newest().map(|href| view! {
            <p class="py-2 text-center text-sm"><a href=href class="rounded-sm font-medium text-accent hover:underline">"Back to the top of the list"</a></p>
        })}
        {move || end.get().map(|end| view! {
            <div class="relative py-3 text-center text-sm">
                // Reaches up a screen, so that more is there before anybody waits for it.
                <div node_ref=sentinel class="pointer-events-none absolute bottom-0 h-[40rem] w-px"></div>
                {move || if workspace.fetching.rows.get() {
                    view! { <div class="px-4"><Skeleton lines=3/></div> }.into_any()
                } else {
                    let href = workspace.place.get().after(Some(end)).url();
                    view! { <a href=href class="rounded-sm font-medium text-accent hover:underline">"Older"</a> }.into_any()
                }}
            </div>
        })}
    }
}
