//! Configured channels.

use crate::StoreError;
use crate::db::Conn;
use crate::schema::inboxes;
use diesel::prelude::*;
use types::inbox::{ChannelKind, Inbox};
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
}

type Row = (InboxId, AccountId, String, ChannelKind, String, String);

fn configured((id, account, name, channel, key, settings): Row) -> Configured {
    Configured { account, inbox: Inbox { id, name, channel }, key, settings }
}

macro_rules! columns {
    () => {
        (inboxes::id, inboxes::account_id, inboxes::name, inboxes::channel, inboxes::key, inboxes::settings)
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
        inboxes::created_at.eq(now),
    );
    Ok(conn.get(diesel::insert_into(inboxes::table).values(row).returning(inboxes::id)).await.map(InboxId)?)
}
