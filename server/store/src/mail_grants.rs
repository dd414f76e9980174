//! What mail providers have given out for inboxes that somebody signed in: one row each, renewed by one at a time.

use crate::StoreError;
use crate::db::Conn;
use crate::schema::mail_grants;
use diesel::prelude::*;
use types::{AccountId, InboxId, Timestamp};

/// What was given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Encrypted JSON.
    pub tokens: String,
    /// How long the access token is good.
    pub good_until: Timestamp,
    /// Another one with each change.
    pub version: i64,
    /// Until then somebody renews it.
    pub renewing_until: Timestamp,
}

/// That of an inbox, if there is one.
pub async fn find(conn: &mut Conn, inbox: InboxId) -> Result<Option<Grant>, StoreError> {
    let columns = (mail_grants::tokens, mail_grants::good_until, mail_grants::version, mail_grants::renewing_until);
    let known = mail_grants::inbox_id.eq(inbox).and(mail_grants::tokens.ne(""));
    let query = mail_grants::table.filter(known).select(columns);
    let row = conn.find::<(String, Timestamp, i64, Timestamp), _>(query).await?;
    Ok(row.map(|(tokens, good_until, version, renewing_until)| Grant { tokens, good_until, version, renewing_until }))
}

/// Puts this one in the place of whatever was there.
pub async fn replace(
    conn: &mut Conn,
    account: AccountId,
    inbox: InboxId,
    tokens: &str,
    good_until: Timestamp,
) -> Result<(), StoreError> {
    let row = (
        mail_grants::inbox_id.eq(inbox),
        mail_grants::account_id.eq(account),
        mail_grants::tokens.eq(tokens),
        mail_grants::good_until.eq(good_until),
        mail_grants::version.eq(1_i64),
        mail_grants::renewing_until.eq(0_i64),
    );
    let upsert = diesel::insert_into(mail_grants::table).values(row).on_conflict(mail_grants::inbox_id).do_update();
    let upsert = upsert.set((
        mail_grants::tokens.eq(tokens),
        mail_grants::good_until.eq(good_until),
        mail_grants::version.eq(mail_grants::version + 1),
        mail_grants::renewing_until.eq(0_i64),
    ));
    conn.execute(upsert).await?;
    Ok(())
}

/// Takes the renewal of this version until that time; `false`: somebody else has it, or another version is there.
pub async fn lease(
    conn: &mut Conn,
    inbox: InboxId,
    version: i64,
    now: Timestamp,
    until: Timestamp,
) -> Result<bool, StoreError> {
    let free = mail_grants::table
        .filter(mail_grants::inbox_id.eq(inbox).and(mail_grants::version.eq(version)))
        .filter(mail_grants::renewing_until.le(now));
    Ok(conn.execute(diesel::update(free).set(mail_grants::renewing_until.eq(until))).await? > 0)
}

/// Gives the renewal of this version back, to be taken again from then on.
pub async fn release(conn: &mut Conn, inbox: InboxId, version: i64, from: Timestamp) -> Result<(), StoreError> {
    let one = mail_grants::table.filter(mail_grants::inbox_id.eq(inbox).and(mail_grants::version.eq(version)));
    conn.execute(diesel::update(one).set(mail_grants::renewing_until.eq(from))).await?;
    Ok(())
}

/// Puts what was given out instead in the place of this version; `false`: another one is there by now, and stays.
pub async fn renew(
    conn: &mut Conn,
    inbox: InboxId,
    version: i64,
    tokens: &str,
    good_until: Timestamp,
) -> Result<bool, StoreError> {
    let one = mail_grants::table.filter(mail_grants::inbox_id.eq(inbox).and(mail_grants::version.eq(version)));
    let values = (
        mail_grants::tokens.eq(tokens),
        mail_grants::good_until.eq(good_until),
        mail_grants::version.eq(version + 1),
        mail_grants::renewing_until.eq(0_i64),
    );
    Ok(conn.execute(diesel::update(one).set(values)).await? > 0)
}

/// Forgets it. The row stays with its count, so that a renewal that is under way finds another version.
pub async fn forget(conn: &mut Conn, inbox: InboxId) -> Result<(), StoreError> {
    let one = mail_grants::table.filter(mail_grants::inbox_id.eq(inbox));
    let values = (
        mail_grants::tokens.eq(""),
        mail_grants::good_until.eq(0_i64),
        mail_grants::version.eq(mail_grants::version + 1),
        mail_grants::renewing_until.eq(0_i64),
    );
    conn.execute(diesel::update(one).set(values)).await?;
    Ok(())
}
