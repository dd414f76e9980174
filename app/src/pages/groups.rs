//! Teams of agents, with how busy each is.

mod delete;
mod detail;
mod members;

pub use detail::GroupDetailPage;

use crate::api::groups::{CreateGroup, Teams, groups};
use crate::components::{Avatar, AvatarSize, Button, ButtonLook, EmptyState, Field, FormProblem, Loading, Page};
use crate::resource::ask;
use leptos::either::Either;
use leptos::form::ActionForm;
use leptos::prelude::*;
use types::Timestamp;
use types::agent::Agent;
use types::group::GroupLoad;
use types::limits::NAME_CHARACTERS;
use types::time::short_span;

/// The list of groups.
#[component]
pub fn GroupsPage() -> impl IntoView {
    let create = ServerAction::<CreateGroup>::new();
    let teams = ask(move || create.version().get(), |_| groups());
    view! {
        <Page
            title="Groups"
            about="A conversation of a group is seen by its members, by the one it is assigned to, and by owners and admins."
        >
            <Loading from=teams show=move |teams, _| view! {
                <CreateForm action=create/>
                <GroupTable teams/>
            }/>
        </Page>
    }
}

#[component]
fn CreateForm(action: ServerAction<CreateGroup>) -> impl IntoView {
    let error = move || action.value().get().and_then(Result::err);
    let beside = Signal::derive(move || error().and_then(|error| error.beside("name")));
    let above = Signal::derive(move || error().and_then(|error| error.above(&["name"])));
    view! {
        <ActionForm action>
            <FormProblem text=above/>
            <div class="flex items-start gap-2">
                <Field
                    label="Name of a new group"
                    hide_label=true
                    name="name"
                    example="New group, such as Billing"
                    limit=NAME_CHARACTERS
                    required=true
                    error=beside
                    class="w-full max-w-xs"
                />
                <Button look=ButtonLook::Primary kind="submit" icon=icondata::LuPlus disabled=action.pending()>"Create group"</Button>
            </div>
        </ActionForm>
    }
}

#[component]
fn GroupTable(teams: Teams) -> impl IntoView {
    let Teams { now, groups, agents } = teams;
    if groups.is_empty() {
        return Either::Left(view! {
            <EmptyState
                icon=icondata::LuUsers
                title="No groups yet"
                text="Without groups everyone sees every conversation. Create one to keep the conversations of a team together."
            />
        });
    }
    let rows = groups.into_iter().map(|load| view! { <GroupRow load now agents=agents.clone()/> });
    Either::Right(view! {
        <div class="mt-6 overflow-x-auto rounded-lg border border-line">
            <table class="w-full text-start">
                <thead class="bg-sunken text-sm whitespace-nowrap text-muted">
                    <tr>
                        <th scope="col" class="px-4 py-2 text-start font-medium">"Group"</th>
                        <th scope="col" class="px-4 py-2 text-start font-medium">"Members"</th>
                        <th scope="col" class="px-4 py-2 text-end font-medium">"Open"</th>
                        <th scope="col" class="px-4 py-2 text-end font-medium">"Unassigned"</th>
                        <th scope="col" class="px-4 py-2 text-end font-medium">"Waiting"</th>
                        <th scope="col" class="px-4 py-2 text-end font-medium">"Oldest waiting"</th>
                    </tr>
                </thead>
                <tbody class="divide-y divide-line">{rows.collect_view()}</tbody>
            </table>
        </div>
    })
}

/// One group. Each number leads to the conversations it counts.
#[component]
fn GroupRow(load: GroupLoad, now: Timestamp, agents: Vec<Agent>) -> impl IntoView {
    let GroupLoad { group, open, unassigned, waiting, oldest_waiting, .. } = load;
    let inbox = format!("/inbox/group-{}", group.id);
    let number = |count: i64, query: &str| {
        let href = format!("{inbox}{query}");
        view! {
            <td class="px-4 py-3 text-end tabular-nums">
                <a href=href class="rounded-sm hover:text-accent hover:underline">{count}</a>
            </td>
        }
    };
    let members: Vec<_> = agents.into_iter().filter(|agent| group.members.contains(&agent.id)).collect();
    view! {
        <tr class="hover:bg-hover">
            <th scope="row" class="px-4 py-3 text-start font-medium">
                <a href=format!("/groups/{}", group.id) class="rounded-sm hover:text-accent hover:underline">{group.name}</a>
            </th>
            <td class="px-4 py-3"><Members members/></td>
            {number(open, "")}
            {number(unassigned, "?assignee=nobody")}
            {number(waiting, "?sort=waiting")}
            <td class="px-4 py-3 text-end text-muted tabular-nums">
                {oldest_waiting.map_or_else(|| "–".to_owned(), |since| short_span(now.since(since)))}
            </td>
        </tr>
    }
}

/// The first faces, and how many more.
#[component]
fn Members(members: Vec<Agent>) -> impl IntoView {
    const FACES: usize = 5;
    let more = members.len().saturating_sub(FACES);
    let words = match members.len() {
        0 => "Nobody".to_owned(),
        _ => members.iter().map(|agent| agent.name.as_str()).collect::<Vec<_>>().join(", "),
    };
    let hint = words.clone();
    let nobody = members.is_empty().then(|| view! { <span class="text-muted">"Nobody"</span> });
    let faces = members.into_iter().take(FACES).map(|agent| {
        view! { <Avatar id=agent.id.0 name=agent.name size=AvatarSize::Small class="-ms-1 ring-2 ring-surface first:ms-0"/> }
    });
    view! {
        <span class="flex items-center" title=hint>
            <span class="sr-only">{words}</span>
            <span class="flex items-center" aria-hidden="true">
                {nobody}
                {faces.collect_view()}
                {(more > 0).then(|| view! { <span class="ms-1.5 text-sm text-muted tabular-nums">{format!("+{more}")}</span> })}
            </span>
        </span>
    }
}
