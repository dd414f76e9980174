//! The event log.

use crate::StoreError;
use crate::db::{Conn, Rows};
use crate::schema::events;
use diesel::prelude::*;
use types::event::{Change, Event};
use types::{AccountId, ConversationId, Seq, Timestamp};

#[derive(Insertable)]
#[diesel(table_name = events, treat_none_as_default_value = false)]
struct NewEvent {
    account_id: AccountId,
    seq: Seq,
    at: Timestamp,
    conversation_id: Option<ConversationId>,
    change: String,
}

/// Writes entries whose numbers have been taken by `accounts::advance`.
pub async fn append(conn: &mut Conn, account: AccountId, entries: &[Event]) -> Result<(), StoreError> {
    let rows = entries.iter().map(|event| {
        Ok(NewEvent {
            account_id: account,
            seq: event.seq,
            at: event.at,
            conversation_id: conversation_of(&event.change),
            change: serde_json::to_string(&event.change).map_err(|e| StoreError::Failed(e.to_string()))?,
        })
    });
    let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
    conn.execute(diesel::insert_into(events::table).values(Rows(rows))).await?;
    Ok(())
}

fn conversation_of(change: &Change) -> Option<ConversationId> {
    match change {
        Change::Conversation { now, .. } => Some(now.id),
        Change::Gone { conversation, .. } => Some(*conversation),
        Change::Message { message, .. } => Some(message.conversation),
        _ => None,
    }
}

/// The entries after that one, oldest first. What a newer version wrote reads as `Unknown`.
pub async fn after(conn: &mut Conn, account: AccountId, seq: Seq, limit: i64) -> Result<Vec<Event>, StoreError> {
    let query = events::table
        .filter(events::account_id.eq(account).and(events::seq.gt(seq)))
        .order(events::seq)
        .limit(limit)
        .select((events::seq, events::at, events::change));
    let rows = conn.load::<(Seq, Timestamp, String), _>(query).await?;
    let event = |(seq, at, change): (Seq, Timestamp, String)| Event {
        seq,
        at,
        change: serde_json::from_str(&change).unwrap_or(Change::Unknown),
    };
    Ok(rows.into_iter().map(event).collect())
}

/// The oldest entry still kept.
pub async fn oldest(conn: &mut Conn, account: AccountId) -> Result<Option<Seq>, StoreError> {
    let query = events::table.filter(events::account_id.eq(account)).order(events::seq).limit(1).select(events::seq);
    Ok(conn.find(query).await?)
}

/// Forgets entries written before that time.
pub async fn prune(conn: &mut Conn, before: Timestamp) -> Result<usize, StoreError> {
    Ok(conn.execute(diesel::delete(events::table.filter(events::at.lt(before)))).await?)
}
