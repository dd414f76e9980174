//! Teams of agents and who belongs to them.

use crate::StoreError;
use crate::db::{Conn, Rows};
use crate::schema::{group_members, groups};
use diesel::prelude::*;
use types::group::Group;
use types::{AccountId, GroupId, Timestamp, UserId};

#[derive(Insertable)]
#[diesel(table_name = group_members, treat_none_as_default_value = false)]
struct NewMember {
    account_id: AccountId,
    group_id: GroupId,
    user_id: UserId,
}

/// All groups with their members, by id.
pub async fn all(conn: &mut Conn, account: AccountId) -> Result<Vec<Group>, StoreError> {
    let query =
        groups::table.filter(groups::account_id.eq(account)).order(groups::id).select((groups::id, groups::name));
    let mut all: Vec<Group> = conn
        .load::<(GroupId, String), _>(query)
        .await?
        .into_iter()
        .map(|(id, name)| Group { id, name, members: Vec::new() })
        .collect();
    let query = group_members::table
        .filter(group_members::account_id.eq(account))
        .order((group_members::group_id, group_members::user_id))
        .select((group_members::group_id, group_members::user_id));
    for (group, user) in conn.load::<(GroupId, UserId), _>(query).await? {
        if let Ok(place) = all.binary_search_by_key(&group, |group| group.id) {
            all[place].members.push(user);
        }
    }
    Ok(all)
}

/// One group with its members.
pub async fn find(conn: &mut Conn, account: AccountId, group: GroupId) -> Result<Option<Group>, StoreError> {
    let query = groups::table.filter(groups::account_id.eq(account).and(groups::id.eq(group))).select(groups::name);
    let Some(name) = conn.find::<String, _>(query).await? else { return Ok(None) };
    let query = group_members::table
        .filter(group_members::group_id.eq(group))
        .order(group_members::user_id)
        .select(group_members::user_id);
    Ok(Some(Group { id: group, name, members: conn.load(query).await? }))
}

/// The groups somebody belongs to, ascending.
pub async fn of_member(conn: &mut Conn, account: AccountId, user: UserId) -> Result<Vec<GroupId>, StoreError> {
    let query = group_members::table
        .filter(group_members::account_id.eq(account).and(group_members::user_id.eq(user)))
        .order(group_members::group_id)
        .select(group_members::group_id);
    Ok(conn.load(query).await?)
}

/// Founds a group. `Taken` when the name is in use.
pub async fn create(conn: &mut Conn, account: AccountId, name: &str, now: Timestamp) -> Result<GroupId, StoreError> {
    let row = (groups::account_id.eq(account), groups::name.eq(name), groups::created_at.eq(now));
    Ok(conn.get(diesel::insert_into(groups::table).values(row).returning(groups::id)).await.map(GroupId)?)
}

/// Gives a group another name. `Taken` when the name is in use.
pub async fn rename(conn: &mut Conn, account: AccountId, group: GroupId, name: &str) -> Result<(), StoreError> {
    let one = groups::table.filter(groups::account_id.eq(account).and(groups::id.eq(group)));
    conn.execute(diesel::update(one).set(groups::name.eq(name))).await?;
    Ok(())
}

/// Replaces the members of a group.
pub async fn set_members(
    conn: &mut Conn,
    account: AccountId,
    group: GroupId,
    members: &[UserId],
) -> Result<(), StoreError> {
    conn.execute(diesel::delete(group_members::table.filter(group_members::group_id.eq(group)))).await?;
    let rows: Vec<_> =
        members.iter().map(|user| NewMember { account_id: account, group_id: group, user_id: *user }).collect();
    if !rows.is_empty() {
        conn.execute(diesel::insert_into(group_members::table).values(Rows(rows))).await?;
    }
    Ok(())
}

/// Removes a group that has no conversations left.
pub async fn delete(conn: &mut Conn, account: AccountId, group: GroupId) -> Result<(), StoreError> {
    conn.execute(diesel::delete(group_members::table.filter(group_members::group_id.eq(group)))).await?;
    let one = groups::table.filter(groups::account_id.eq(account).and(groups::id.eq(group)));
    conn.execute(diesel::delete(one)).await?;
    Ok(())
}
