//! The list of keys.

use super::reading::KEYS;
use crate::components::{Dialog, Keys};
use crate::workspace::{Overlay, use_workspace};
use leptos::prelude::*;

/// Opens with `?`.
#[component]
pub fn HelpDialog() -> impl IntoView {
    let workspace = use_workspace();
    let open = RwSignal::new(false);
    Effect::new(move || open.set(workspace.overlay.get() == Some(Overlay::Help)));
    Effect::new(move |before: Option<bool>| {
        let is_open = open.get();
        if before == Some(true) && !is_open && workspace.overlay.get_untracked() == Some(Overlay::Help) {
            workspace.overlay.set(None);
        }
        is_open
    });
    let lines = KEYS.iter().map(|(keys, meaning)| {
        view! {
            <div class="flex items-center justify-between gap-4 py-1">
                <dt>{*meaning}</dt>
                <dd><Keys keys/></dd>
            </div>
        }
    });
    view! {
        <Dialog open title="Keys" wide=true>
            <dl class="gap-x-8 sm:columns-2">{lines.collect_view()}</dl>
        </Dialog>
    }
}
