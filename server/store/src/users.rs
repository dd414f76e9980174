//! People who sign in, and the businesses they work for.

use crate::StoreError;
use crate::db::Conn;
use crate::schema::{memberships, users};
use diesel::prelude::*;
use types::agent::{Agent, Role};
use types::{AccountId, Timestamp, UserId};

/// What sign-in needs to know.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Who.
    pub id: UserId,
    /// Argon2id, PHC string.
    pub password_hash: String,
    /// May sign in.
    pub active: bool,
}

/// A person to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewUser<'a> {
    /// Lower case.
    pub email: &'a str,
    /// Full name.
    pub name: &'a str,
    /// Argon2id, PHC string.
    pub password_hash: &'a str,
}

/// By sign-in address, in lower case.
pub async fn find_credentials(conn: &mut Conn, email: &str) -> Result<Option<Credentials>, StoreError> {
    let query = users::table.filter(users::email.eq(email)).select((users::id, users::password_hash, users::active));
    let row = conn.find::<(UserId, String, bool), _>(query).await?;
    Ok(row.map(|(id, password_hash, active)| Credentials { id, password_hash, active }))
}

/// Their sign-in address.
pub async fn email(conn: &mut Conn, user: UserId) -> Result<Option<String>, StoreError> {
    Ok(conn.find(users::table.filter(users::id.eq(user)).select(users::email)).await?)
}

/// Adds a person. `Taken` when the address is known.
pub async fn create(conn: &mut Conn, user: NewUser<'_>, now: Timestamp) -> Result<UserId, StoreError> {
    let row = (
        users::email.eq(user.email),
        users::name.eq(user.name),
        users::password_hash.eq(user.password_hash),
        users::active.eq(true),
        users::created_at.eq(now),
    );
    Ok(conn.get(diesel::insert_into(users::table).values(row).returning(users::id)).await.map(UserId)?)
}

/// Makes somebody a member of a business.
pub async fn join(
    conn: &mut Conn,
    account: AccountId,
    user: UserId,
    role: Role,
    now: Timestamp,
) -> Result<(), StoreError> {
    let row = (
        memberships::account_id.eq(account),
        memberships::user_id.eq(user),
        memberships::role.eq(role),
        memberships::created_at.eq(now),
    );
    conn.execute(diesel::insert_into(memberships::table).values(row)).await?;
    Ok(())
}

/// The business somebody works for; the first they joined when there are several.
pub async fn first_account(conn: &mut Conn, user: UserId) -> Result<Option<AccountId>, StoreError> {
    let query = memberships::table
        .filter(memberships::user_id.eq(user))
        .order((memberships::created_at, memberships::account_id))
        .select(memberships::account_id)
        .limit(1);
    Ok(conn.find(query).await?)
}

type AgentRow = (UserId, String, Role, bool);

fn agent((id, name, role, active): AgentRow) -> Agent {
    Agent { id, name, role, active }
}

/// A colleague.
pub async fn find_agent(conn: &mut Conn, account: AccountId, user: UserId) -> Result<Option<Agent>, StoreError> {
    let query = memberships::table
        .inner_join(users::table)
        .filter(memberships::account_id.eq(account).and(memberships::user_id.eq(user)))
        .select((users::id, users::name, memberships::role, users::active));
    Ok(conn.find::<AgentRow, _>(query).await?.map(agent))
}

/// All colleagues, also those who have left, by id.
pub async fn agents(conn: &mut Conn, account: AccountId) -> Result<Vec<Agent>, StoreError> {
    let query = memberships::table
        .inner_join(users::table)
        .filter(memberships::account_id.eq(account))
        .order(users::id)
        .select((users::id, users::name, memberships::role, users::active));
    Ok(conn.load::<AgentRow, _>(query).await?.into_iter().map(agent).collect())
}
