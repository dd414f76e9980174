//! Keys that do things without the mouse. They keep still while somebody types.

mod help;
mod reading;
mod walking;

use crate::workspace::{CommandScope, Overlay, Selection, Workspace, focused_row, use_workspace};
pub use help::HelpDialog;
use leptos::ev;
use leptos::prelude::*;
use reading::{Deed, Press, read};
use std::time::Duration;
use types::action::Action;
use types::conversation::StatusKind;
use types::message::Audience;
use walking::{is_typing, lies_under_a_dialog, walk};

/// How long after `g` the second key may come.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// Listens to the keys as long as the page is there. Draws nothing.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let workspace = use_workspace();
    let after_g = StoredValue::new(false);
    Effect::new(move || {
        let listener = window_event_listener(ev::keydown, move |event| {
            if event.default_prevented() || event.is_composing() || event.repeat() && event.key() == "Enter" {
                return;
            }
            let press = Press {
                key: event.key(),
                control: event.ctrl_key() || event.meta_key(),
                alt: event.alt_key(),
                typing: is_typing(),
                after_g: after_g.get_value(),
            };
            after_g.set_value(false);
            let Some(deed) = read(&press) else { return };
            // What lies over the page has its own keys.
            if lies_under_a_dialog() {
                return;
            }
            if deed == Deed::Wait {
                after_g.set_value(true);
                let give_up = move || {
                    after_g.try_update_value(|after_g| *after_g = false);
                };
                set_timeout(give_up, PATIENCE);
            } else if run(workspace, deed) {
                event.prevent_default();
            }
        });
        on_cleanup(move || listener.remove());
    });
}

/// Does it. `false`: the browser may do what it does with that key.
fn run(workspace: Workspace, deed: Deed) -> bool {
    let place = workspace.place.get_untracked();
    match deed {
        Deed::Wait => {}
        Deed::Next => walk(1, place.conversation),
        Deed::Previous => walk(-1, place.conversation),
        // The row's link has the keyboard: the browser opens it.
        Deed::Open => return false,
        Deed::Reply => workspace.wish_to_write.set(Some(Audience::Customer)),
        Deed::Note => workspace.wish_to_write.set(Some(Audience::Team)),
        Deed::Resolve => {
            workspace.act_on_targets(if all_resolved(workspace) { Action::Reopen } else { Action::Resolve })
        }
        Deed::Snooze => workspace.open_commands(CommandScope::Snooze),
        Deed::Assign => workspace.open_commands(CommandScope::Assign),
        Deed::Group => workspace.open_commands(CommandScope::Group),
        Deed::Label => workspace.open_commands(CommandScope::Label),
        Deed::Unread => workspace.act_on_targets(Action::MarkUnread),
        Deed::Select => {
            if let Some(row) = focused_row().or(place.conversation) {
                workspace.selection.update(|selection| selection.toggle(row));
            }
        }
        Deed::Search => workspace.visit.run("/search".to_owned()),
        Deed::Go(view) => {
            let query = types::view::ListQuery { view, ..types::view::ListQuery::default() };
            workspace.visit.run(place.list().listing(query).url());
        }
        Deed::Commands => workspace.open_commands(CommandScope::All),
        Deed::Help => workspace.overlay.set(Some(Overlay::Help)),
        Deed::Back => return back(workspace),
    }
    true
}

fn all_resolved(workspace: Workspace) -> bool {
    let targets = workspace.targets();
    workspace.view.with_untracked(|view| {
        let open = view.thread.as_ref().map(|thread| &thread.conversation);
        let is_resolved = |id| {
            let summary = view.list.rows.iter().chain(open).find(|row| row.id == id);
            summary.is_some_and(|summary| summary.status.kind() == StatusKind::Resolved)
        };
        !targets.is_empty() && targets.into_iter().all(is_resolved)
    })
}

/// One step back: unticks, closes the panel, closes the conversation.
fn back(workspace: Workspace) -> bool {
    let place = workspace.place.get_untracked();
    if !workspace.selection.with_untracked(Selection::is_empty) {
        workspace.selection.update(Selection::clear);
    } else if place.panel {
        workspace.visit.run(place.with_panel(false).url());
    } else if place.conversation.is_some() {
        workspace.visit.run(place.list().url());
    } else {
        return false;
    }
    true
}
