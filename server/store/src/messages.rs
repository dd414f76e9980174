//! The timeline: messages of every kind in one table.

mod evidence;
mod names;
mod origin;
mod page;
mod rewrite;
mod row;

pub use evidence::evidence;
pub use names::{add_name, external_id, find_by_names, forget_names, last_incoming, set_external_id, unanswered_twin};
pub use origin::{Origin, origins};
pub use page::{after, before, latest, range, slice};
pub use rewrite::{replies_to, rewrite, set_quote, set_reactions, version};

use crate::StoreError;
use crate::db::{Columns as _, Conn, Kept};
use crate::schema::messages;
use diesel::prelude::*;
use row::{MessageRow, with_attachments};
use types::message::{Author, Delivery, Message, MessageBody, Quote};
use types::{AccountId, ConversationId, InboxId, MessageId, Timestamp, Uuid};

/// A message to be added.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// Where.
    pub conversation: ConversationId,
    /// The conversation's inbox.
    pub inbox: InboxId,
    /// Who wrote it.
    pub author: Author,
    /// What it says.
    pub body: MessageBody,
    /// The name its sender gave it.
    pub client_id: Option<Uuid>,
    /// The channel's name of it, unique in the inbox.
    pub external_id: Option<String>,
    /// How far it has come.
    pub delivery: Delivery,
    /// What it answers.
    pub reply_to: Option<Quote>,
    /// How it came to be here.
    pub origin: Origin,
    /// When it was written.
    pub sent_at: Timestamp,
    /// When it is stored.
    pub received_at: Timestamp,
}

/// Adds a message; it has no attachments yet. `Taken` when one of its names is in use.
pub async fn create(conn: &mut Conn, account: AccountId, message: NewMessage) -> Result<Message, StoreError> {
    let row = row::NewRow::of(account, &message)?;
    let insert = diesel::insert_into(messages::table).values(row).returning(messages::id);
    let id = conn.get(insert).await.map(MessageId)?;
    Ok(Message {
        id,
        conversation: message.conversation,
        author: message.author,
        body: message.body,
        attachments: Vec::new(),
        client_id: message.client_id,
        delivery: message.delivery,
        reply_to: message.reply_to,
        reactions: Vec::new(),
        edited_at: None,
        sent_at: message.sent_at,
        received_at: message.received_at,
    })
}

/// One message.
pub async fn find(conn: &mut Conn, account: AccountId, id: MessageId) -> Result<Option<Message>, StoreError> {
    let query =
        messages::table.filter(messages::account_id.eq(account).and(messages::id.eq(id))).select(MessageRow::columns());
    let rows = conn.load::<MessageRow, _>(query).await?;
    Ok(with_attachments(conn, rows).await?.pop())
}

/// By the channel's name of it.
pub async fn find_by_external_id(
    conn: &mut Conn,
    inbox: InboxId,
    external_id: &str,
) -> Result<Option<Message>, StoreError> {
    let query = messages::table
        .filter(messages::inbox_id.eq(inbox).and(messages::external_id.eq(external_id)))
        .select(MessageRow::columns());
    let rows = conn.load::<MessageRow, _>(query).await?;
    Ok(with_attachments(conn, rows).await?.pop())
}

/// By the name its sender gave it.
pub async fn find_by_client_id(
    conn: &mut Conn,
    conversation: ConversationId,
    client_id: Uuid,
) -> Result<Option<Message>, StoreError> {
    let query = messages::table
        .filter(messages::conversation_id.eq(conversation).and(messages::client_id.eq(client_id.to_string())))
        .select(MessageRow::columns());
    let rows = conn.load::<MessageRow, _>(query).await?;
    Ok(with_attachments(conn, rows).await?.pop())
}

/// Saves how far a message has come.
pub async fn set_delivery(
    conn: &mut Conn,
    account: AccountId,
    id: MessageId,
    delivery: &Delivery,
) -> Result<(), StoreError> {
    let one = messages::table.filter(messages::account_id.eq(account).and(messages::id.eq(id)));
    let values = (
        messages::delivery.eq(delivery.as_str()),
        messages::delivery_reason.eq(delivery.reason()),
        messages::delivery_code.eq(delivery.code()),
    );
    conn.execute(Kept(diesel::update(one).set(values))).await?;
    Ok(())
}

/// When these messages were written.
pub async fn times(
    conn: &mut Conn,
    account: AccountId,
    ids: &[MessageId],
) -> Result<Vec<(MessageId, Timestamp)>, StoreError> {
    let query = messages::table
        .filter(messages::account_id.eq(account).and(messages::id.eq_any(ids.to_vec())))
        .select((messages::id, messages::sent_at));
    Ok(conn.load(query).await?)
}

/// When the newest message of an inbox was stored.
pub async fn last_of_inbox(conn: &mut Conn, inbox: InboxId) -> Result<Option<Timestamp>, StoreError> {
    let query = messages::table
        .filter(messages::inbox_id.eq(inbox))
        .order(messages::received_at.desc())
        .limit(1)
        .select(messages::received_at);
    Ok(conn.find(query).await?)
}
