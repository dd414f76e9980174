//! What the customer and we said to each other.

use super::actions::{Actions, allowed};
use super::delivery_mark::DeliveryMark;
use super::failed::FailedEcho;
use super::quoted::Quoted;
use super::reactions::Reactions;
use super::reason::Reason;
use super::stamp::Stamp;
use super::stuck::Stuck;
use super::who::Head;
use super::{anchor, content, is_marked};
use crate::components::thread::Key;
use crate::workspace::use_workspace;
use leptos::ev;
use leptos::prelude::*;
use types::message::{Delivery, MediaKind, Message, MessageBody};

/// The customer's at the left, ours at the right.
#[component]
pub(super) fn Bubble(message: Memo<Option<Message>>, key: Key, first: bool, ours: bool) -> impl IntoView {
    let workspace = use_workspace();
    let allowed = allowed(message);
    let id = move || message.with(|message| message.as_ref().map(anchor));
    let failed = move || {
        message
            .with(|message| message.as_ref().is_some_and(|message| matches!(message.delivery, Delivery::Failed { .. })))
    };
    let marked =
        move || message.with(|message| message.as_ref().is_some_and(|message| is_marked(workspace, message.id)));
    let pictured = Memo::new(move |_| {
        message.with(|message| match message.as_ref().map(|message| &message.body) {
            Some(MessageBody::Media(body)) => matches!(body.media, MediaKind::Image | MediaKind::Video),
            _ => false,
        })
    });
    let class = move || {
        let color = match () {
            () if failed() => "bg-danger-soft text-text",
            () if ours => "bg-accent-soft text-text",
            () => "bg-hover text-text",
        };
        let mark = if marked() { "ring-2 ring-accent" } else { "" };
        // Beside a picture the time would leave an empty strip.
        let flow = if pictured.get() { "flex-col" } else { "flex-wrap items-end" };
        format!("flex min-w-0 max-w-full {flow} gap-x-3 gap-y-0.5 rounded-lg px-3 py-1.5 {color} {mark}")
    };
    // The key that begins an answer quotes the message the keyboard is in.
    let answer = move |event: ev::KeyboardEvent| {
        let plain = event.key() == "r" && !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        let quotes = allowed.get_untracked().is_some_and(|allowed| allowed.quote);
        let id = message.with_untracked(|message| message.as_ref().map(|message| message.id));
        if let Some(id) = id.filter(|_| plain && quotes) {
            event.prevent_default();
            workspace.wish_to_answer.set(Some(id));
        }
    };
    let side = if ours { "items-end self-end" } else { "items-start self-start" };
    let head = first.then(|| view! { <Head message ours/> });
    view! {
        <div id=id on:keydown=answer class=format!("flex max-w-[min(85%,36rem)] min-w-0 flex-col {side}")>
            {head}
            // Takes the keyboard when it is touched, for screens without a pointer that could be above it.
            <div tabindex="-1" class="group/message relative flex max-w-full min-w-0 flex-col">
                <Actions message allowed ours/>
                // The time stands behind the last words where it fits, and below them where it does not.
                <div class=class>
                    <Quoted message/>
                    {content(message)}
                    <p class="ms-auto flex items-center gap-1 text-xs text-muted">
                        <Stamp message/>
                        {ours.then(|| view! { <DeliveryMark message/> })}
                    </p>
                </div>
                <Reactions message ours/>
            </div>
            {ours.then(|| view! { <Reason message/> })}
            <FailedEcho key message/>
            {ours.then(|| view! { <Stuck message/> })}
        </div>
    }
}
