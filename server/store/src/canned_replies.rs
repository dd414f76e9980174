//! Prepared answers of an account.

use crate::StoreError;
use crate::db::Conn;
use crate::schema::canned_replies;
use diesel::prelude::*;
use types::canned_reply::CannedReply;
use types::{AccountId, CannedReplyId};

/// All prepared answers, by id.
pub async fn all(conn: &mut Conn, account: AccountId) -> Result<Vec<CannedReply>, StoreError> {
    let query = canned_replies::table
        .filter(canned_replies::account_id.eq(account))
        .order(canned_replies::id)
        .select((canned_replies::id, canned_replies::shortcut, canned_replies::text));
    let rows = conn.load::<(CannedReplyId, String, String), _>(query).await?;
    Ok(rows.into_iter().map(|(id, shortcut, text)| CannedReply { id, shortcut, text }).collect())
}

/// Adds a prepared answer. `Taken` when the shortcut is in use.
pub async fn create(
    conn: &mut Conn,
    account: AccountId,
    shortcut: &str,
    text: &str,
) -> Result<CannedReplyId, StoreError> {
    let row =
        (canned_replies::account_id.eq(account), canned_replies::shortcut.eq(shortcut), canned_replies::text.eq(text));
    let insert = diesel::insert_into(canned_replies::table).values(row).returning(canned_replies::id);
    Ok(conn.get(insert).await.map(CannedReplyId)?)
}

/// Saves a prepared answer; whether there was one. `Taken` when the shortcut is in use.
pub async fn save(conn: &mut Conn, account: AccountId, reply: &CannedReply) -> Result<bool, StoreError> {
    let one = canned_replies::table.filter(canned_replies::account_id.eq(account).and(canned_replies::id.eq(reply.id)));
    let values = (canned_replies::shortcut.eq(&reply.shortcut), canned_replies::text.eq(&reply.text));
    Ok(conn.execute(diesel::update(one).set(values)).await? > 0)
}

/// Removes a prepared answer; whether there was one.
pub async fn delete(conn: &mut Conn, account: AccountId, id: CannedReplyId) -> Result<bool, StoreError> {
    let one = canned_replies::table.filter(canned_replies::account_id.eq(account).and(canned_replies::id.eq(id)));
    Ok(conn.execute(diesel::delete(one)).await? > 0)
}
