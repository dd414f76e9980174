//! The form of the filters: inbox, group, assignee, label.

use crate::components::{Button, ButtonLook, ButtonSize, Choice, Icon, Menu, Select, button_class};
use crate::workspace::{Place, use_workspace};
use leptos::ev;
use leptos::prelude::*;
use types::view::{AssigneeFilter, ListQuery, Sort, StatusFilter};
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement};

/// The button, with how many filters are set, and the form behind it.
#[component]
pub fn FilterMenu() -> impl IntoView {
    let workspace = use_workspace();
    let set = Memo::new(move |_| filters_set(&workspace.place.get().query));
    let opener = move || {
        view! {
            <Icon icon=icondata::LuListFilter width="1rem"/>
            <span>"Filter"</span>
            {move || (set.get() > 0).then(|| view! {
                <span class="rounded-full bg-accent px-1.5 text-xs text-on-accent tabular-nums">{set.get()}<span class="sr-only">" set"</span></span>
            })}
        }
    };
    let submit = move |event: ev::SubmitEvent| {
        let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let Some(data) = form.and_then(|form| FormData::new_with_form(&form).ok()) else { return };
        event.prevent_default();
        let pairs = ["status", "sort", "inbox", "group", "assignee", "label"]
            .map(|name| format!("{name}={}", data.get(name).as_string().unwrap_or_default()));
        let place = workspace.place.get_untracked();
        let query = Place::read(&place.query.view.to_string(), "", &pairs.join("&")).query;
        workspace.visit.run(place.listing(query).url());
    };
    let action = move || {
        let place = workspace.place.get();
        let plain = ListQuery { view: place.query.view, ..ListQuery::default() };
        place.listing(plain).at(None).with_panel(false).url()
    };
    let clear = move || {
        let place = workspace.place.get();
        place.listing(ListQuery { view: place.query.view, ..ListQuery::default() }).url()
    };
    view! {
        <Menu opener opener_class=button_class(ButtonLook::Quiet, ButtonSize::Small) title="Filter" at_end=true>
            <form method="get" action=action on:submit=submit class="flex w-72 flex-col gap-3 p-2">
                {move || view! { <Fields query=workspace.place.get().query/> }}
                <div class="flex justify-between gap-2">
                    {move || view! { <Button href=clear() size=ButtonSize::Small>"Clear"</Button> }}
                    <Button kind="submit" look=ButtonLook::Primary size=ButtonSize::Small>"Apply"</Button>
                </div>
            </form>
        </Menu>
    }
}

#[component]
fn Fields(query: ListQuery) -> impl IntoView {
    let workspace = use_workspace();
    let text = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
    let assignee = match query.assignee {
        None => String::new(),
        Some(AssigneeFilter::Nobody) => "nobody".to_owned(),
        Some(AssigneeFilter::Agent(agent)) => agent.to_string(),
    };
    let status = match query.status {
        StatusFilter::Any => "all".to_owned(),
        StatusFilter::Only(status) => status.to_string(),
    };
    let any = |words: &str| vec![Choice::new("", words)];
    let (inboxes, groups, agents, labels) = workspace.directory_now(|directory| {
        let inboxes = directory.inboxes.iter().map(|inbox| Choice::new(inbox.id, &inbox.name));
        let groups = directory.groups.iter().map(|group| Choice::new(group.id, &group.name));
        let agents =
            directory.agents.iter().filter(|agent| agent.active).map(|agent| Choice::new(agent.id, &agent.name));
        let labels = directory.labels.iter().map(|label| Choice::new(label.id, &label.name));
        (
            any("Any inbox").into_iter().chain(inboxes).collect(),
            any("Any group").into_iter().chain(groups).collect(),
            any("Anybody").into_iter().chain([Choice::new("nobody", "Nobody")]).chain(agents).collect(),
            any("Any label").into_iter().chain(labels).collect(),
        )
    });
    let sorts = Sort::ALL.iter().find(|sort| **sort == query.sort).map(ToString::to_string).unwrap_or_default();
    view! {
        <input type="hidden" name="status" value=status/>
        <input type="hidden" name="sort" value=sorts/>
        <Select label="Inbox" name="inbox" id="filter-inbox" choices=inboxes selected=text(query.inbox.map(|id| id.0))/>
        <Select label="Group" name="group" id="filter-group" choices=groups selected=text(query.group.map(|id| id.0))/>
        <Select label="Assignee" name="assignee" id="filter-assignee" choices=agents selected=assignee/>
        <Select label="Label" name="label" id="filter-label" choices=labels selected=text(query.label.map(|id| id.0))/>
    }
}

/// How many filters of this form are set.
fn filters_set(query: &ListQuery) -> usize {
    [query.inbox.is_some(), query.group.is_some(), query.assignee.is_some(), query.label.is_some()]
        .into_iter()
        .filter(|set| *set)
        .count()
}
