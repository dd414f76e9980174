//! Approved templates: which there are, and sending one.

use crate::AppError;
use leptos::prelude::*;
use types::message::{Message, Template};
use types::{ConversationId, Uuid};

/// The templates that can be sent in a conversation.
///
/// # Errors
/// `NotFound` when the conversation is not there, or not for this agent.
#[server(prefix = "/api/fn", endpoint = "templates")]
pub async fn templates(conversation: ConversationId) -> Result<Vec<Template>, AppError> {
    use crate::server::{actor, desk};
    Ok(desk().templates(&actor().await?, conversation).await?)
}

/// Sends a template. `values` are those of its variables, in order; `attachments` is the id of the file for its top.
///
/// # Errors
/// `Invalid` names the variable that lacks a value (`value0`), `NotFound` for a template that cannot be sent any more.
#[server(name = SendTemplate, prefix = "/api/fn", endpoint = "send_template")]
pub async fn send_template(
    conversation: ConversationId,
    client_id: Uuid,
    name: String,
    language: String,
    #[server(default)] values: Vec<String>,
    #[server(default)] attachments: String,
) -> Result<Message, AppError> {
    use super::conversations::ids;
    use crate::server::{actor, desk};
    use types::draft::{ChosenTemplate, Outgoing};
    use types::message::Audience;

    let outgoing = Outgoing {
        attachments: ids("attachments", &attachments)?,
        template: Some(ChosenTemplate { name, language, values }),
        ..Outgoing::text(client_id, Audience::Customer, String::new())
    };
    Ok(desk().send(&actor().await?, conversation, outgoing).await?)
}
