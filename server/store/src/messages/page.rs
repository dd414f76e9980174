//! Pages of a timeline, always returned oldest first.

use super::row::{MessageRow, with_attachments};
use crate::StoreError;
use crate::db::{Columns as _, Conn};
use crate::schema::messages;
use diesel::prelude::*;
use types::message::{Audience, Message};
use types::{ConversationId, MessageId, Timestamp};

/// Where a message stands in its timeline.
type Place = (Timestamp, MessageId);

macro_rules! timeline {
    ($conversation:expr, $reader:expr) => {
        messages::table
            .filter(messages::conversation_id.eq($conversation))
            .filter(messages::internal.eq(false).or(messages::internal.eq($reader == Audience::Team)))
            .select(MessageRow::columns())
    };
}

/// The newest messages.
pub async fn latest(
    conn: &mut Conn,
    conversation: ConversationId,
    reader: Audience,
    limit: i64,
) -> Result<Vec<Message>, StoreError> {
    let query = timeline!(conversation, reader).order((messages::sent_at.desc(), messages::id.desc())).limit(limit);
    let mut rows = conn.load::<MessageRow, _>(query).await?;
    rows.reverse();
    with_attachments(conn, rows).await
}

/// The messages just before that place.
pub async fn before(
    conn: &mut Conn,
    conversation: ConversationId,
    reader: Audience,
    (at, id): Place,
    limit: i64,
) -> Result<Vec<Message>, StoreError> {
    let query = timeline!(conversation, reader)
        .filter(messages::sent_at.le(at))
        .filter(messages::sent_at.lt(at).or(messages::id.lt(id)))
        .order((messages::sent_at.desc(), messages::id.desc()))
        .limit(limit);
    let mut rows = conn.load::<MessageRow, _>(query).await?;
    rows.reverse();
    with_attachments(conn, rows).await
}

/// The messages just after that place; with `(Timestamp(i64::MIN), _)`, the first ones.
pub async fn after(
    conn: &mut Conn,
    conversation: ConversationId,
    reader: Audience,
    (at, id): Place,
    limit: i64,
) -> Result<Vec<Message>, StoreError> {
    let query = timeline!(conversation, reader)
        .filter(messages::sent_at.ge(at))
        .filter(messages::sent_at.gt(at).or(messages::id.gt(id)))
        .order((messages::sent_at.asc(), messages::id.asc()))
        .limit(limit);
    let rows = conn.load::<MessageRow, _>(query).await?;
    with_attachments(conn, rows).await
}

/// The messages written from `first` until before `end`, at most `limit`.
pub async fn range(
    conn: &mut Conn,
    conversation: ConversationId,
    reader: Audience,
    first: Timestamp,
    end: Timestamp,
    limit: i64,
) -> Result<Vec<Message>, StoreError> {
    let query = timeline!(conversation, reader)
        .filter(messages::sent_at.ge(first).and(messages::sent_at.lt(end)))
        .order((messages::sent_at.asc(), messages::id.asc()))
        .limit(limit);
    let rows = conn.load::<MessageRow, _>(query).await?;
    with_attachments(conn, rows).await
}

/// The messages from that position on, the first being 0.
pub async fn slice(
    conn: &mut Conn,
    conversation: ConversationId,
    reader: Audience,
    position: i64,
    limit: i64,
) -> Result<Vec<Message>, StoreError> {
    let query = timeline!(conversation, reader)
        .order((messages::sent_at.asc(), messages::id.asc()))
        .offset(position)
        .limit(limit);
    let rows = conn.load::<MessageRow, _>(query).await?;
    with_attachments(conn, rows).await
}
