//! What is done with single messages: sending again, reacting, asking how they came.

use crate::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::MessageId;
use types::message::{Message, MessageStep};

/// The answer to "why?": what happened to a message on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journey {
    /// What happened, oldest first.
    pub steps: Vec<MessageStep>,
    /// The provider's call it came by, blacked out, while that is kept.
    pub call: Option<String>,
}

/// Sends a message again that failed, or of which nobody knows whether it arrived.
///
/// # Errors
/// `NotFound` for a foreign message, `Conflict` for one that is not stuck.
#[server(prefix = "/api/fn", endpoint = "send_again")]
pub async fn send_again(message: MessageId) -> Result<Message, AppError> {
    use crate::server::{actor, desk};
    Ok(desk().send_again(&actor().await?, message).await?)
}

/// Puts an emoji on a message of the customer; an empty one takes ours away.
///
/// # Errors
/// `NotFound` for a foreign message, `Conflict` when the channel has no reactions, `Invalid` for what is no emoji.
#[server(prefix = "/api/fn", endpoint = "react")]
pub async fn react(message: MessageId, #[server(default)] emoji: String) -> Result<Message, AppError> {
    use crate::server::{actor, desk};
    Ok(desk().react(&actor().await?, message, &emoji).await?)
}

/// What happened to a message on its way.
///
/// # Errors
/// `NotFound` for a foreign message.
#[server(prefix = "/api/fn", endpoint = "message_journey")]
pub async fn message_journey(message: MessageId) -> Result<Journey, AppError> {
    use crate::server::{actor, desk};

    let (desk, actor) = (desk(), actor().await?);
    let steps = desk.message_steps(&actor, message).await?;
    let call = desk.message_call(&actor, message).await?;
    Ok(Journey { steps, call })
}
