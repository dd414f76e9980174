//! How urgent it is.

use super::{ChoiceButton, opener_class};
use crate::components::act_form::ActForm;
use crate::components::{Icon, Menu};
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::ConversationId;
use types::conversation::Priority;

/// Makes a conversation more or less urgent.
#[component]
pub fn PriorityMenu(
    /// Which.
    conversation: ConversationId,
    /// As wide as the panel.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let summary = use_workspace().summary(conversation);
    let priority = Memo::new(move |_| {
        summary.with(|summary| summary.as_ref().map_or(Priority::Normal, |summary| summary.priority))
    });
    let opener = move || {
        view! {
            <span class="sr-only">"Priority: "</span>
            {move || view! { <Icon icon=icondata::LuFlag width="1rem" class=flag_class(priority.get())/> }}
            <span>{move || priority.get().title()}</span>
        }
    };
    // From loud to quiet.
    let lines = [Priority::Urgent, Priority::High, Priority::Normal, Priority::Low].map(|choice| {
        view! {
            <ChoiceButton value=choice.as_str() chosen=Signal::derive(move || priority.get() == choice)>
                <Icon icon=icondata::LuFlag width="1rem" class=flag_class(choice)/>
                {choice.title()}
            </ChoiceButton>
        }
    });
    view! {
        <Menu opener opener_class=opener_class(wide) title="Priority">
            <ActForm conversation action="prioritize">{lines.collect_view()}</ActForm>
        </Menu>
    }
}

/// The colour of the flag; also of the one in the list.
#[must_use]
pub const fn flag_class(priority: Priority) -> &'static str {
    match priority {
        Priority::Urgent => "text-danger",
        Priority::High => "text-warning",
        Priority::Normal => "text-muted",
        Priority::Low => "text-faint",
    }
}
