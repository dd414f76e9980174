//! Whose team it is.

use super::{ChoiceButton, opener_class};
use crate::components::act_form::ActForm;
use crate::components::{Icon, Menu, MenuLine};
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::group::Group;
use types::{ConversationId, GroupId};

/// Moves a conversation to a group, or to everybody.
#[component]
pub fn GroupMenu(
    /// Which.
    conversation: ConversationId,
    /// As wide as the panel.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let workspace = use_workspace();
    let summary = workspace.summary(conversation);
    let group = Memo::new(move |_| summary.with(|summary| summary.as_ref().and_then(|summary| summary.group)));
    let is = move |which: Option<GroupId>| Signal::derive(move || group.get() == which);
    let name = Memo::new(move |_| match group.get() {
        Some(group) => workspace.directory(|directory| directory.group_name(group)),
        None => "No group".to_owned(),
    });
    let opener = move || {
        view! {
            <span class="sr-only">"Group: "</span>
            <Icon icon=icondata::LuUsers width="1rem"/>
            <span class="min-w-0 truncate">{move || name.get()}</span>
        }
    };
    let groups = Memo::new(move |_| {
        let mut groups = workspace.directory(|directory| directory.groups.clone());
        groups.sort_by_key(|group| group.name.to_lowercase());
        groups
    });
    let line = move |group: Group| {
        view! {
            <ChoiceButton value=group.id.to_string() chosen=is(Some(group.id))>
                <span class="min-w-0 truncate">{group.name}</span>
            </ChoiceButton>
        }
    };
    view! {
        <Menu opener opener_class=opener_class(wide) title="Group" class="min-w-0">
            <ActForm conversation action="group">
                <ChoiceButton value="" chosen=is(None)>"No group: everybody sees it"</ChoiceButton>
                <MenuLine/>
                <For each=move || groups.get() key=|group| (group.id, group.name.clone()) children=line/>
            </ActForm>
        </Menu>
    }
}
