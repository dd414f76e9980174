//! News about inboxes for their administrators: token expired, template refused, quality fallen.

use crate::StoreError;
use crate::db::Conn;
use crate::schema::{inboxes, notices};
use diesel::prelude::*;
use types::inbox::{Notice, Severity};
use types::{AccountId, InboxId, NoticeId, Timestamp};

/// Adds one.
pub async fn create(
    conn: &mut Conn,
    account: AccountId,
    inbox: InboxId,
    severity: Severity,
    sentence: &str,
    details: &str,
    now: Timestamp,
) -> Result<NoticeId, StoreError> {
    let row = (
        notices::account_id.eq(account),
        notices::inbox_id.eq(inbox),
        notices::at.eq(now),
        notices::severity.eq(severity),
        notices::sentence.eq(sentence),
        notices::details.eq(details),
    );
    Ok(conn.get(diesel::insert_into(notices::table).values(row).returning(notices::id)).await.map(NoticeId)?)
}

type Row = (NoticeId, Timestamp, Severity, String, String, Option<Timestamp>);

fn notice((id, at, severity, sentence, details, settled_at): Row) -> Notice {
    Notice { id, at, severity, sentence, details, settled: settled_at.is_some() }
}

macro_rules! columns {
    () => {
        (notices::id, notices::at, notices::severity, notices::sentence, notices::details, notices::settled_at)
    };
}

/// The newest of an inbox, newest first.
pub async fn latest(
    conn: &mut Conn,
    account: AccountId,
    inbox: InboxId,
    limit: i64,
) -> Result<Vec<Notice>, StoreError> {
    let query = notices::table
        .filter(notices::account_id.eq(account).and(notices::inbox_id.eq(inbox)))
        .order(notices::id.desc())
        .limit(limit)
        .select(columns!());
    Ok(conn.load::<Row, _>(query).await?.into_iter().map(notice).collect())
}

/// An open one that says the same.
pub async fn find_open(
    conn: &mut Conn,
    account: AccountId,
    inbox: InboxId,
    sentence: &str,
) -> Result<Option<NoticeId>, StoreError> {
    let query = notices::table
        .filter(notices::account_id.eq(account).and(notices::inbox_id.eq(inbox)))
        .filter(notices::settled_at.is_null().and(notices::sentence.eq(sentence)))
        .limit(1)
        .select(notices::id);
    Ok(conn.find(query).await?)
}

/// The open ones of an inbox that say that something does not get through.
pub async fn open_alarms(
    conn: &mut Conn,
    account: AccountId,
    inbox: InboxId,
) -> Result<Vec<(NoticeId, String)>, StoreError> {
    let query = notices::table
        .filter(notices::account_id.eq(account).and(notices::inbox_id.eq(inbox)))
        .filter(notices::settled_at.is_null().and(notices::severity.eq(Severity::Bad)))
        .select((notices::id, notices::sentence));
    Ok(conn.load(query).await?)
}

/// An open one of an account that says that messages do not get through, of an inbox that is still there.
pub async fn find_alarm(conn: &mut Conn, account: AccountId) -> Result<Option<NoticeId>, StoreError> {
    let query = notices::table
        .inner_join(inboxes::table.on(inboxes::id.eq(notices::inbox_id)))
        .filter(inboxes::account_id.eq(account).and(inboxes::removed_at.is_null()))
        .filter(notices::settled_at.is_null().and(notices::severity.eq(Severity::Bad)))
        .limit(1)
        .select(notices::id);
    Ok(conn.find(query).await?)
}

/// Somebody has dealt with it: the inbox it was about; `None` when it is not there or was settled before.
pub async fn settle(
    conn: &mut Conn,
    account: AccountId,
    id: NoticeId,
    now: Timestamp,
) -> Result<Option<InboxId>, StoreError> {
    let one = notices::table
        .filter(notices::account_id.eq(account).and(notices::id.eq(id)))
        .filter(notices::settled_at.is_null());
    let update = diesel::update(one).set(notices::settled_at.eq(Some(now))).returning(notices::inbox_id);
    Ok(conn.find(update).await?)
}

/// Those that say that nothing gets through are over by themselves: everything works again. Whether there was any.
pub async fn settle_all(
    conn: &mut Conn,
    account: AccountId,
    inbox: InboxId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let open = notices::table
        .filter(notices::account_id.eq(account).and(notices::inbox_id.eq(inbox)))
        .filter(notices::settled_at.is_null().and(notices::severity.eq(Severity::Bad)));
    Ok(conn.execute(diesel::update(open).set(notices::settled_at.eq(Some(now)))).await? > 0)
}
