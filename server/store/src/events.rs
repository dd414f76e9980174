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

/// A change that has no number yet.
pub(crate) struct Entry {
    at: Timestamp,
    conversation: Option<ConversationId>,
    change: String,
}

/// Appends changes to the log; numbered and written at the close of the transaction, in this order.
pub fn append(conn: &mut Conn, account: AccountId, at: Timestamp, changes: &[Change]) -> Result<(), StoreError> {
    for change in changes {
        let text = serde_json::to_string(change).map_err(|e| StoreError::Failed(e.to_string()))?;
        let entry = Entry { at, conversation: conversation_of(change), change: text };
        conn.closing().entries.push((account, entry));
    }
    Ok(())
}

/// Writes entries whose numbers, from `first` on, have been taken by `accounts::advance`.
pub(crate) async fn write(
    conn: &mut Conn,
    account: AccountId,
    first: i64,
    entries: Vec<Entry>,
) -> Result<(), StoreError> {
    let row = |(seq, Entry { at, conversation, change })| NewEvent {
        account_id: account,
        seq: Seq(seq),
        at,
        conversation_id: conversation,
        change,
    };
    for rows in Rows::portions((first..).zip(entries).map(row).collect()) {
        conn.execute(diesel::insert_into(events::table).values(rows)).await?;
    }
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
