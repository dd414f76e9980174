//! What can be done with a message: quoting it in an answer, putting an emoji on it, asking what happened to it. Seen under the
//! pointer, and while the keyboard or a finger is on the message.

use super::is_stored;
use super::reaction_picker::ReactionPicker;
use crate::components::IconButton;
use crate::workspace::{Overlay, Possible, use_workspace};
use leptos::ev;
use leptos::prelude::*;
use types::message::{AuthorKind, Message, MessageBody};

/// What the channel and the message allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Allowed {
    /// It can be quoted.
    pub quote: bool,
    /// An emoji can be put on it.
    pub react: bool,
}

/// What is allowed with a message.
pub(super) fn allowed(message: Memo<Option<Message>>) -> Memo<Option<Allowed>> {
    let workspace = use_workspace();
    Memo::new(move |_| {
        let possible = workspace.possible();
        let can = workspace.opened_inbox()?.channel.capabilities();
        message.with(|message| {
            let message = message.as_ref().filter(|message| is_stored(message) && message.for_customer())?;
            let there = message.body != MessageBody::Deleted;
            Some(Allowed {
                quote: can.quotes && there && possible == Possible::Words,
                react: can.reactions && there && message.author.kind() == AuthorKind::Contact,
            })
        })
    })
}

/// The buttons. Only with JavaScript, which they need.
#[component]
pub(super) fn Actions(message: Memo<Option<Message>>, allowed: Memo<Option<Allowed>>, ours: bool) -> impl IntoView {
    let workspace = use_workspace();
    let picks = RwSignal::new(false);
    let id = Memo::new(move |_| message.with(|message| message.as_ref().map(|message| message.id)));
    let own = Memo::new(move |_| {
        message.with(|message| {
            let ours = message.as_ref()?.reactions.iter().find(|reaction| !reaction.author.kind().is_customer())?;
            ours.is_shown().then(|| ours.emoji.clone())
        })
    });
    let side = if ours { "end-2" } else { "start-2" };
    let leave = move |_: ev::MouseEvent| picks.set(false);
    let there = Memo::new(move |_| allowed.get().filter(|_| workspace.awake.get()));
    let class = move || {
        // What is not seen must not catch a press meant for the message above.
        let seen = if picks.get() { "opacity-100" } else { "opacity-0 pointer-events-none" };
        format!(
            "absolute -top-6 {side} z-20 flex items-center rounded-md border border-line bg-raised shadow-raised \
             transition-opacity group-hover/message:pointer-events-auto group-hover/message:opacity-100 \
             group-focus-within/message:pointer-events-auto group-focus-within/message:opacity-100 {seen}"
        )
    };
    move || {
        let (allowed, id) = (there.get()?, id.get()?);
        let buttons = move || {
            if picks.get() {
                return view! { <ReactionPicker id own open=picks/> }.into_any();
            }
            view! {
                {allowed.quote.then(|| view! {
                    <IconButton
                        icon=icondata::LuReply
                        label="Reply to this"
                        small=true
                        on:click=move |_| workspace.wish_to_answer.set(Some(id))
                    />
                })}
                {allowed.react.then(|| view! {
                    <IconButton icon=icondata::LuSmilePlus label="React" small=true on:click=move |_| picks.set(true)/>
                })}
                <IconButton
                    icon=icondata::LuRoute
                    label="Why? What happened on the way"
                    small=true
                    on:click=move |_| workspace.overlay.set(Some(Overlay::Journey(id)))
                />
            }
            .into_any()
        };
        Some(view! { <div class=class on:mouseleave=leave>{buttons}</div> })
    }
}
