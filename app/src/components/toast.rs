//! Short messages about what has just been done, with a way to take it back.

use super::{Icon, IconButton};
use crate::AppError;
use leptos::prelude::*;
use std::time::Duration;

/// How long a message stays: long enough to read it and to reach for Undo.
const STAYS: Duration = Duration::from_secs(8);
/// How many are seen at once.
const AT_ONCE: usize = 3;

#[derive(Clone)]
struct Toast {
    id: u64,
    text: String,
    is_problem: bool,
    undo: Option<Callback<()>>,
}

/// The messages of the page: `expect_context::<Toasts>().show("Resolved", Some(undo))`.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    made: StoredValue<u64>,
}

impl Toasts {
    /// Makes them known to everything below.
    pub fn provide() {
        provide_context(Self { shown: RwSignal::new(Vec::new()), made: StoredValue::new(0) });
    }

    /// Says what was done, and offers to take it back.
    pub fn show(self, text: impl Into<String>, undo: Option<Callback<()>>) {
        self.add(text.into(), false, undo);
    }

    /// Says what did not work.
    pub fn problem(self, error: &AppError) {
        self.add(error.to_string(), true, None);
    }

    fn add(self, text: String, is_problem: bool, undo: Option<Callback<()>>) {
        let id = self.made.get_value();
        self.made.set_value(id + 1);
        self.shown.update(|shown| {
            shown.push(Toast { id, text, is_problem, undo });
            let surplus = shown.len().saturating_sub(AT_ONCE);
            shown.drain(..surplus);
        });
        set_timeout(move || self.remove(id), STAYS);
    }

    fn remove(self, id: u64) {
        // The page may be gone by then.
        self.shown.try_update(|shown| shown.retain(|toast| toast.id != id));
    }
}

/// Where the messages appear. Stands once in the page, and always, so that screen readers notice what comes into it.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    view! {
        <div
            role="status"
            aria-live="polite"
            class="pointer-events-none fixed inset-x-0 bottom-20 z-50 flex flex-col items-center gap-2 px-4 md:bottom-6"
        >
            <For each=move || toasts.shown.get() key=|toast| toast.id let:toast>
                <ToastView toasts toast/>
            </For>
        </div>
    }
}

#[component]
fn ToastView(toasts: Toasts, toast: Toast) -> impl IntoView {
    let Toast { id, text, is_problem, undo } = toast;
    let icon = if is_problem { icondata::LuCircleAlert } else { icondata::LuCircleCheck };
    let undo = undo.map(|undo| {
        let press = move |_| {
            toasts.remove(id);
            undo.run(());
        };
        view! {
            <button type="button" on:click=press class="rounded-sm px-2 py-1 font-semibold text-accent hover:bg-hover">"Undo"</button>
        }
    });
    view! {
        <div class="pointer-events-auto flex max-w-md animate-rise items-center gap-2 rounded-lg border border-line bg-raised py-2 ps-3 pe-2 shadow-float">
            <Icon icon class=if is_problem { "text-danger" } else { "text-success" }/>
            <p class="min-w-0 flex-1">{text}</p>
            {undo}
            <IconButton icon=icondata::LuX label="Dismiss" small=true on:click=move |_| toasts.remove(id)/>
        </div>
    }
}
