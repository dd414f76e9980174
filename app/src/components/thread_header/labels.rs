//! The labels of a conversation.

use crate::components::Chip;
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::ConversationId;
use types::label::Label;

/// One chip each.
#[component]
pub fn LabelChips(
    /// Of which conversation.
    conversation: ConversationId,
) -> impl IntoView {
    let workspace = use_workspace();
    let summary = workspace.summary(conversation);
    let labels = Memo::new(move |_| {
        let ids = summary.with(|summary| summary.as_ref().map(|summary| summary.labels.clone())).unwrap_or_default();
        workspace.directory(|directory| {
            ids.into_iter().filter_map(|id| directory.label(id).cloned()).collect::<Vec<Label>>()
        })
    });
    move || {
        let chips = labels.get().into_iter().map(|label| view! { <Chip text=label.name color=label.color/> });
        chips.collect_view()
    }
}
