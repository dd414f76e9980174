//! Which panes are seen: all from 1280 pixels on, the context as a drawer below that, one pane below 768.

use crate::components::command_bar::CommandBar;
use crate::components::connection_bar::ConnectionBar;
use crate::components::context_panel::ContextPanel;
use crate::components::conversation_list::ConversationList;
use crate::components::message::LightboxRegion;
use crate::components::message_bubble::JourneyDialog;
use crate::components::plain_problem::PlainProblem;
use crate::components::shortcuts::{HelpDialog, Shortcuts};
use crate::components::thread::ThreadPane;
use crate::workspace::use_workspace;
use leptos::prelude::*;

/// The panes, and what lies over them.
#[component]
pub(super) fn Layout() -> impl IntoView {
    let workspace = use_workspace();
    let place = workspace.place;
    let list = move || {
        let small = if place.get().conversation.is_some() { "max-md:hidden" } else { "" };
        format!("h-full min-h-0 w-full shrink-0 border-line md:w-80 md:border-e lg:w-85 {small}")
    };
    let thread = move || {
        let small = if place.get().conversation.is_none() || place.get().panel { "max-md:hidden" } else { "" };
        format!("h-full min-h-0 min-w-0 flex-1 {small}")
    };
    let context = move || {
        let place = place.get();
        let there = place.conversation.filter(|_| workspace.trouble.with(Option::is_none));
        let seen = match (there, place.panel) {
            (None, _) => "hidden",
            (Some(_), false) => "max-xl:hidden",
            (Some(_), true) => {
                "max-md:w-full md:max-xl:absolute md:max-xl:inset-y-0 md:max-xl:end-0 md:max-xl:z-30 md:max-xl:shadow-float"
            }
        };
        format!("h-full min-h-0 shrink-0 border-line md:w-80 md:border-s {seen}")
    };
    view! {
        <div class="relative flex h-full min-h-0 flex-col">
            <ConnectionBar/>
            <PlainProblem/>
            <div class="flex min-h-0 flex-1">
                <div class=list><ConversationList/></div>
                <div class=thread><ThreadPane/></div>
                <div class=context><ContextPanel/></div>
            </div>
        </div>
        <Shortcuts/>
        <CommandBar/>
        <HelpDialog/>
        <JourneyDialog/>
        <LightboxRegion/>
    }
}
