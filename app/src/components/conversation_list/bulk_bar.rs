//! What can be done to everything that is ticked.

use crate::components::IconButton;
use crate::workspace::{CommandScope, Selection, use_workspace};
use leptos::prelude::*;
use types::action::Action;

/// Appears below the list as soon as something is ticked.
#[component]
pub(super) fn BulkBar() -> impl IntoView {
    let workspace = use_workspace();
    let count = Memo::new(move |_| workspace.selection.with(Selection::count));
    let all = move |_| {
        let rows: Vec<_> = workspace.view.with_untracked(|view| view.list.rows.iter().map(|row| row.id).collect());
        workspace.selection.update(|selection| selection.tick(&rows));
    };
    let opens = move |scope: CommandScope, words: &'static str, icon: icondata::Icon| {
        view! { <IconButton icon label=words small=true on:click=move |_| workspace.open_commands(scope)/> }
    };
    move || {
        (count.get() > 0).then(|| {
            view! {
                <div role="toolbar" aria-label="Selected conversations" class="flex shrink-0 animate-rise items-center gap-1 border-t border-line bg-raised px-2 py-2 shadow-float">
                    <p role="status" class="px-1 text-sm font-medium tabular-nums">{move || format!("{} selected", count.get())}</p>
                    <button type="button" on:click=all class="rounded-sm px-1 text-sm text-accent hover:underline">"All"</button>
                    <div class="flex-1"></div>
                    <IconButton
                        icon=icondata::LuCheck
                        label="Resolve"
                        small=true
                        on:click=move |_| workspace.act_on_targets(Action::Resolve)
                    />
                    {opens(CommandScope::Snooze, "Snooze", icondata::LuAlarmClock)}
                    {opens(CommandScope::Assign, "Assign", icondata::LuUserPlus)}
                    {opens(CommandScope::Group, "Move to group", icondata::LuUsers)}
                    {opens(CommandScope::Label, "Labels", icondata::LuTag)}
                    <IconButton
                        icon=icondata::LuX
                        label="Clear selection"
                        small=true
                        on:click=move |_| workspace.selection.update(Selection::clear)
                    />
                </div>
            }
        })
    }
}
