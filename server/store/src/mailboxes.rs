//! How far mailboxes have been read.

use crate::StoreError;
use crate::db::Conn;
use crate::schema::mailboxes;
use diesel::prelude::*;
use types::{AccountId, InboxId};

/// How far, as JSON of the channel's; `None` when it was never read.
pub async fn find(conn: &mut Conn, inbox: InboxId) -> Result<Option<String>, StoreError> {
    Ok(conn.find(mailboxes::table.filter(mailboxes::inbox_id.eq(inbox)).select(mailboxes::state)).await?)
}

/// Remembers how far.
pub async fn save(conn: &mut Conn, account: AccountId, inbox: InboxId, state: &str) -> Result<(), StoreError> {
    let row = (mailboxes::inbox_id.eq(inbox), mailboxes::account_id.eq(account), mailboxes::state.eq(state));
    let upsert = diesel::insert_into(mailboxes::table)
        .values(row)
        .on_conflict(mailboxes::inbox_id)
        .do_update()
        .set(mailboxes::state.eq(state));
    conn.execute(upsert).await?;
    Ok(())
}
