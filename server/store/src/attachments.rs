//! What is known of stored files. The bytes lie in the blob store.

use crate::StoreError;
use crate::db::Conn;
use crate::schema::attachments;
use diesel::prelude::*;
use types::message::{Attachment, FileState};
use types::{AccountId, AddressId, AttachmentId, ConversationId, InboxId, MessageId, Timestamp};

/// Whose an upload is until a message takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uploader {
    /// An agent's, for this conversation.
    Agent(ConversationId),
    /// A customer's.
    Customer(AddressId),
}

/// A file to be noted.
#[derive(Clone, Copy, Debug)]
pub struct NewAttachment<'a> {
    /// The inbox it belongs to.
    pub inbox: InboxId,
    /// Whose upload it is.
    pub uploader: Uploader,
    /// Its unguessable name.
    pub key: &'a str,
    /// What the sender called it.
    pub name: &'a str,
    /// Media type found in the bytes.
    pub media_type: &'a str,
    /// Size in bytes.
    pub bytes: i64,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: &'a str,
}

/// A file and where it belongs.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The file.
    pub attachment: Attachment,
    /// Whose.
    pub account: AccountId,
    /// The inbox it belongs to.
    pub inbox: InboxId,
    /// The conversation, once that is known.
    pub conversation: Option<ConversationId>,
    /// The message that took it.
    pub message: Option<MessageId>,
}

type Row = (
    AttachmentId,
    String,
    String,
    String,
    i64,
    String,
    Option<String>,
    AccountId,
    InboxId,
    Option<ConversationId>,
    Option<MessageId>,
);

fn stored((id, key, name, media_type, bytes, state, failure, account, inbox, conversation, message): Row) -> Stored {
    let state = file_state(&state, failure);
    Stored { attachment: Attachment { id, key, name, media_type, bytes, state }, account, inbox, conversation, message }
}

/// From the word and the reason in the database.
pub(crate) fn file_state(word: &str, failure: Option<String>) -> FileState {
    match word {
        "pending" => FileState::Pending,
        "failed" => FileState::Failed { reason: failure.unwrap_or_default() },
        _ => FileState::Ready,
    }
}

macro_rules! columns {
    () => {
        (
            attachments::id,
            attachments::key,
            attachments::name,
            attachments::media_type,
            attachments::bytes,
            attachments::state,
            attachments::failure,
            attachments::account_id,
            attachments::inbox_id,
            attachments::conversation_id,
            attachments::message_id,
        )
    };
}

use columns;

mod pending;

pub use pending::{NewPending, Pending, claim, create_pending, due, fail, forget_of, postpone, ready};

/// Notes a stored file.
pub async fn create(
    conn: &mut Conn,
    account: AccountId,
    file: NewAttachment<'_>,
    now: Timestamp,
) -> Result<Attachment, StoreError> {
    let (conversation, address) = match file.uploader {
        Uploader::Agent(conversation) => (Some(conversation), None),
        Uploader::Customer(address) => (None, Some(address)),
    };
    let row = (
        attachments::account_id.eq(account),
        attachments::inbox_id.eq(file.inbox),
        attachments::conversation_id.eq(conversation),
        attachments::address_id.eq(address),
        attachments::key.eq(file.key),
        attachments::name.eq(file.name),
        attachments::media_type.eq(file.media_type),
        attachments::bytes.eq(file.bytes),
        attachments::sha256.eq(file.sha256),
        attachments::state.eq("ready"),
        attachments::due_at.eq(0_i64),
        attachments::leased_until.eq(0_i64),
        attachments::attempts.eq(0_i64),
        attachments::created_at.eq(now),
    );
    let insert = diesel::insert_into(attachments::table).values(row).returning(columns!());
    Ok(stored(conn.get::<Row, _>(insert).await?).attachment)
}

/// By its unguessable name.
pub async fn find_by_key(conn: &mut Conn, key: &str) -> Result<Option<Stored>, StoreError> {
    let query = attachments::table.filter(attachments::key.eq(key)).select(columns!());
    Ok(conn.find::<Row, _>(query).await?.map(stored))
}

/// By id.
pub async fn find(conn: &mut Conn, account: AccountId, id: AttachmentId) -> Result<Option<Stored>, StoreError> {
    let query =
        attachments::table.filter(attachments::account_id.eq(account).and(attachments::id.eq(id))).select(columns!());
    Ok(conn.find::<Row, _>(query).await?.map(stored))
}

/// Gives an agent's upload to a message of the same conversation; `None` when there is no such upload left to take.
pub async fn take(
    conn: &mut Conn,
    account: AccountId,
    id: AttachmentId,
    conversation: ConversationId,
    message: MessageId,
) -> Result<Option<Attachment>, StoreError> {
    let one = attachments::table
        .filter(attachments::account_id.eq(account).and(attachments::id.eq(id)))
        .filter(attachments::conversation_id.eq(conversation).and(attachments::message_id.is_null()));
    let update = diesel::update(one).set(attachments::message_id.eq(message)).returning(columns!());
    Ok(conn.find::<Row, _>(update).await?.map(|row| stored(row).attachment))
}

/// Gives a customer's upload to their message; `None` when there is no such upload left to take.
pub async fn take_from_customer(
    conn: &mut Conn,
    key: &str,
    address: AddressId,
    conversation: ConversationId,
    message: MessageId,
) -> Result<Option<Attachment>, StoreError> {
    let one = attachments::table
        .filter(attachments::key.eq(key))
        .filter(attachments::address_id.eq(address).and(attachments::message_id.is_null()));
    let update = diesel::update(one)
        .set((attachments::message_id.eq(message), attachments::conversation_id.eq(conversation)))
        .returning(columns!());
    Ok(conn.find::<Row, _>(update).await?.map(|row| stored(row).attachment))
}
