//! News about messages that are not known yet. They are applied when the message becomes known.

use crate::StoreError;
use crate::db::Conn;
use crate::schema::pending_effects;
use diesel::prelude::*;
use types::{AccountId, InboxId, Timestamp};

/// Keeps news for later.
pub async fn park(
    conn: &mut Conn,
    account: AccountId,
    inbox: InboxId,
    external_id: &str,
    effect: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let row = (
        pending_effects::account_id.eq(account),
        pending_effects::inbox_id.eq(inbox),
        pending_effects::external_id.eq(external_id),
        pending_effects::effect.eq(effect),
        pending_effects::received_at.eq(now),
    );
    conn.execute(diesel::insert_into(pending_effects::table).values(row)).await?;
    Ok(())
}

/// Takes out all news about these names, in the order of arrival.
pub async fn take(conn: &mut Conn, inbox: InboxId, names: &[String]) -> Result<Vec<String>, StoreError> {
    // Read first: nearly always there is nothing, and a read waits for nobody.
    let mut found = Vec::new();
    for name in names {
        let theirs = pending_effects::table
            .filter(pending_effects::inbox_id.eq(inbox).and(pending_effects::external_id.eq(name)))
            .select((pending_effects::id, pending_effects::effect));
        found.extend(conn.load::<(i64, String), _>(theirs).await?);
    }
    if found.is_empty() {
        return Ok(Vec::new());
    }
    found.sort_unstable_by_key(|(id, _)| *id);
    let ids: Vec<i64> = found.iter().map(|(id, _)| *id).collect();
    conn.execute(diesel::delete(pending_effects::table.filter(pending_effects::id.eq_any(ids)))).await?;
    Ok(found.into_iter().map(|(_, effect)| effect).collect())
}

/// Forgets what nobody asked for since that time.
pub async fn prune(conn: &mut Conn, before: Timestamp) -> Result<usize, StoreError> {
    let old = pending_effects::table.filter(pending_effects::received_at.lt(before));
    Ok(conn.execute(diesel::delete(old)).await?)
}
