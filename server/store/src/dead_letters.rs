//! Calls of providers that could not be used. Nothing received is ever dropped: people can look at them and try again.

use crate::StoreError;
use crate::db::Conn;
use crate::schema::dead_letters;
use diesel::prelude::*;
use types::inbox::ChannelKind;
use types::{AccountId, DeadLetterId, InboxId, Timestamp};

/// A call that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLetter {
    /// Which.
    pub id: DeadLetterId,
    /// The inbox it was for.
    pub inbox: Option<InboxId>,
    /// The channel it came by.
    pub channel: ChannelKind,
    /// What was in it.
    pub payload: Vec<u8>,
    /// Why it could not be used.
    pub reason: String,
    /// When it came.
    pub received_at: Timestamp,
    /// When it was tried again with success.
    pub replayed_at: Option<Timestamp>,
}

type Row = (DeadLetterId, Option<InboxId>, ChannelKind, Vec<u8>, String, Timestamp, Option<Timestamp>);

fn letter((id, inbox, channel, payload, reason, received_at, replayed_at): Row) -> DeadLetter {
    DeadLetter { id, inbox, channel, payload, reason, received_at, replayed_at }
}

macro_rules! columns {
    () => {
        (
            dead_letters::id,
            dead_letters::inbox_id,
            dead_letters::channel,
            dead_letters::payload,
            dead_letters::reason,
            dead_letters::received_at,
            dead_letters::replayed_at,
        )
    };
}

/// Keeps a call that could not be used.
pub async fn create(
    conn: &mut Conn,
    account: AccountId,
    inbox: InboxId,
    channel: ChannelKind,
    payload: &[u8],
    reason: &str,
    now: Timestamp,
) -> Result<DeadLetterId, StoreError> {
    let row = (
        dead_letters::account_id.eq(account),
        dead_letters::inbox_id.eq(inbox),
        dead_letters::channel.eq(channel),
        dead_letters::payload.eq(payload),
        dead_letters::reason.eq(reason),
        dead_letters::received_at.eq(now),
    );
    let insert = diesel::insert_into(dead_letters::table).values(row).returning(dead_letters::id);
    Ok(conn.get(insert).await.map(DeadLetterId)?)
}

/// Those of an account, the newest first, older than that one.
pub async fn page(
    conn: &mut Conn,
    account: AccountId,
    before: Option<DeadLetterId>,
    limit: i64,
) -> Result<Vec<DeadLetter>, StoreError> {
    let query = dead_letters::table
        .filter(dead_letters::account_id.eq(account))
        .filter(dead_letters::id.lt(before.map_or(i64::MAX, |before| before.0)))
        .order(dead_letters::id.desc())
        .limit(limit)
        .select(columns!());
    Ok(conn.load::<Row, _>(query).await?.into_iter().map(letter).collect())
}

/// One of them.
pub async fn find(conn: &mut Conn, account: AccountId, id: DeadLetterId) -> Result<Option<DeadLetter>, StoreError> {
    let query = dead_letters::table
        .filter(dead_letters::account_id.eq(account).and(dead_letters::id.eq(id)))
        .select(columns!());
    Ok(conn.find::<Row, _>(query).await?.map(letter))
}

/// It was tried again: with success, or with another reason why not.
pub async fn settle(conn: &mut Conn, id: DeadLetterId, outcome: Result<Timestamp, &str>) -> Result<(), StoreError> {
    let one = dead_letters::table.filter(dead_letters::id.eq(id));
    match outcome {
        Ok(at) => conn.execute(diesel::update(one).set(dead_letters::replayed_at.eq(Some(at)))).await?,
        Err(reason) => conn.execute(diesel::update(one).set(dead_letters::reason.eq(reason))).await?,
    };
    Ok(())
}

/// How many of an inbox wait for somebody.
pub async fn waiting(conn: &mut Conn, account: AccountId, inbox: InboxId) -> Result<i64, StoreError> {
    let query = dead_letters::table
        .filter(dead_letters::account_id.eq(account).and(dead_letters::inbox_id.eq(inbox)))
        .filter(dead_letters::replayed_at.is_null())
        .count();
    Ok(conn.get(query).await?)
}
