//! What the list shows, and in which order. Status and order are links; the rest is a form. Both work without JavaScript.

mod form;

use super::{ButtonLook, ButtonSize, Icon, Menu, button_class, menu_item_class};
use crate::workspace::use_workspace;
pub use form::FilterMenu;
use leptos::prelude::*;
use types::conversation::StatusKind;
use types::view::{ListQuery, Sort, StatusFilter};

/// Which statuses are shown, with how many there are of each.
#[component]
pub fn StatusMenu() -> impl IntoView {
    let workspace = use_workspace();
    let current = Memo::new(move |_| workspace.place.get().query.status);
    let opener = move || {
        let words = move || match current.get() {
            StatusFilter::Any => "Any status",
            StatusFilter::Only(status) => status.title(),
        };
        view! { <span class="sr-only">"Status: "</span> <span>{words}</span> <Icon icon=icondata::LuChevronDown width="1em"/> }
    };
    let line = move |status: StatusFilter| {
        let count = move || {
            workspace.view.with(|view| {
                let counts = view.counts.of(view.list.query.view);
                match status {
                    StatusFilter::Any => StatusKind::ALL.iter().map(|status| counts.of(*status)).sum(),
                    StatusFilter::Only(status) => counts.of(status),
                }
            })
        };
        let words = match status {
            StatusFilter::Any => "Any status",
            StatusFilter::Only(status) => status.title(),
        };
        view! { <QueryLine words change=move |query| ListQuery { status, ..query }>{count}</QueryLine> }
    };
    let only = StatusKind::ALL.iter().map(move |status| line(StatusFilter::Only(*status)));
    view! {
        <Menu opener opener_class=button_class(ButtonLook::Quiet, ButtonSize::Small) title="Status">
            {only.collect_view()}
            {line(StatusFilter::Any)}
        </Menu>
    }
}

/// The order.
#[component]
pub fn SortMenu() -> impl IntoView {
    let workspace = use_workspace();
    let current = Memo::new(move |_| workspace.place.get().query.sort);
    let opener = move || {
        view! {
            <span class="sr-only">"Order: "</span>
            <Icon icon=icondata::LuArrowDownUp width="1em"/>
            <span>{move || current.get().title()}</span>
        }
    };
    let lines = Sort::ALL.iter().map(|sort| {
        let sort = *sort;
        view! { <QueryLine words=sort.title() change=move |query| ListQuery { sort, ..query }/> }
    });
    view! {
        <Menu opener opener_class=button_class(ButtonLook::Quiet, ButtonSize::Small) title="Order" at_end=true>
            {lines.collect_view()}
        </Menu>
    }
}

/// A link to the same list with something changed.
#[component]
fn QueryLine<F>(
    words: &'static str,
    /// What is changed.
    change: F,
    /// What stands at the end of the line.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView
where
    F: Fn(ListQuery) -> ListQuery + Copy + Send + Sync + 'static,
{
    let workspace = use_workspace();
    let changed = Memo::new(move |_| {
        let place = workspace.place.get();
        place.listing(change(place.query))
    });
    let is_here = Memo::new(move |_| workspace.place.get().query == changed.get().query);
    view! {
        <a href=move || changed.get().url() aria-current=move || is_here.get().then_some("true") class=menu_item_class()>
            <span class="flex-1">{words}</span>
            <span class="text-sm text-muted tabular-nums">{children.map(|children| children())}</span>
            {move || is_here.get().then(|| view! { <Icon icon=icondata::LuCheck width="1rem" class="text-accent"/> })}
        </a>
    }
}
