//! What changes about a message after it was written: its words, its reactions, what it quotes.

use super::row::{MessageRow, with_attachments};
use crate::StoreError;
use crate::db::{Columns as _, Conn};
use crate::schema::messages;
use diesel::prelude::*;
use types::message::{Message, MessageBody, Quote, Reaction};
use types::{MessageId, Timestamp};

/// JSON of something that is ours, so that it cannot fail but for want of memory.
fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::Failed(e.to_string()))
}

/// Saves what a message says now. `version` tells later which of two edits is the newer one.
pub async fn rewrite(
    conn: &mut Conn,
    id: MessageId,
    body: &MessageBody,
    edited_at: Option<Timestamp>,
    version: i64,
) -> Result<(), StoreError> {
    let one = messages::table.filter(messages::id.eq(id));
    let values = (
        messages::kind.eq(body.kind()),
        messages::body.eq(json(body)?),
        messages::edited_at.eq(edited_at),
        messages::edit_version.eq(version),
    );
    conn.execute(diesel::update(one).set(values)).await?;
    Ok(())
}

/// The version of the last edit; 0 when there was none.
pub async fn version(conn: &mut Conn, id: MessageId) -> Result<i64, StoreError> {
    let query = messages::table.filter(messages::id.eq(id)).select(messages::edit_version);
    Ok(conn.find::<i64, _>(query).await?.unwrap_or_default())
}

/// Saves the reactions on a message.
pub async fn set_reactions(conn: &mut Conn, id: MessageId, reactions: &[Reaction]) -> Result<(), StoreError> {
    let one = messages::table.filter(messages::id.eq(id));
    let text = if reactions.is_empty() { String::new() } else { json(&reactions)? };
    conn.execute(diesel::update(one).set(messages::reactions.eq(text))).await?;
    Ok(())
}

/// The messages that answer this one.
pub async fn replies_to(conn: &mut Conn, id: MessageId) -> Result<Vec<Message>, StoreError> {
    let query = messages::table.filter(messages::reply_to_id.eq(id)).order(messages::id).select(MessageRow::columns());
    let rows = conn.load::<MessageRow, _>(query).await?;
    with_attachments(conn, rows).await
}

/// Saves what a message quotes.
pub async fn set_quote(conn: &mut Conn, id: MessageId, quote: &Quote) -> Result<(), StoreError> {
    let one = messages::table.filter(messages::id.eq(id));
    let values = (messages::reply_to_id.eq(quote.message), messages::quote.eq(json(quote)?));
    conn.execute(diesel::update(one).set(values)).await?;
    Ok(())
}
