//! Files of incoming messages that are still at the provider.

use super::{Row, stored};
use crate::StoreError;
use crate::db::Conn;
use crate::schema::attachments;
use diesel::prelude::*;
use types::message::Attachment;
use types::{AccountId, AttachmentId, ConversationId, InboxId, MessageId, Timestamp};

/// A file to be fetched.
#[derive(Clone, Copy, Debug)]
pub struct NewPending<'a> {
    /// The inbox it came in by.
    pub inbox: InboxId,
    /// Its message's conversation.
    pub conversation: ConversationId,
    /// Its message.
    pub message: MessageId,
    /// Its unguessable name here.
    pub key: &'a str,
    /// What the sender calls it.
    pub name: &'a str,
    /// The media type the sender claims.
    pub media_type: &'a str,
    /// JSON: where its bytes are.
    pub source: &'a str,
}

/// A file that is being fetched.
#[derive(Clone, Debug)]
pub struct Pending {
    /// Which.
    pub id: AttachmentId,
    /// Whose.
    pub account: AccountId,
    /// The inbox it came in by.
    pub inbox: InboxId,
    /// Its message.
    pub message: MessageId,
    /// Its unguessable name here.
    pub key: String,
    /// What the sender calls it.
    pub name: String,
    /// The media type the sender claims.
    pub media_type: String,
    /// JSON: where its bytes are.
    pub source: String,
    /// How often it was tried before.
    pub attempts: i64,
}

/// Notes a file that is still at the provider; it is due at once.
pub async fn create_pending(
    conn: &mut Conn,
    account: AccountId,
    file: NewPending<'_>,
    now: Timestamp,
) -> Result<Attachment, StoreError> {
    let row = (
        attachments::account_id.eq(account),
        attachments::inbox_id.eq(file.inbox),
        attachments::conversation_id.eq(file.conversation),
        attachments::message_id.eq(file.message),
        attachments::key.eq(file.key),
        attachments::name.eq(file.name),
        attachments::media_type.eq(file.media_type),
        attachments::bytes.eq(0_i64),
        attachments::sha256.eq(""),
        attachments::state.eq("pending"),
        attachments::source.eq(file.source),
        attachments::due_at.eq(now),
        attachments::leased_until.eq(0_i64),
        attachments::attempts.eq(0_i64),
        attachments::created_at.eq(now),
    );
    let insert = diesel::insert_into(attachments::table).values(row).returning(super::columns!());
    Ok(stored(conn.get::<Row, _>(insert).await?).attachment)
}

type PendingRow = (AttachmentId, AccountId, InboxId, Option<MessageId>, String, String, String, Option<String>, i64);

/// Files that are to be fetched and that nobody has.
pub async fn due(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<AttachmentId>, StoreError> {
    let query = attachments::table
        .filter(attachments::state.eq("pending").and(attachments::due_at.le(now)))
        .filter(attachments::leased_until.lt(now))
        .order(attachments::due_at)
        .limit(limit)
        .select(attachments::id);
    Ok(conn.load(query).await?)
}

/// Takes those of these files that are still free, until that time.
pub async fn claim(
    conn: &mut Conn,
    ids: Vec<AttachmentId>,
    now: Timestamp,
    until: Timestamp,
) -> Result<Vec<Pending>, StoreError> {
    // Compare and set: another node may have been faster.
    let free = attachments::table
        .filter(attachments::id.eq_any(ids))
        .filter(attachments::state.eq("pending").and(attachments::leased_until.lt(now)));
    let update = diesel::update(free)
        .set((attachments::leased_until.eq(until), attachments::attempts.eq(attachments::attempts + 1)))
        .returning((
            attachments::id,
            attachments::account_id,
            attachments::inbox_id,
            attachments::message_id,
            attachments::key,
            attachments::name,
            attachments::media_type,
            attachments::source,
            attachments::attempts,
        ));
    let rows = conn.load::<PendingRow, _>(update).await?;
    let pending = |(id, account, inbox, message, key, name, media_type, source, attempts): PendingRow| {
        let (message, source) = (message?, source?);
        Some(Pending { id, account, inbox, message, key, name, media_type, source, attempts })
    };
    Ok(rows.into_iter().filter_map(pending).collect())
}

/// Its bytes are here now.
pub async fn ready(
    conn: &mut Conn,
    id: AttachmentId,
    name: &str,
    media_type: &str,
    bytes: i64,
    sha256: &str,
) -> Result<(), StoreError> {
    let one = attachments::table.filter(attachments::id.eq(id).and(attachments::state.eq("pending")));
    let none: Option<String> = None;
    let values = (
        attachments::name.eq(name),
        attachments::media_type.eq(media_type),
        attachments::bytes.eq(bytes),
        attachments::sha256.eq(sha256),
        attachments::state.eq("ready"),
        attachments::source.eq(none),
    );
    conn.execute(diesel::update(one).set(values)).await?;
    Ok(())
}

/// It is to be tried again then.
pub async fn postpone(conn: &mut Conn, id: AttachmentId, due: Timestamp) -> Result<(), StoreError> {
    let one = attachments::table.filter(attachments::id.eq(id));
    let values = (attachments::due_at.eq(due), attachments::leased_until.eq(0_i64));
    conn.execute(diesel::update(one).set(values)).await?;
    Ok(())
}

/// It cannot be fetched.
pub async fn fail(conn: &mut Conn, id: AttachmentId, reason: &str) -> Result<(), StoreError> {
    let one = attachments::table.filter(attachments::id.eq(id));
    let none: Option<String> = None;
    let values = (attachments::state.eq("failed"), attachments::failure.eq(Some(reason)), attachments::source.eq(none));
    conn.execute(diesel::update(one).set(values)).await?;
    Ok(())
}

/// Forgets the files of a message that was taken back. Returns the keys of their bytes.
pub async fn forget_of(conn: &mut Conn, message: MessageId) -> Result<Vec<String>, StoreError> {
    let all = attachments::table.filter(attachments::message_id.eq(message));
    Ok(conn.load(diesel::delete(all).returning(attachments::key)).await?)
}
