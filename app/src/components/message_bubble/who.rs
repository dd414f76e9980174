//! Who wrote a message.

use crate::components::message::actor;
use crate::components::{Avatar, AvatarSize, Icon};
use crate::workspace::{Workspace, use_workspace};
use leptos::prelude::*;
use types::message::{Author, Message};

/// Who wrote it, above the first of several.
#[component]
pub(super) fn Head(message: Memo<Option<Message>>, ours: bool) -> impl IntoView {
    let face = move || {
        let message = message.get()?;
        let face = match message.author {
            Author::Contact(contact) => view! { <Face id=contact.0 message=message/> }.into_any(),
            Author::Agent(agent) => view! { <Face id=agent.0 message=message/> }.into_any(),
            Author::Bot | Author::System => view! { <Icon icon=icondata::LuBot/> }.into_any(),
        };
        Some(face)
    };
    let order = if ours { "flex-row-reverse" } else { "" };
    view! {
        <p class=format!("mt-2 mb-1 flex items-center gap-1.5 text-sm font-medium text-muted {order}")>
            {face}
            <span><AuthorName message/></span>
        </p>
    }
}

#[component]
fn Face(id: i64, message: Message) -> impl IntoView {
    let workspace = use_workspace();
    let name = move || name_of(workspace, message.author);
    move || view! { <Avatar id name=name() size=AvatarSize::Tiny/> }
}

/// Their name.
#[component]
pub(super) fn AuthorName(message: Memo<Option<Message>>) -> impl IntoView {
    let workspace = use_workspace();
    move || {
        message.get().map(|message| match message.author {
            Author::Bot => "Bot".to_owned(),
            author => name_of(workspace, author),
        })
    }
}

fn name_of(workspace: Workspace, author: Author) -> String {
    let customer = workspace.thread(|thread| thread.conversation.contact.name.clone()).unwrap_or_default();
    workspace.directory(|directory| actor(author, workspace.my_id(), &customer, directory))
}
