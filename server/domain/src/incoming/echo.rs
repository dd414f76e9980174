//! What the business itself has said comes back from some providers. It must not stand there twice.

use super::Inbound;
use crate::change::{Touched, Work};
use crate::{effects, errands};
use store::{messages, outbox};
use types::Problem;
use types::message::{Delivery, Message};

/// Our own message that an echo is about: known by our word, or else by being on its way with the same words.
pub(super) async fn own_message(
    work: &mut Work<'_>,
    touched: &Touched,
    inbound: &Inbound,
    reference: Option<&str>,
) -> Result<Option<Message>, Problem> {
    let by_word = match reference.and_then(errands::message_of) {
        Some(id) => messages::find(work.conn, work.account, id)
            .await?
            .filter(|message| message.conversation == touched.conversation.summary.id)
            .map(|message| message.id),
        None => None,
    };
    let twin = match by_word {
        Some(id) => Some(id),
        None => {
            let body = serde_json::to_string(&inbound.body).map_err(|_| Problem::Internal)?;
            messages::unanswered_twin(work.conn, touched.conversation.summary.id, &body).await?
        }
    };
    let Some(id) = twin else { return Ok(None) };
    let message = effects::name(work, id, std::slice::from_ref(&inbound.external_id)).await?;
    outbox::delete_message(work.conn, id).await?;
    let delivered = effects::Effect::Delivery { delivery: Delivery::Sent, at: inbound.sent_at };
    effects::apply(work, message, delivered).await.map(Some)
}
