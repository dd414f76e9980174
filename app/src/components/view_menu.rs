//! Every view one has, with how many conversations are open in each.

use super::channel_icon::ChannelIcon;
use super::{Icon, Menu, MenuHeading, menu_item_class};
use crate::workspace::{Workspace, use_workspace};
use leptos::prelude::*;
use types::view::{Directory, ListQuery, View};

/// The name of the present view, and behind it all others.
#[component]
pub fn ViewMenu() -> impl IntoView {
    let workspace = use_workspace();
    let current = Memo::new(move |_| workspace.place.get().query.view);
    let name = Memo::new(move |_| workspace.directory(|directory| view_name(current.get(), directory)));
    let opener = move || {
        view! {
            <h1 class="min-w-0 truncate text-lg font-semibold">{move || name.get()}</h1>
            <Icon icon=icondata::LuChevronDown width="1rem" class="text-muted"/>
        }
    };
    let groups = Memo::new(move |_| {
        let counted = |id| workspace.view.with(|view| view.counts.0.iter().any(|(view, _)| *view == View::Group(id)));
        let mut groups = workspace.directory(|directory| directory.groups.clone());
        groups.retain(|group| counted(group.id));
        groups.sort_by_key(|group| group.name.to_lowercase());
        groups.into_iter().map(|group| View::Group(group.id)).collect::<Vec<_>>()
    });
    let inboxes = Memo::new(move |_| {
        let mut inboxes = workspace.directory(|directory| directory.inboxes.clone());
        inboxes.sort_by_key(|inbox| inbox.name.to_lowercase());
        inboxes.into_iter().map(|inbox| View::Inbox(inbox.id)).collect::<Vec<_>>()
    });
    let line = move |view: View| view! { <ViewLine view/> };
    view! {
        <Menu
            opener
            opener_class="flex h-9 min-w-0 items-center gap-1.5 rounded-md px-2 hover:bg-hover"
            title="Views"
            class="min-w-0"
        >
            {[View::Mine, View::Unassigned, View::All].map(line).collect_view()}
            {move || groups.with(|groups| !groups.is_empty()).then(|| view! { <MenuHeading text="Groups"/> })}
            <For each=move || groups.get() key=|view| *view children=line/>
            {move || inboxes.with(|inboxes| !inboxes.is_empty()).then(|| view! { <MenuHeading text="Inboxes"/> })}
            <For each=move || inboxes.get() key=|view| *view children=line/>
        </Menu>
    }
}

/// A view with its count, as a link.
#[component]
fn ViewLine(view: View) -> impl IntoView {
    let workspace = use_workspace();
    let href = move || view_url(workspace, view);
    let count = Memo::new(move |_| workspace.view.with(|loaded| loaded.counts.of(view).open));
    let name = Memo::new(move |_| workspace.directory(|directory| view_name(view, directory)));
    let is_here = Memo::new(move |_| workspace.place.get().query.view == view);
    let picture = move || match view {
        View::Mine => view! { <Icon icon=icondata::LuUser width="1rem" class="text-muted"/> }.into_any(),
        View::Unassigned => view! { <Icon icon=icondata::LuUserX width="1rem" class="text-muted"/> }.into_any(),
        View::All => view! { <Icon icon=icondata::LuInbox width="1rem" class="text-muted"/> }.into_any(),
        View::Group(_) => view! { <Icon icon=icondata::LuUsers width="1rem" class="text-muted"/> }.into_any(),
        View::Inbox(id) => workspace
            .directory(|directory| directory.inbox(id).map(|inbox| inbox.channel))
            .map(|channel| view! { <ChannelIcon channel class="text-lg text-muted"/> })
            .into_any(),
    };
    view! {
        <a href=href aria-current=move || is_here.get().then_some("page") class=format!("{} aria-[current]:bg-accent-soft", menu_item_class())>
            {picture}
            <span class="min-w-0 flex-1 truncate">{move || name.get()}</span>
            <span class="text-sm text-muted tabular-nums">
                {move || count.get()}
                <span class="sr-only">" open"</span>
            </span>
        </a>
    }
}

/// Where a view is: without the filters of the present one.
#[must_use]
pub fn view_url(workspace: Workspace, view: View) -> String {
    workspace.place.get().list().listing(ListQuery { view, ..ListQuery::default() }).url()
}

/// What a view is called.
#[must_use]
pub fn view_name(view: View, directory: &Directory) -> String {
    match view {
        View::Mine => "Mine".to_owned(),
        View::Unassigned => "Unassigned".to_owned(),
        View::All => "All".to_owned(),
        View::Group(id) => directory.group_name(id),
        View::Inbox(id) => directory.inbox(id).map_or_else(|| "Deleted inbox".to_owned(), |inbox| inbox.name.clone()),
    }
}
