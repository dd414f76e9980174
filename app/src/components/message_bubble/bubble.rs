//! What the customer and we said to each other.

use super::delivery_mark::DeliveryMark;
use super::failed::FailedEcho;
use super::stamp::Stamp;
use super::who::Head;
use super::{anchor, content, is_marked};
use crate::components::thread::Key;
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::message::{Delivery, Message};

/// The customer's at the left, ours at the right.
#[component]
pub(super) fn Bubble(message: Memo<Option<Message>>, key: Key, first: bool, ours: bool) -> impl IntoView {
    let workspace = use_workspace();
    let id = move || message.with(|message| message.as_ref().map(anchor));
    let failed = move || {
        message
            .with(|message| message.as_ref().is_some_and(|message| matches!(message.delivery, Delivery::Failed { .. })))
    };
    let marked =
        move || message.with(|message| message.as_ref().is_some_and(|message| is_marked(workspace, message.id)));
    let class = move || {
        let color = match () {
            () if failed() => "bg-danger-soft text-text",
            () if ours => "bg-accent-soft text-text",
            () => "bg-hover text-text",
        };
        let mark = if marked() { "ring-2 ring-accent" } else { "" };
        format!("flex min-w-0 max-w-full flex-wrap items-end gap-x-3 gap-y-0.5 rounded-lg px-3 py-1.5 {color} {mark}")
    };
    let side = if ours { "items-end self-end" } else { "items-start self-start" };
    let head = first.then(|| view! { <Head message ours/> });
    view! {
        <div id=id class=format!("flex max-w-[min(85%,36rem)] min-w-0 flex-col {side}")>
            {head}
            // The time stands behind the last words where it fits, and below them where it does not.
            <div class=class>
                {content(message)}
                <p class="ms-auto flex items-center gap-1 text-xs text-muted">
                    <Stamp message/>
                    {ours.then(|| view! { <DeliveryMark message/> })}
                </p>
            </div>
            <FailedEcho key message/>
        </div>
    }
}
