//! Businesses, and the counter of their event log.

use crate::StoreError;
use crate::db::{Conn, Kept};
use crate::schema::accounts;
use diesel::prelude::*;
use types::{AccountId, Seq, Timestamp};

/// Founds a business.
pub async fn create(conn: &mut Conn, name: &str, now: Timestamp) -> Result<AccountId, StoreError> {
    let row = (accounts::name.eq(name), accounts::created_at.eq(now));
    Ok(conn.get(diesel::insert_into(accounts::table).values(row).returning(accounts::id)).await.map(AccountId)?)
}

/// Its name.
pub async fn name(conn: &mut Conn, account: AccountId) -> Result<Option<String>, StoreError> {
    Ok(conn.find(accounts::table.filter(accounts::id.eq(account)).select(accounts::name)).await?)
}

/// Every business.
pub async fn all(conn: &mut Conn) -> Result<Vec<AccountId>, StoreError> {
    Ok(conn.load(accounts::table.order(accounts::id).select(accounts::id)).await?.into_iter().map(AccountId).collect())
}

/// Takes the next `count` numbers of the event log; the last of them is returned. Until the transaction ends nobody
/// else gets one, so that entries become visible in the order of their numbers.
pub async fn advance(conn: &mut Conn, account: AccountId, count: i64) -> Result<Seq, StoreError> {
    let next = diesel::update(accounts::table.filter(accounts::id.eq(account)))
        .set(accounts::last_event.eq(accounts::last_event + count))
        .returning(accounts::last_event);
    Ok(conn.get(Kept(next)).await.map(Seq)?)
}

/// The last entry of the event log.
pub async fn last_event(conn: &mut Conn, account: AccountId) -> Result<Seq, StoreError> {
    let last = accounts::table.filter(accounts::id.eq(account)).select(accounts::last_event);
    Ok(conn.get(last).await.map(Seq)?)
}
