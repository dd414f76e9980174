//! What is done with conversations: opening, answering, assigning, resolving.

use crate::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};
use types::action::Undo;
use types::message::{Audience, Message};
use types::view::Thread;
use types::{ConversationId, MessageId, Seq, Uuid};

/// A conversation, fetched for a page that has its list already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The last event it contains.
    pub cursor: Seq,
    /// The conversation.
    pub thread: Thread,
}

/// A part of a timeline, as the browser gets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Messages {
    /// The messages, oldest first.
    pub messages: Vec<Message>,
    /// There are more in that direction.
    pub more: bool,
}

/// Opens a conversation: its newest messages, or those around one.
///
/// # Errors
/// `NotFound` when it is not there, or not for this agent.
#[server(prefix = "/api/fn", endpoint = "open_conversation")]
pub async fn open_conversation(
    conversation: ConversationId,
    #[server(default)] message: Option<MessageId>,
) -> Result<Opened, AppError> {
    use crate::server::{actor, desk};
    use types::view::ListQuery;
    use types::{Noun, Problem};

    let view = desk().inbox_view(&actor().await?, ListQuery::default(), Some(conversation), message).await?;
    let thread = view.thread.ok_or(Problem::NotFound { what: Noun::Conversation })?;
    Ok(Opened { cursor: view.cursor, thread })
}

/// The messages before one.
///
/// # Errors
/// `NotFound` when the conversation is not there, or not for this agent.
#[server(prefix = "/api/fn", endpoint = "older_messages")]
pub async fn older_messages(conversation: ConversationId, before: MessageId) -> Result<Messages, AppError> {
    use crate::server::{actor, desk};
    let page = desk().older_messages(&actor().await?, conversation, before).await?;
    Ok(Messages { messages: page.messages, more: page.more })
}

/// The messages after one.
///
/// # Errors
/// `NotFound` when the conversation is not there, or not for this agent.
#[server(prefix = "/api/fn", endpoint = "newer_messages")]
pub async fn newer_messages(conversation: ConversationId, after: MessageId) -> Result<Messages, AppError> {
    use crate::server::{actor, desk};
    let page = desk().newer_messages(&actor().await?, conversation, after).await?;
    Ok(Messages { messages: page.messages, more: page.more })
}

/// Answers the customer, or leaves a note for colleagues. `attachments` are ids with commas between; `reply_to` is the message
/// that is quoted; `then` is an action to do afterwards (`resolve`), for forms whose button does both.
///
/// # Errors
/// `Invalid` for an empty or too long text, `Conflict` when the channel takes no answer now.
#[server(name = SendMessage, prefix = "/api/fn", endpoint = "send")]
pub async fn send(
    conversation: ConversationId,
    client_id: Uuid,
    audience: Audience,
    #[server(default)] text: String,
    #[server(default)] attachments: String,
    #[server(default)] reply_to: Option<MessageId>,
    #[server(default)] then: String,
) -> Result<Message, AppError> {
    use crate::server::{actor, desk, is_plain_form};
    use types::action::Action;
    use types::draft::Outgoing;

    let then = if then.is_empty() { None } else { Some(Action::read(&then, "")?) };
    let (desk, actor, kept) = (desk(), actor().await?, text.clone());
    let files = ids("attachments", &attachments)?;
    let outgoing = Outgoing { attachments: files, reply_to, ..Outgoing::text(client_id, audience, text) };
    let answer = desk.send(&actor, conversation, outgoing).await;
    if answer.is_err() && is_plain_form() {
        // A page without script shows the draft again; a page with script has the text still.
        desk.save_draft(&actor, conversation, kept, audience).await?;
    }
    let message = answer?;
    if let Some(action) = then {
        desk.act(&actor, vec![conversation], action).await?;
    }
    Ok(message)
}

/// Does something to conversations. `conversations` are ids with commas between; `action` and `value` as `Action` spells them.
///
/// # Errors
/// `Invalid` names the field; `Conflict` when it cannot be done in the present state.
#[server(prefix = "/api/fn", endpoint = "act")]
pub async fn act(conversations: String, action: String, #[server(default)] value: String) -> Result<Undo, AppError> {
    use crate::server::{actor, desk};
    use types::action::Action;

    let action = Action::read(&action, &value)?;
    Ok(desk().act(&actor().await?, ids("conversations", &conversations)?, action).await?)
}

/// Takes back what was done; returns how to do it again.
///
/// # Errors
/// `Conflict` when something else has happened since.
#[server(name = TakeBack, prefix = "/api/fn", endpoint = "undo", input = Json)]
pub async fn undo(steps: Undo) -> Result<Undo, AppError> {
    use crate::server::{actor, desk};

    let (desk, actor) = (desk(), actor().await?);
    let mut again = Undo::new();
    for (conversations, action) in by_action(steps) {
        again.extend(desk.act(&actor, conversations, action).await?);
    }
    Ok(again)
}

/// The agent has the conversation open: nothing in it is unread any more.
///
/// # Errors
/// `NotFound` when the conversation is not there, or not for this agent.
#[server(prefix = "/api/fn", endpoint = "seen")]
pub async fn seen(conversation: ConversationId) -> Result<(), AppError> {
    use crate::server::{actor, desk};
    Ok(desk().seen(&actor().await?, conversation).await?)
}

/// Keeps what the agent has begun to write; an empty text forgets it.
///
/// # Errors
/// `Invalid` for a text that is too long.
#[server(prefix = "/api/fn", endpoint = "save_draft")]
pub async fn save_draft(
    conversation: ConversationId,
    #[server(default)] text: String,
    audience: Audience,
) -> Result<(), AppError> {
    use crate::server::{actor, desk};
    Ok(desk().save_draft(&actor().await?, conversation, text, audience).await?)
}

/// Ids with commas between.
#[cfg(any(feature = "ssr", test))]
pub(super) fn ids<T: std::str::FromStr>(field: &str, given: &str) -> Result<Vec<T>, types::Problem> {
    given
        .split(',')
        .map(str::trim)
        .filter(|id| !id.is_empty())
        .map(|id| id.parse().map_err(|_| types::Problem::invalid(field, format!("{id:?} in {field} is not an id."))))
        .collect()
}

/// Conversations that get the same done to them, together, in the order of their first one.
#[cfg(any(feature = "ssr", test))]
fn by_action(steps: Undo) -> Vec<(Vec<ConversationId>, types::action::Action)> {
    let mut groups: Vec<(Vec<ConversationId>, types::action::Action)> = Vec::new();
    for (conversation, action) in steps {
        match groups.iter_mut().find(|(_, known)| *known == action) {
            Some((conversations, _)) => conversations.push(conversation),
            None => groups.push((vec![conversation], action)),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::action::Action;

    #[test]
    fn ids_are_read_and_nonsense_names_the_field() {
        assert_eq!(ids("conversations", "3, 4,"), Ok(vec![ConversationId(3), ConversationId(4)]));
        assert_eq!(ids::<ConversationId>("conversations", ""), Ok(vec![]));
        let wrong = ids::<ConversationId>("conversations", "3,x");
        assert!(matches!(wrong, Err(types::Problem::Invalid { field, .. }) if field == "conversations"));
    }

    #[test]
    fn the_same_steps_are_taken_together() {
        let [one, two, three] = [1, 2, 3].map(ConversationId);
        let steps = vec![(one, Action::Reopen), (two, Action::Pend), (three, Action::Reopen)];
        assert_eq!(by_action(steps), [(vec![one, three], Action::Reopen), (vec![two], Action::Pend)]);
    }
}
