//! How many conversations stand where: kept by every change, so that no page ever counts.

use crate::StoreError;
use crate::db::{Conn, Kept};
use crate::schema::tallies;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use types::conversation::{Placement, StatusKind};
use types::{AccountId, GroupId, InboxId, UserId};

/// Counts `conversations` more at that place; written at the close of the transaction.
pub fn add(conn: &mut Conn, account: AccountId, place: Placement, conversations: i64) {
    conn.closing().moves.push((account, place, conversations));
}

pub(crate) async fn write(
    conn: &mut Conn,
    account: AccountId,
    place: &Placement,
    conversations: i64,
) -> Result<(), StoreError> {
    let row = (
        tallies::account_id.eq(account),
        tallies::inbox_id.eq(place.inbox),
        tallies::group_id.eq(place.group.map_or(0, |group| group.0)),
        tallies::assignee_id.eq(place.assignee.map_or(0, |agent| agent.0)),
        tallies::status.eq(place.status),
        tallies::conversations.eq(conversations),
    );
    let upsert = diesel::insert_into(tallies::table)
        .values(row)
        .on_conflict((tallies::account_id, tallies::inbox_id, tallies::group_id, tallies::assignee_id, tallies::status))
        .do_update()
        .set(tallies::conversations.eq(tallies::conversations + conversations));
    conn.execute(Kept(upsert)).await?;
    Ok(())
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    inbox_id: i64,
    #[diesel(sql_type = BigInt)]
    group_id: i64,
    #[diesel(sql_type = BigInt)]
    assignee_id: i64,
    #[diesel(sql_type = Text)]
    status: StatusKind,
    #[diesel(sql_type = BigInt)]
    conversations: i64,
}

impl Row {
    fn place(&self) -> Placement {
        Placement {
            inbox: InboxId(self.inbox_id),
            group: (self.group_id != 0).then_some(GroupId(self.group_id)),
            assignee: (self.assignee_id != 0).then_some(UserId(self.assignee_id)),
            status: self.status,
        }
    }
}

/// The counts with all assignees but `me` taken together under the id −1: a thousand agents stay a few rows.
pub async fn for_reader(conn: &mut Conn, account: AccountId, me: UserId) -> Result<Vec<(Placement, i64)>, StoreError> {
    // Ids are numbers, so they may stand in the text; as bound values GROUP BY could not repeat the expression.
    let query = diesel::sql_query(format!(
        "SELECT inbox_id, group_id, CASE WHEN assignee_id IN (0, {me}) THEN assignee_id ELSE -1 END AS assignee_id, status, \
         CAST(SUM(conversations) AS BIGINT) AS conversations FROM tallies WHERE account_id = {account} GROUP BY 1, 2, 3, 4"
    ));
    let rows = conn.load::<Row, _>(query).await?;
    Ok(rows.into_iter().map(|row| (row.place(), row.conversations)).collect())
}

/// Every count that is not zero.
pub async fn all(conn: &mut Conn, account: AccountId) -> Result<Vec<(Placement, i64)>, StoreError> {
    let query = diesel::sql_query(format!(
        "SELECT inbox_id, group_id, assignee_id, status, conversations FROM tallies \
         WHERE account_id = {account} AND conversations <> 0"
    ));
    let rows = conn.load::<Row, _>(query).await?;
    Ok(rows.into_iter().map(|row| (row.place(), row.conversations)).collect())
}

/// The same numbers, counted from the conversations: what `all` must say.
pub async fn recounted(conn: &mut Conn, account: AccountId) -> Result<Vec<(Placement, i64)>, StoreError> {
    let query = diesel::sql_query(format!(
        "SELECT inbox_id, COALESCE(group_id, 0) AS group_id, COALESCE(assignee_id, 0) AS assignee_id, status, \
         COUNT(*) AS conversations FROM conversations WHERE account_id = {account} GROUP BY 1, 2, 3, 4"
    ));
    let rows = conn.load::<Row, _>(query).await?;
    Ok(rows.into_iter().map(|row| (row.place(), row.conversations)).collect())
}
