//! The names channels have for messages. One message may have several; a name stands for one message of an inbox.

use super::row::{MessageRow, with_attachments};
use crate::StoreError;
use crate::db::{Columns as _, Conn, Kept};
use crate::schema::{message_names, messages};
use diesel::prelude::*;
use types::message::{AuthorKind, Message};
use types::{ConversationId, InboxId, MessageId};

/// The first message that has one of these names, asked in their order.
pub async fn find_by_names(conn: &mut Conn, inbox: InboxId, names: &[String]) -> Result<Option<Message>, StoreError> {
    for name in names.iter().filter(|name| !name.is_empty()) {
        let other = message_names::table
            .filter(message_names::inbox_id.eq(inbox).and(message_names::external_id.eq(name)))
            .select(message_names::message_id);
        let first = messages::inbox_id.eq(inbox).and(messages::external_id.eq(name));
        let query = messages::table
            .filter(first.or(messages::id.nullable().eq(other.single_value())))
            .limit(1)
            .select(MessageRow::columns());
        let rows = conn.load::<MessageRow, _>(query).await?;
        if let Some(message) = with_attachments(conn, rows).await?.pop() {
            return Ok(Some(message));
        }
    }
    Ok(None)
}

/// The name a message was first known by; `None` while it has none.
pub async fn external_id(conn: &mut Conn, id: MessageId) -> Result<Option<String>, StoreError> {
    let query = messages::table.filter(messages::id.eq(id)).select(messages::external_id);
    Ok(conn.find::<Option<String>, _>(query).await?.flatten())
}

/// Gives a message its first name.
pub async fn set_external_id(conn: &mut Conn, id: MessageId, name: &str) -> Result<(), StoreError> {
    let one = messages::table.filter(messages::id.eq(id));
    conn.execute(Kept(diesel::update(one).set(messages::external_id.eq(name)))).await?;
    Ok(())
}

/// Gives a message a further name; whether that is news.
pub async fn add_name(conn: &mut Conn, inbox: InboxId, id: MessageId, name: &str) -> Result<bool, StoreError> {
    let row =
        (message_names::inbox_id.eq(inbox), message_names::external_id.eq(name), message_names::message_id.eq(id));
    let insert = diesel::insert_into(message_names::table).values(row).on_conflict_do_nothing();
    Ok(conn.execute(insert).await? > 0)
}

/// Takes all names from a message that another one turned out to be: the names, the first one first.
pub async fn forget_names(conn: &mut Conn, id: MessageId) -> Result<Vec<String>, StoreError> {
    let first = external_id(conn, id).await?;
    let others = message_names::table.filter(message_names::message_id.eq(id)).select(message_names::external_id);
    let others = conn.load::<String, _>(others).await?;
    conn.execute(diesel::delete(message_names::table.filter(message_names::message_id.eq(id)))).await?;
    let none: Option<String> = None;
    let one = messages::table.filter(messages::id.eq(id));
    conn.execute(diesel::update(one).set(messages::external_id.eq(none))).await?;
    Ok(first.into_iter().chain(others).collect())
}

/// The oldest of our messages in this conversation that is on its way, has no name yet, and has this body (as JSON): an echo
/// that comes before the answer to our own send is about it.
pub async fn unanswered_twin(
    conn: &mut Conn,
    conversation: ConversationId,
    body: &str,
) -> Result<Option<MessageId>, StoreError> {
    let query = messages::table
        .filter(messages::conversation_id.eq(conversation).and(messages::external_id.is_null()))
        .filter(messages::author_kind.eq_any([AuthorKind::Agent, AuthorKind::Bot]))
        .filter(messages::delivery.eq_any(["attempting", "uncertain"]).and(messages::body.eq(body)))
        .order(messages::id)
        .limit(1)
        .select(messages::id);
    Ok(conn.find(query).await?)
}

/// The name of the customer's last message.
pub async fn last_incoming(conn: &mut Conn, conversation: ConversationId) -> Result<Option<String>, StoreError> {
    let query = messages::table
        .filter(messages::conversation_id.eq(conversation).and(messages::author_kind.eq(AuthorKind::Contact)))
        .filter(messages::external_id.is_not_null())
        .order((messages::sent_at.desc(), messages::id.desc()))
        .limit(1)
        .select(messages::external_id);
    Ok(conn.find::<Option<String>, _>(query).await?.flatten())
}
