//! Configured channels.

use crate::StoreError;
use crate::db::Conn;
use crate::schema::inboxes;
use diesel::prelude::*;
use types::inbox::{ChannelKind, Inbox, InboxState};
use types::{AccountId, InboxId, Timestamp};

/// An inbox with its settings.
#[derive(Clone, Debug)]
pub struct Configured {
    /// Whose.
    pub account: AccountId,
    /// Which.
    pub inbox: Inbox,
    /// Its public name on foreign pages.
    pub key: String,
    /// JSON; the channel knows its shape.
    pub settings: String,
    /// Encrypted JSON; empty when there is none.
    pub secrets: String,
    /// The account's id at the provider; empty when there is none.
    pub route: String,
    /// Since when nothing is sent or read until somebody has signed in at the mail provider.
    pub held: Option<Timestamp>,
}

/// An inbox to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewInbox<'a> {
    /// What people call it.
    pub name: &'a str,
    /// How it talks with customers.
    pub channel: ChannelKind,
    /// Its public name on foreign pages.
    pub key: &'a str,
    /// JSON; the channel knows its shape.
    pub settings: &'a str,
    /// Encrypted JSON; empty when there is none.
    pub secrets: &'a str,
    /// The account's id at the provider; empty when there is none.
    pub route: &'a str,
}

type Row = (
    InboxId,
    AccountId,
    String,
    ChannelKind,
    String,
    String,
    String,
    String,
    Option<Timestamp>,
    Option<Timestamp>,
    Option<Timestamp>,
);

fn configured((id, account, name, channel, key, settings, secrets, route, paused, removed, held): Row) -> Configured {
    let state = match (removed, paused) {
        (Some(_), _) => InboxState::Removed,
        (None, Some(_)) => InboxState::Paused,
        (None, None) => InboxState::Active,
    };
    Configured { account, inbox: Inbox { id, name, channel, state }, key, settings, secrets, route, held }
}

macro_rules! columns {
    () => {
        (
            inboxes::id,
            inboxes::account_id,
            inboxes::name,
            inboxes::channel,
            inboxes::key,
            inboxes::settings,
            inboxes::secrets,
            inboxes::route,
            inboxes::paused_at,
            inboxes::removed_at,
            inboxes::held_at,
        )
    };
}

/// All inboxes, by id.
pub async fn all(conn: &mut Conn, account: AccountId) -> Result<Vec<Inbox>, StoreError> {
    let query = inboxes::table.filter(inboxes::account_id.eq(account)).order(inboxes::id).select(columns!());
    Ok(conn.load::<Row, _>(query).await?.into_iter().map(|row| configured(row).inbox).collect())
}

/// Those of one channel with their settings, by id.
pub async fn of_channel(
    conn: &mut Conn,
    account: AccountId,
    channel: ChannelKind,
) -> Result<Vec<Configured>, StoreError> {
    let query = inboxes::table
        .filter(inboxes::account_id.eq(account).and(inboxes::channel.eq(channel)))
        .order(inboxes::id)
        .select(columns!());
    Ok(conn.load::<Row, _>(query).await?.into_iter().map(configured).collect())
}

/// By its public name.
pub async fn find_by_key(conn: &mut Conn, key: &str) -> Result<Option<Configured>, StoreError> {
    let query = inboxes::table.filter(inboxes::key.eq(key)).select(columns!());
    Ok(conn.find::<Row, _>(query).await?.map(configured))
}

/// By id.
pub async fn find(conn: &mut Conn, account: AccountId, id: InboxId) -> Result<Option<Configured>, StoreError> {
    let query = inboxes::table.filter(inboxes::account_id.eq(account).and(inboxes::id.eq(id))).select(columns!());
    Ok(conn.find::<Row, _>(query).await?.map(configured))
}

