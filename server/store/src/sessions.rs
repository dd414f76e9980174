//! Who is signed in. Only hashes of the cookies are kept.

use crate::StoreError;
use crate::db::Conn;
use crate::schema::sessions;
use diesel::prelude::*;
use types::{AccountId, Timestamp, UserId};

/// Somebody's being signed in.
#[derive(Clone, Debug)]
pub struct Session {
    /// SHA-256 of the cookie, hexadecimal.
    pub token_hash: String,
    /// The business they work in.
    pub account: AccountId,
    /// Who.
    pub user: UserId,
    /// Since when this cookie is in use.
    pub created_at: Timestamp,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

/// Begins a session.
pub async fn create(conn: &mut Conn, session: &Session) -> Result<(), StoreError> {
    let row = (
        sessions::token_hash.eq(&session.token_hash),
        sessions::account_id.eq(session.account),
        sessions::user_id.eq(session.user),
        sessions::created_at.eq(session.created_at),
        sessions::expires_at.eq(session.expires_at),
    );
    conn.execute(diesel::insert_into(sessions::table).values(row)).await?;
    Ok(())
}

/// The session of a cookie, if it is still good.
pub async fn find(conn: &mut Conn, token_hash: &str, now: Timestamp) -> Result<Option<Session>, StoreError> {
    let query = sessions::table.filter(sessions::token_hash.eq(token_hash).and(sessions::expires_at.gt(now)));
    let row = conn.find::<(String, AccountId, UserId, Timestamp, Timestamp), _>(query).await?;
    Ok(row.map(|(token_hash, account, user, created_at, expires_at)| Session {
        token_hash,
        account,
        user,
        created_at,
        expires_at,
    }))
}

/// Ends a session at that time, if it would last longer.
pub async fn shorten(conn: &mut Conn, token_hash: &str, until: Timestamp) -> Result<(), StoreError> {
    let longer = sessions::table.filter(sessions::token_hash.eq(token_hash).and(sessions::expires_at.gt(until)));
    conn.execute(diesel::update(longer).set(sessions::expires_at.eq(until))).await?;
    Ok(())
}

/// Ends a session.
pub async fn delete(conn: &mut Conn, token_hash: &str) -> Result<(), StoreError> {
    conn.execute(diesel::delete(sessions::table.filter(sessions::token_hash.eq(token_hash)))).await?;
    Ok(())
}

/// Clears away sessions that have ended.
pub async fn delete_expired(conn: &mut Conn, now: Timestamp) -> Result<(), StoreError> {
    conn.execute(diesel::delete(sessions::table.filter(sessions::expires_at.le(now)))).await?;
    Ok(())
}
