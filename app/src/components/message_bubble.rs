//! One message of a thread: a customer's at the left, ours at the right, notes in amber, activity lines small.

mod actions;
mod bubble;
mod delivery_mark;
mod failed;
mod journey;
mod note;
mod quoted;
mod reaction_picker;
mod reactions;
mod reason;
mod stamp;
mod stuck;
mod who;

use super::message::{ActivityLine, MessageContent};
use super::thread::Key;
use crate::workspace::{Echo, Workspace, use_workspace};
use bubble::Bubble;
pub use journey::JourneyDialog;
use leptos::prelude::*;
use note::Note;
use types::message::{AuthorKind, Message, MessageBody};
use types::{ConversationId, MessageId};

/// How a message is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Activity,
    Note,
    Customer,
    Ours,
}

/// A message. It is known by its key, so that it stays in its place while it changes.
#[component]
pub fn MessageBubble(
    /// Where.
    conversation: ConversationId,
    /// Which.
    key: Key,
    /// The first of several by one author: shows who.
    first: bool,
) -> impl IntoView {
    let workspace = use_workspace();
    let message = Memo::new(move |_| find(workspace, conversation, key));
    let shape = Memo::new(move |_| message.with(|message| message.as_ref().map(shape_of)));
    move || {
        shape.get().map(|shape| match shape {
            Shape::Activity => view! { <Activity message/> }.into_any(),
            Shape::Note => view! { <Note message key first/> }.into_any(),
            Shape::Customer | Shape::Ours => view! { <Bubble message key first ours=shape == Shape::Ours/> }.into_any(),
        })
    }
}

fn find(workspace: Workspace, conversation: ConversationId, key: Key) -> Option<Message> {
    let arrived = workspace.thread(|thread| thread.messages.iter().find(|message| Key::of(message) == key).cloned());
    arrived.flatten().or_else(|| {
        let me = workspace.my_id();
        let is_it = |echo: &&Echo| echo.conversation == conversation && Key::Client(echo.client_id) == key;
        workspace.echoes.with(|echoes| echoes.iter().find(is_it).map(|echo| echo.message(me)))
    })
}

fn shape_of(message: &Message) -> Shape {
    match (&message.body, message.author.kind()) {
        (MessageBody::Activity(_), _) => Shape::Activity,
        (body, AuthorKind::Agent) if body.is_internal() => Shape::Note,
        (MessageBody::Note { .. }, _) => Shape::Note,
        (_, AuthorKind::Contact) => Shape::Customer,
        _ => Shape::Ours,
    }
}

/// A name for the element, so that a link can lead to it.
fn anchor(message: &Message) -> String {
    format!("message-{}", message.id)
}

/// Whether the server has it. One that is on its way there has no id yet.
const fn is_stored(message: &Message) -> bool {
    message.id.0 != i64::MAX
}

/// Whether the address points at this message.
fn is_marked(workspace: Workspace, id: MessageId) -> bool {
    workspace.place.get().message == Some(id)
}

/// The reactive parts that all shapes need.
fn content(message: Memo<Option<Message>>) -> impl Fn() -> AnyView + Send + Clone {
    // Ticks come and go; what is played or unfolded in the content must not be drawn anew for them.
    let content = Memo::new(move |_| {
        message.with(|message| message.as_ref().map(|message| (message.body.clone(), message.attachments.clone())))
    });
    move || match content.get() {
        Some((body, attachments)) => view! { <MessageContent body attachments/> }.into_any(),
        None => ().into_any(),
    }
}

#[component]
fn Activity(message: Memo<Option<Message>>) -> impl IntoView {
    move || {
        message.get().and_then(|message| match message.body.clone() {
            MessageBody::Activity(activity) => Some(view! { <ActivityLine message activity/> }),
            _ => None,
        })
    }
}
