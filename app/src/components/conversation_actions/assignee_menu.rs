//! Who answers.

use super::{ChoiceButton, opener_class};
use crate::components::act_form::ActForm;
use crate::components::{Avatar, AvatarSize, Icon, Menu, MenuLine};
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::agent::Agent;
use types::{ConversationId, UserId};

/// Gives a conversation to somebody: first to oneself or to nobody, then to colleagues, those of its group before others.
#[component]
pub fn AssigneeMenu(
    /// Which.
    conversation: ConversationId,
    /// As wide as the panel.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let workspace = use_workspace();
    let (me, summary) = (workspace.my_id(), workspace.summary(conversation));
    let assignee = Memo::new(move |_| summary.with(|summary| summary.as_ref().and_then(|summary| summary.assignee)));
    let is = move |who: Option<UserId>| Signal::derive(move || assignee.get() == who);
    let face = Memo::new(move |_| {
        let agent = assignee.get()?;
        Some((agent, workspace.directory(|directory| directory.agent_name(agent))))
    });
    let opener = move || {
        let face = move || match face.get() {
            Some((agent, name)) => {
                let words = if agent == me { "You".to_owned() } else { name.clone() };
                view! { <Avatar id=agent.0 name size=AvatarSize::Tiny/> <span class="min-w-0 truncate">{words}</span> }
                    .into_any()
            }
            None => view! { <Icon icon=icondata::LuUserPlus width="1rem"/> <span>"Unassigned"</span> }.into_any(),
        };
        view! { <span class="sr-only">"Assignee: "</span> {face} }
    };
    let colleagues = Memo::new(move |_| {
        let group = summary.with(|summary| summary.as_ref().and_then(|summary| summary.group));
        workspace.directory(|directory| {
            let members =
                group.and_then(|group| directory.group(group)).map(|group| group.members.clone()).unwrap_or_default();
            let mut agents: Vec<Agent> =
                directory.agents.iter().filter(|agent| agent.active && agent.id != me).cloned().collect();
            agents.sort_by_key(|agent| (!members.contains(&agent.id), agent.name.to_lowercase()));
            agents
        })
    });
    let line = move |agent: Agent| {
        view! {
            <ChoiceButton value=agent.id.to_string() chosen=is(Some(agent.id))>
                <Avatar id=agent.id.0 name=agent.name.clone() size=AvatarSize::Tiny/>
                <span class="min-w-0 truncate">{agent.name}</span>
            </ChoiceButton>
        }
    };
    view! {
        <Menu opener opener_class=opener_class(wide) title="Assignee" class="min-w-0">
            <ActForm conversation action="assign">
                <ChoiceButton value=me.to_string() chosen=is(Some(me))>
                    <Icon icon=icondata::LuUserCheck width="1.25rem" class="text-muted"/>
                    "Me"
                </ChoiceButton>
                <ChoiceButton value="" chosen=is(None)>
                    <Icon icon=icondata::LuUserX width="1.25rem" class="text-muted"/>
                    "Nobody"
                </ChoiceButton>
                <MenuLine/>
                <For each=move || colleagues.get() key=|agent| (agent.id, agent.name.clone()) children=line/>
            </ActForm>
        </Menu>
    }
}
