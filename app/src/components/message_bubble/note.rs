//! A word among colleagues.

use super::delivery_mark::DeliveryMark;
use super::failed::FailedEcho;
use super::reason::Reason;
use super::stamp::Stamp;
use super::who::AuthorName;
use super::{anchor, content, is_marked};
use crate::components::Icon;
use crate::components::thread::Key;
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::message::Message;

/// In amber, as wide as the thread: nobody takes it for an answer.
#[component]
pub(super) fn Note(message: Memo<Option<Message>>, key: Key, first: bool) -> impl IntoView {
    let workspace = use_workspace();
    let id = move || message.with(|message| message.as_ref().map(anchor));
    let marked =
        move || message.with(|message| message.as_ref().is_some_and(|message| is_marked(workspace, message.id)));
    let class = move || {
        let mark = if marked() { "ring-2 ring-accent" } else { "" };
        format!("rounded-md border border-note-line bg-note px-3 py-2 {mark}")
    };
    view! {
        <div id=id class=class>
            <p class=format!("mb-0.5 flex items-center gap-1.5 text-sm font-medium text-note-text {}", if first { "" } else { "sr-only" })>
                <Icon icon=icondata::LuLock width="1em"/>
                <span>"Note · " <AuthorName message/></span>
            </p>
            {content(message)}
            <p class="mt-0.5 flex items-center justify-end gap-1 text-xs text-note-text">
                <Stamp message/>
                <DeliveryMark message/>
            </p>
            <Reason message/>
            <FailedEcho key message/>
        </div>
    }
}
