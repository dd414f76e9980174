//! Choosing who belongs to a group.

use crate::api::groups::SetMembers;
use crate::components::{Avatar, AvatarSize, Button, Checkbox, FormProblem};
use leptos::form::ActionForm;
use leptos::prelude::*;
use types::UserId;
use types::agent::Agent;
use types::group::{Group, GroupLoad};

/// Everyone as a box to tick, with how many open conversations they have, as far as some group knows.
#[component]
pub(super) fn MembersForm(
    action: ServerAction<SetMembers>,
    group: Group,
    agents: Vec<Agent>,
    /// All groups: each knows how busy its members are.
    loads: Vec<GroupLoad>,
) -> impl IntoView {
    let problem = Signal::derive(move || action.value().get().and_then(Result::err).map(|error| error.to_string()));
    let open_of = |id: UserId| {
        let mut known = loads.iter().flat_map(|load| load.group.members.iter().zip(&load.member_open));
        known.find(|(member, _)| **member == id).map(|(_, open)| format!("{open} open"))
    };
    let boxes = agents.into_iter().map(|agent| {
        let hint = open_of(agent.id).unwrap_or_default();
        let checked = group.members.contains(&agent.id);
        let face = agent.name.clone();
        view! {
            <li>
                <Checkbox label=agent.name name="members[]" value=agent.id.to_string() checked hint>
                    <Avatar id=agent.id.0 name=face size=AvatarSize::Small/>
                </Checkbox>
            </li>
        }
    });
    let boxes = boxes.collect_view();
    view! {
        <section aria-labelledby="members-heading">
            <h2 id="members-heading" class="text-lg font-semibold">"Members"</h2>
            <p class="mt-1 mb-3 text-muted">
                "Members see the conversations of this group. Who is taken out keeps those assigned to them."
            </p>
            <FormProblem text=problem/>
            <ActionForm action>
                <input type="hidden" name="group" value=group.id.to_string()/>
                <ul class="mb-3 max-h-96 overflow-y-auto rounded-lg border border-line p-1 md:columns-2">{boxes}</ul>
                <Button kind="submit" disabled=action.pending()>"Save members"</Button>
            </ActionForm>
        </section>
    }
}