/// Adds an inbox.
pub async fn create(
    conn: &mut Conn,
    account: AccountId,
    inbox: NewInbox<'_>,
    now: Timestamp,
) -> Result<InboxId, StoreError> {
    let row = (
        inboxes::account_id.eq(account),
        inboxes::name.eq(inbox.name),
        inboxes::channel.eq(inbox.channel),
        inboxes::key.eq(inbox.key),
        inboxes::settings.eq(inbox.settings),
        inboxes::secrets.eq(inbox.secrets),
        inboxes::route.eq(inbox.route),
        inboxes::created_at.eq(now),
    );
    Ok(conn.get(diesel::insert_into(inboxes::table).values(row).returning(inboxes::id)).await.map(InboxId)?)
}

/// All of an account with their settings, by id, those removed too.
pub async fn configured_of(conn: &mut Conn, account: AccountId) -> Result<Vec<Configured>, StoreError> {
    let query = inboxes::table.filter(inboxes::account_id.eq(account)).order(inboxes::id).select(columns!());
    Ok(conn.load::<Row, _>(query).await?.into_iter().map(configured).collect())
}

/// Those of any account that this id at the provider may belong to, by id, without those removed.
pub async fn find_by_route(conn: &mut Conn, channel: ChannelKind, route: &str) -> Result<Vec<Configured>, StoreError> {
    let query = inboxes::table
        .filter(inboxes::channel.eq(channel).and(inboxes::route.eq(route)))
        .filter(inboxes::removed_at.is_null())
        .order(inboxes::id)
        .select(columns!());
    Ok(conn.load::<Row, _>(query).await?.into_iter().map(configured).collect())
}

/// Those of any account on this channel that work, by id.
pub async fn working(conn: &mut Conn, channel: ChannelKind) -> Result<Vec<Configured>, StoreError> {
    let query = inboxes::table
        .filter(inboxes::channel.eq(channel))
        .filter(inboxes::removed_at.is_null().and(inboxes::paused_at.is_null()))
        .order(inboxes::id)
        .select(columns!());
    Ok(conn.load::<Row, _>(query).await?.into_iter().map(configured).collect())
}

/// Saves name, settings and route.
pub async fn save(conn: &mut Conn, account: AccountId, id: InboxId, inbox: NewInbox<'_>) -> Result<(), StoreError> {
    let one = inboxes::table.filter(inboxes::account_id.eq(account).and(inboxes::id.eq(id)));
    let values = (
        inboxes::name.eq(inbox.name),
        inboxes::settings.eq(inbox.settings),
        inboxes::secrets.eq(inbox.secrets),
        inboxes::route.eq(inbox.route),
    );
    conn.execute(diesel::update(one).set(values)).await?;
    Ok(())
}

/// Saves since when it waits for somebody to sign in at the mail provider; `None`: it does not.
pub async fn set_held(
    conn: &mut Conn,
    account: AccountId,
    id: InboxId,
    since: Option<Timestamp>,
) -> Result<(), StoreError> {
    let one = inboxes::table.filter(inboxes::account_id.eq(account).and(inboxes::id.eq(id)));
    conn.execute(diesel::update(one).set(inboxes::held_at.eq(since))).await?;
    Ok(())
}

/// Keeps others from changing it until the transaction ends.
pub async fn lock(conn: &mut Conn, id: InboxId) -> Result<(), StoreError> {
    conn.lock("inboxes", id.0).await
}

/// Saves whether it works. A removed inbox forgets its secrets and its route.
pub async fn set_state(
    conn: &mut Conn,
    account: AccountId,
    id: InboxId,
    state: InboxState,
    now: Timestamp,
) -> Result<(), StoreError> {
    let one = inboxes::table.filter(inboxes::account_id.eq(account).and(inboxes::id.eq(id)));
    let paused = (state == InboxState::Paused).then_some(now);
    conn.execute(diesel::update(one).set(inboxes::paused_at.eq(paused))).await?;
    if state == InboxState::Removed {
        let gone = (inboxes::removed_at.eq(Some(now)), inboxes::secrets.eq(""), inboxes::route.eq(""));
        conn.execute(diesel::update(one).set(gone)).await?;
    }
    Ok(())
}
