//! Programs' keys to the REST API. Only hashes are kept.

use crate::StoreError;
use crate::db::Conn;
use crate::schema::api_tokens;
use diesel::prelude::*;
use types::{AccountId, InboxId, Timestamp, TokenId};

/// A key and what it opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Which.
    pub id: TokenId,
    /// Whose.
    pub account: AccountId,
    /// The one inbox it is for.
    pub inbox: InboxId,
    /// Words separated by commas.
    pub permissions: String,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

/// A key to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewToken<'a> {
    /// Whose.
    pub account: AccountId,
    /// The one inbox it is for.
    pub inbox: InboxId,
    /// What people call it.
    pub name: &'a str,
    /// SHA-256 of the token, hexadecimal.
    pub token_hash: &'a str,
    /// Words separated by commas.
    pub permissions: &'a str,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

/// By its hash, whether it is still good or not.
pub async fn find(conn: &mut Conn, token_hash: &str) -> Result<Option<Token>, StoreError> {
    let query = api_tokens::table.filter(api_tokens::token_hash.eq(token_hash)).select((
        api_tokens::id,
        api_tokens::account_id,
        api_tokens::inbox_id,
        api_tokens::permissions,
        api_tokens::expires_at,
    ));
    let row = conn.find::<(TokenId, AccountId, InboxId, String, Timestamp), _>(query).await?;
    Ok(row.map(|(id, account, inbox, permissions, expires_at)| Token { id, account, inbox, permissions, expires_at }))
}

/// Adds a key.
pub async fn create(conn: &mut Conn, token: NewToken<'_>, now: Timestamp) -> Result<TokenId, StoreError> {
    let row = (
        api_tokens::account_id.eq(token.account),
        api_tokens::inbox_id.eq(token.inbox),
        api_tokens::name.eq(token.name),
        api_tokens::token_hash.eq(token.token_hash),
        api_tokens::permissions.eq(token.permissions),
        api_tokens::created_at.eq(now),
        api_tokens::expires_at.eq(token.expires_at),
    );
    Ok(conn.get(diesel::insert_into(api_tokens::table).values(row).returning(api_tokens::id)).await.map(TokenId)?)
}
