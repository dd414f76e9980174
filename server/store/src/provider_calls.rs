//! Calls of providers as they came in, kept for a while so that people can see what a message was made from.

use crate::StoreError;
use crate::db::Conn;
use crate::schema::provider_calls;
use diesel::prelude::*;
use types::{AccountId, InboxId, Timestamp, Uuid};

/// A call as it came in.
#[derive(Clone, Debug)]
pub struct NewCall {
    /// Given when it came in.
    pub id: Uuid,
    /// The inbox it was for.
    pub inbox: InboxId,
    /// When it came in.
    pub received_at: Timestamp,
    /// When it was proven to be from the provider.
    pub verified_at: Timestamp,
    /// The untouched body.
    pub body: Vec<u8>,
}

#[derive(Insertable)]
#[diesel(table_name = provider_calls, treat_none_as_default_value = false)]
pub(crate) struct KeptCall {
    id: String,
    account_id: AccountId,
    inbox_id: InboxId,
    received_at: Timestamp,
    verified_at: Timestamp,
    body: Vec<u8>,
}

/// Keeps a call; written at the close of the transaction. A call for several inboxes is kept once, with the first of them.
pub fn add(conn: &mut Conn, account: AccountId, call: NewCall) {
    let NewCall { id, inbox, received_at, verified_at, body } = call;
    let row = KeptCall { id: id.to_string(), account_id: account, inbox_id: inbox, received_at, verified_at, body };
    conn.closing().calls.push(row);
}

pub(crate) async fn write(conn: &mut Conn, calls: Vec<KeptCall>) -> Result<(), StoreError> {
    for call in calls {
        conn.execute(diesel::insert_into(provider_calls::table).values(call).on_conflict_do_nothing()).await?;
    }
    Ok(())
}

/// The body of a call, while it is kept.
pub async fn find(conn: &mut Conn, account: AccountId, id: Uuid) -> Result<Option<Vec<u8>>, StoreError> {
    let query = provider_calls::table
        .filter(provider_calls::account_id.eq(account).and(provider_calls::id.eq(id.to_string())))
        .select(provider_calls::body);
    Ok(conn.find(query).await?)
}

/// When the last call for an inbox came.
pub async fn last(conn: &mut Conn, inbox: InboxId) -> Result<Option<Timestamp>, StoreError> {
    let query = provider_calls::table
        .filter(provider_calls::inbox_id.eq(inbox))
        .order(provider_calls::received_at.desc())
        .limit(1)
        .select(provider_calls::received_at);
    Ok(conn.find(query).await?)
}

/// Forgets those that came before that time.
pub async fn prune(conn: &mut Conn, before: Timestamp) -> Result<usize, StoreError> {
    let old = provider_calls::table.filter(provider_calls::received_at.lt(before));
    Ok(conn.execute(diesel::delete(old)).await?)
}
