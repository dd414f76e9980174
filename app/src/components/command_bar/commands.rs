//! What the command bar offers.

use crate::components::conversation_actions::snooze_choices;
use crate::components::view_menu::{view_name, view_url};
use crate::workspace::{CommandScope, Overlay, Workspace};
use leptos::prelude::*;
use types::action::Action;
use types::conversation::{Priority, StatusKind};
use types::message::Audience;

/// What a command does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// Something to the conversations the bar is about.
    Act(Action),
    /// Opens an address.
    Visit(String),
    /// Begins to write.
    Write(Audience),
    /// Opens something else over the page.
    Show(Overlay),
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Command {
    /// What it says; also what is searched.
    pub title: String,
    /// What sort of thing it is.
    pub hint: &'static str,
    /// The keys that do the same.
    pub keys: &'static str,
    /// What it does.
    pub deed: Deed,
}

fn command(title: impl Into<String>, hint: &'static str, keys: &'static str, deed: Deed) -> Command {
    Command { title: title.into(), hint, keys, deed }
}

/// Everything within the scope, the likeliest first.
pub(super) fn commands(workspace: Workspace, scope: CommandScope) -> Vec<Command> {
    let any = !workspace.aim.with(Vec::is_empty);
    match scope {
        CommandScope::Assign => assign(workspace),
        CommandScope::Group => groups(workspace),
        CommandScope::Label => labels(workspace),
        CommandScope::Snooze => snooze(workspace),
        CommandScope::All => {
            let mut all = if any { steps(workspace) } else { Vec::new() };
            all.extend(places(workspace));
            if any {
                all.extend([assign(workspace), groups(workspace), labels(workspace), snooze(workspace)].concat());
                all.extend(priorities());
            }
            all.extend(conversations(workspace));
            all
        }
    }
}

/// What is done most often.
fn steps(workspace: Workspace) -> Vec<Command> {
    let mut steps = Vec::new();
    let open = workspace.thread(|thread| (thread.conversation.id, thread.conversation.status.kind()));
    let aim = workspace.aim.get();
    if open.is_some_and(|(open, _)| aim == [open]) {
        steps.push(command("Reply", "Write", "r", Deed::Write(Audience::Customer)));
        steps.push(command("Write a note", "Write", "n", Deed::Write(Audience::Team)));
    }
    let status = open.filter(|(open, _)| aim == [*open]).map(|(_, status)| status);
    if status != Some(StatusKind::Resolved) {
        steps.push(command("Resolve", "Status", "e", Deed::Act(Action::Resolve)));
    }
    if status != Some(StatusKind::Open) {
        steps.push(command("Reopen", "Status", "e", Deed::Act(Action::Reopen)));
    }
    if status != Some(StatusKind::Pending) {
        steps.push(command("Mark as pending", "Status", "", Deed::Act(Action::Pend)));
    }
    steps.push(command("Mark as unread", "Status", "u", Deed::Act(Action::MarkUnread)));
    steps
}

fn assign(workspace: Workspace) -> Vec<Command> {
    let me = workspace.my_id();
    let act = |title: String, to| command(title, "Assignee", "", Deed::Act(Action::Assign(to)));
    let mut lines = vec![act("Assign to me".to_owned(), Some(me)), act("Assign to nobody".to_owned(), None)];
    lines.extend(workspace.directory(|directory| {
        let others = directory.agents.iter().filter(|agent| agent.active && agent.id != me);
        others.map(|agent| act(format!("Assign to {}", agent.name), Some(agent.id))).collect::<Vec<_>>()
    }));
    lines
}

fn groups(workspace: Workspace) -> Vec<Command> {
    let act = |title: String, to| command(title, "Group", "", Deed::Act(Action::Group(to)));
    let mut lines = workspace.directory(|directory| {
        directory.groups.iter().map(|group| act(format!("Move to {}", group.name), Some(group.id))).collect::<Vec<_>>()
    });
    lines.push(act("Move to no group".to_owned(), None));
    lines
}

fn labels(workspace: Workspace) -> Vec<Command> {
    let aim = workspace.aim.get();
    // All of them have it: then it can only be taken off.
    let all_have = |label| {
        workspace.view.with(|view| {
            let open = view.thread.as_ref().map(|thread| &thread.conversation);
            aim.iter().all(|id| {
                let summary = view.list.rows.iter().chain(open).find(|row| row.id == *id);
                summary.is_some_and(|summary| summary.labels.contains(&label))
            })
        })
    };
    let known = workspace.directory(|directory| directory.labels.clone());
    known
        .into_iter()
        .map(|label| {
            if all_have(label.id) {
                command(format!("Remove label {}", label.name), "Label", "", Deed::Act(Action::RemoveLabel(label.id)))
            } else {
                command(format!("Add label {}", label.name), "Label", "", Deed::Act(Action::AddLabel(label.id)))
            }
        })
        .collect()
}

fn snooze(workspace: Workspace) -> Vec<Command> {
    let choices = snooze_choices(workspace.now.get(), &workspace.zone.get());
    let lines = choices.into_iter().filter_map(|(value, words, when)| {
        let action = Action::read("snooze", value).ok()?;
        Some(command(format!("Snooze: {} ({when})", words.to_lowercase()), "Status", "", Deed::Act(action)))
    });
    lines.collect()
}

fn priorities() -> Vec<Command> {
    let line = |priority: &Priority| {
        command(
            format!("Priority {}", priority.title().to_lowercase()),
            "Priority",
            "",
            Deed::Act(Action::Prioritize(*priority)),
        )
    };
    Priority::ALL.iter().map(line).collect()
}

fn places(workspace: Workspace) -> Vec<Command> {
    let views = workspace.view.with(|view| view.counts.0.iter().map(|(view, _)| *view).collect::<Vec<_>>());
    let mut lines: Vec<_> = views
        .into_iter()
        .map(|view| {
            let name = workspace.directory(|directory| view_name(view, directory));
            let keys = match view {
                types::view::View::Mine => "g m",
                types::view::View::Unassigned => "g u",
                types::view::View::All => "g a",
                _ => "",
            };
            command(format!("Go to {name}"), "View", keys, Deed::Visit(view_url(workspace, view)))
        })
        .collect();
    lines.push(command("Search", "Page", "/", Deed::Visit("/search".to_owned())));
    if workspace.me.with(|me| me.role.manages()) {
        lines.push(command("Statistics", "Page", "", Deed::Visit("/statistics".to_owned())));
        lines.push(command("Groups", "Page", "", Deed::Visit("/groups".to_owned())));
    }
    lines.push(command("Keyboard help", "Help", "?", Deed::Show(Overlay::Help)));
    lines
}

/// The conversations of the loaded list.
fn conversations(workspace: Workspace) -> Vec<Command> {
    let place = workspace.place.get();
    workspace.view.with(|view| {
        let rows = view.list.rows.iter();
        rows.map(|row| command(row.contact.name.clone(), "Conversation", "", Deed::Visit(place.open(row.id).url())))
            .collect()
    })
}
