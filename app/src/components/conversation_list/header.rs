//! The head of the list: where one is, where else one could be, and what is shown in which order.

use crate::components::list_filter::{FilterMenu, SortMenu, StatusMenu};
use crate::components::view_menu::ViewMenu;
use crate::components::{Tab, Tabs};
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::view::View;

/// The head.
#[component]
pub(super) fn ListHeader() -> impl IntoView {
    let workspace = use_workspace();
    let tabs = Signal::derive(move || {
        let place = workspace.place.get();
        [(View::Mine, "Mine"), (View::Unassigned, "Unassigned"), (View::All, "All")]
            .map(|(view, text)| Tab {
                href: place.listing(types::view::ListQuery { view, ..place.query }).list().url(),
                text: text.to_owned(),
                count: workspace.view.with(|loaded| loaded.counts.of(view).open),
                current: place.query.view == view,
            })
            .to_vec()
    });
    view! {
        <header class="shrink-0">
            <div class="flex h-12 items-center gap-1 px-2">
                <ViewMenu/>
                <div class="flex-1"></div>
                <FilterMenu/>
            </div>
            <div class="px-2"><Tabs label="Views" tabs/></div>
            <div class="flex items-center justify-between border-b border-line px-2 py-1">
                <StatusMenu/>
                <SortMenu/>
            </div>
        </header>
    }
}
