//! Calls of providers as they came in, kept for a while so that people can see what a message was made from.

use crate::StoreError;
use crate::db::Conn;
use crate::schema::provider_calls;
use diesel::prelude::*;
use types::{AccountId, InboxId, Timestamp, Uuid};

/// A call as it came in.
#[derive(Clone, Copy, Debug)]
pub struct NewCall<'a> {
    /// Given when it came in.
    pub id: Uuid,
    /// The inbox it was for.
    pub inbox: InboxId,
    /// When it came in.
    pub received_at: Timestamp,
    /// When it was proven to be from the provider.
    pub verified_at: Timestamp,
    /// The untouched body.
    pub body: &'a [u8],
}

/// Keeps a call; a call for several inboxes is kept once, with the first of them.
pub async fn create(conn: &mut Conn, account: AccountId, call: NewCall<'_>) -> Result<(), StoreError> {
    let row = (
        provider_calls::id.eq(call.id.to_string()),
        provider_calls::account_id.eq(account),
        provider_calls::inbox_id.eq(call.inbox),
        provider_calls::received_at.eq(call.received_at),
        provider_calls::verified_at.eq(call.verified_at),
        provider_calls::body.eq(call.body),
    );
    conn.execute(diesel::insert_into(provider_calls::table).values(row).on_conflict_do_nothing()).await?;
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
