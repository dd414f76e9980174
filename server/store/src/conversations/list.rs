//! Lists of conversations: keyset paging over an index for every order and filter.

use super::row::{ConversationRow, with_labels};
use crate::StoreError;
use crate::db::{Columns as _, Conn, on};
use crate::schema::{contacts, conversation_labels, conversations};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable};
use diesel_async::RunQueryDsl;
use types::conversation::{StatusKind, Summary};
use types::view::{After, AssigneeFilter, ListQuery, Scope, Sort, StatusFilter, View};
use types::{AccountId, ContactId, ConversationId, GroupId, Timestamp};

/// The rows of a list that follow that place, at most `limit`.
pub async fn list(
    conn: &mut Conn,
    account: AccountId,
    scope: &Scope,
    wanted: &ListQuery,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<Summary>, StoreError> {
    let me = scope.me;
    let rows: Vec<ConversationRow> = on!(conn, {
        let mut query = conversations::table
            .inner_join(contacts::table)
            .filter(conversations::account_id.eq(account))
            .limit(limit)
            .select(ConversationRow::columns())
            .into_boxed::<Db>();
        if !scope.everything {
            let mine = conversations::assignee_id.assume_not_null().eq(me);
            let ours = conversations::group_id.is_null().or(conversations::group_id
                .is_not_null()
                .and(conversations::group_id.assume_not_null().eq_any(scope.groups.clone())));
            query = query.filter(mine.or(ours));
        }
        query = match wanted.view {
            View::Mine => query.filter(conversations::assignee_id.eq(me)),
            View::Unassigned => query.filter(conversations::assignee_id.is_null()),
            View::All => query,
            View::Group(group) => query.filter(conversations::group_id.eq(group)),
            View::Inbox(inbox) => query.filter(conversations::inbox_id.eq(inbox)),
        };
        if let StatusFilter::Only(status) = wanted.status {
            query = query.filter(conversations::status.eq(status));
        }
        if let Some(inbox) = wanted.inbox {
            query = query.filter(conversations::inbox_id.eq(inbox));
        }
        if let Some(group) = wanted.group {
            query = query.filter(conversations::group_id.eq(group));
        }
        query = match wanted.assignee {
            None => query,
            Some(AssigneeFilter::Nobody) => query.filter(conversations::assignee_id.is_null()),
            Some(AssigneeFilter::Agent(agent)) => query.filter(conversations::assignee_id.eq(agent)),
        };
        if let Some(label) = wanted.label {
            query = query.filter(diesel::dsl::exists(conversation_labels::table.filter(
                conversation_labels::conversation_id.eq(conversations::id).and(conversation_labels::label_id.eq(label)),
            )));
        }
        // The bound on the first column alone lets the index jump there; the rest breaks ties.
        query = match wanted.sort {
            Sort::Newest => query.order((conversations::last_activity_at.desc(), conversations::id.desc())),
            Sort::Oldest => query.order((conversations::last_activity_at.asc(), conversations::id.asc())),
            Sort::Waiting => query.order((conversations::waiting_since.asc(), conversations::id.asc())),
        };
        if let Some(After { by, id }) = after {
            query = match wanted.sort {
                Sort::Newest => {
                    let (at, id) = (Timestamp(by.saturating_neg()), ConversationId(id.0.saturating_neg()));
                    query
                        .filter(conversations::last_activity_at.le(at))
                        .filter(conversations::last_activity_at.lt(at).or(conversations::id.lt(id)))
                }
                Sort::Oldest => {
                    let at = Timestamp(by);
                    query
                        .filter(conversations::last_activity_at.ge(at))
                        .filter(conversations::last_activity_at.gt(at).or(conversations::id.gt(id)))
                }
                Sort::Waiting => {
                    let at = Timestamp(by);
                    query
                        .filter(conversations::waiting_since.ge(at))
                        .filter(conversations::waiting_since.gt(at).or(conversations::id.gt(id)))
                }
            };
        }
        RunQueryDsl::load(query, &mut **conn).await
    })?;
    Ok(with_labels(conn, rows).await?.into_iter().map(|conversation| conversation.summary).collect())
}

/// Those of the named conversations that exist, in no order.
pub async fn by_ids(conn: &mut Conn, account: AccountId, ids: &[ConversationId]) -> Result<Vec<Summary>, StoreError> {
    let query = conversations::table
        .inner_join(contacts::table)
        .filter(conversations::account_id.eq(account).and(conversations::id.eq_any(ids.to_vec())))
        .select(ConversationRow::columns());
    let rows = conn.load::<ConversationRow, _>(query).await?;
    Ok(with_labels(conn, rows).await?.into_iter().map(|conversation| conversation.summary).collect())
}

/// A contact's conversations, newest first.
pub async fn of_contact(
    conn: &mut Conn,
    account: AccountId,
    contact: ContactId,
    limit: i64,
) -> Result<Vec<Summary>, StoreError> {
    let query = conversations::table
        .inner_join(contacts::table)
        .filter(conversations::account_id.eq(account).and(conversations::contact_id.eq(contact)))
        .order(conversations::id.desc())
        .limit(limit)
        .select(ConversationRow::columns());
    let rows = conn.load::<ConversationRow, _>(query).await?;
    Ok(with_labels(conn, rows).await?.into_iter().map(|conversation| conversation.summary).collect())
}

/// A group's conversations of any status, at most `limit`.
pub async fn of_group(
    conn: &mut Conn,
    account: AccountId,
    group: GroupId,
    limit: i64,
) -> Result<Vec<ConversationId>, StoreError> {
    let query = conversations::table
        .filter(conversations::account_id.eq(account).and(conversations::group_id.eq(group)))
        .order(conversations::id)
        .limit(limit)
        .select(conversations::id);
    Ok(conn.load(query).await?)
}

/// Open conversations in which the customer waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many.
    pub waiting: i64,
    /// Since when the one who waits longest has waited.
    pub oldest: Option<Timestamp>,
}

/// How many customers wait, and since when.
pub async fn standing(conn: &mut Conn, account: AccountId) -> Result<Standing, StoreError> {
    let waiting = conversations::table
        .filter(conversations::account_id.eq(account))
        .filter(conversations::status.eq(StatusKind::Open))
        .filter(conversations::waiting_since.lt(Timestamp::NEVER));
    let columns = (sql::<BigInt>("COUNT(*)"), sql::<Nullable<BigInt>>("MIN(waiting_since)"));
    let (waiting, oldest) = conn.get::<(i64, Option<i64>), _>(waiting.select(columns)).await?;
    Ok(Standing { waiting, oldest: oldest.map(Timestamp) })
}

/// The same for each group that has any.
pub async fn waiting_by_group(conn: &mut Conn, account: AccountId) -> Result<Vec<(GroupId, Standing)>, StoreError> {
    let query = conversations::table
        .filter(conversations::account_id.eq(account))
        .filter(conversations::status.eq(StatusKind::Open))
        .filter(conversations::waiting_since.lt(Timestamp::NEVER))
        .filter(conversations::group_id.is_not_null())
        .group_by(conversations::group_id)
        .select((
            conversations::group_id.assume_not_null(),
            sql::<BigInt>("COUNT(*)"),
            sql::<BigInt>("MIN(waiting_since)"),
        ));
    let rows = conn.load::<(GroupId, i64, i64), _>(query).await?;
    Ok(rows
        .into_iter()
        .map(|(group, waiting, oldest)| (group, Standing { waiting, oldest: Some(Timestamp(oldest)) }))
        .collect())
}
