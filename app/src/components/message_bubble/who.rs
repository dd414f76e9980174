//! Who wrote a message.

use crate::components::message::actor;
use crate::components::{Avatar, AvatarSize, Icon};
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::message::{Author, Message};
use types::{ContactId, UserId};

/// Who wrote it, above the first of several.
#[component]
pub(super) fn Head(message: Memo<Option<Message>>, ours: bool) -> impl IntoView {
    let workspace = use_workspace();
    let author = author_of(message);
    // The letters of one's own name, not of "You".
    let name = Memo::new(move |_| match author.get() {
        Some(Author::Agent(agent)) => workspace.directory(|directory| directory.agent_name(agent)),
        _ => workspace.thread(|thread| thread.conversation.contact.name.clone()).unwrap_or_default(),
    });
    let face = move || {
        author.get().map(|author| match author {
            Author::Contact(ContactId(id)) | Author::Agent(UserId(id)) => {
                view! { <Avatar id name=name.get() size=AvatarSize::Tiny/> }.into_any()
            }
            Author::Business => view! { <Icon icon=icondata::LuSmartphone/> }.into_any(),
            Author::Bot | Author::System => view! { <Icon icon=icondata::LuBot/> }.into_any(),
        })
    };
    let order = if ours { "flex-row-reverse" } else { "" };
    view! {
        <p class=format!("mt-2 mb-1 flex items-center gap-1.5 text-sm font-medium text-muted {order}")>
            {face}
            <span><AuthorName message/></span>
        </p>
    }
}

/// Their name.
#[component]
pub(super) fn AuthorName(message: Memo<Option<Message>>) -> impl IntoView {
    let workspace = use_workspace();
    let author = author_of(message);
    let name = Memo::new(move |_| {
        let customer = workspace.thread(|thread| thread.conversation.contact.name.clone()).unwrap_or_default();
        author.get().map(|author| match author {
            Author::Bot => "Bot".to_owned(),
            Author::Business => "Sent from another app".to_owned(),
            author => workspace.directory(|directory| actor(author, workspace.my_id(), &customer, directory)),
        })
    });
    move || name.get()
}

fn author_of(message: Memo<Option<Message>>) -> Memo<Option<Author>> {
    Memo::new(move |_| message.with(|message| message.as_ref().map(|message| message.author)))
}
