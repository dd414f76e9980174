//! Labels: put on, taken off, made.

use super::new_label::NewLabel;
use super::opener_class;
use crate::components::act_form::ActForm;
use crate::components::chip::color_class;
use crate::components::{Icon, Menu, MenuLine, menu_item_class};
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::label::Label;
use types::{ConversationId, LabelId};

/// Puts labels on a conversation and takes them off.
#[component]
pub fn LabelMenu(
    /// Which.
    conversation: ConversationId,
    /// As wide as the panel.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let workspace = use_workspace();
    let summary = workspace.summary(conversation);
    let has = move |label: LabelId| {
        Signal::derive(move || {
            summary.with(|summary| summary.as_ref().is_some_and(|summary| summary.labels.contains(&label)))
        })
    };
    let labels = Memo::new(move |_| {
        let mut labels = workspace.directory(|directory| directory.labels.clone());
        labels.sort_by_key(|label| label.name.to_lowercase());
        labels
    });
    let line = move |label: Label| {
        let on = has(label.id);
        let action = Signal::derive(move || if on.get() { "remove_label" } else { "add_label" });
        view! {
            <ActForm conversation action>
                <button
                    type="submit"
                    name="value"
                    value=label.id.to_string()
                    aria-pressed=move || if on.get() { "true" } else { "false" }
                    class=menu_item_class()
                >
                    <span class=format!("size-3 shrink-0 rounded-full border border-current {}", color_class(label.color))></span>
                    <span class="min-w-0 truncate">{label.name}</span>
                    <span class="flex-1"></span>
                    {move || on.get().then(|| view! { <Icon icon=icondata::LuCheck width="1rem" class="text-accent"/> })}
                </button>
            </ActForm>
        }
    };
    let opener = || view! { <Icon icon=icondata::LuTag width="1rem"/> <span>"Labels"</span> };
    view! {
        <Menu opener opener_class=opener_class(wide) title="Labels">
            <For each=move || labels.get() key=|label| (label.id, label.name.clone(), label.color) children=line/>
            <MenuLine/>
            <NewLabel conversation/>
        </Menu>
    }
}
