//! The one place where access to conversations is checked.
//!
//! What somebody may not see does not exist for them: the answer is the same as for an id that was never given out.

use crate::Actor;
use store::Conn;
use store::conversations::{self, Conversation};
use types::{ConversationId, Noun, Problem};

/// A conversation the actor may see, not to be changed.
pub(crate) async fn read(conn: &mut Conn, actor: &Actor, id: ConversationId) -> Result<Conversation, Problem> {
    visible(actor, conversations::find(conn, actor.account, id).await?)
}

/// A conversation the actor may see, kept from being changed by others until the end of the transaction.
pub(crate) async fn change(conn: &mut Conn, actor: &Actor, id: ConversationId) -> Result<Conversation, Problem> {
    visible(actor, conversations::find_to_change(conn, actor.account, id).await?)
}

fn visible(actor: &Actor, found: Option<Conversation>) -> Result<Conversation, Problem> {
    found
        .filter(|conversation| actor.scope.sees(&conversation.summary.placement()))
        .ok_or(Problem::NotFound { what: Noun::Conversation })
}
