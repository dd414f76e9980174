//! The pill that leads back to the newest message.

use crate::components::Icon;
use crate::workspace::use_workspace;
use leptos::prelude::*;

/// Appears when one has scrolled away from the newest message, with how many came meanwhile.
#[component]
pub(super) fn JumpPill(
    /// One has scrolled away.
    #[prop(into)]
    away: Signal<bool>,
    /// How many came meanwhile.
    #[prop(into)]
    missed: Signal<usize>,
    /// Scrolls down.
    jump: Callback<()>,
) -> impl IntoView {
    let workspace = use_workspace();
    let newer = Memo::new(move |_| workspace.thread(|thread| thread.newer) == Some(true));
    let press = move |_| {
        if newer.get_untracked() {
            // The loaded part ends before the newest: it is another place.
            workspace.visit.run(workspace.place.get_untracked().at(None).url());
        }
        jump.run(());
    };
    let words = move || match missed.get() {
        0 => "Newest".to_owned(),
        1 => "1 new message".to_owned(),
        missed => format!("{missed} new messages"),
    };
    move || {
        (away.get() || newer.get()).then(|| {
            view! {
                <button
                    type="button"
                    on:click=press
                    class="absolute bottom-3 left-1/2 z-10 inline-flex -translate-x-1/2 animate-rise items-center gap-1.5 rounded-full border border-line bg-raised px-3 py-1.5 text-sm font-medium text-accent shadow-float hover:bg-hover"
                >
                    <Icon icon=icondata::LuArrowDown width="1em"/>
                    <span>{words}</span>
                </button>
            }
        })
    }
}
