//! Conversations: one at a time here, lists in `list`.

mod list;
mod row;

pub use list::{Standing, by_ids, list, of_contact, of_group, standing, waiting_by_group};

use crate::StoreError;
use crate::db::{Columns as _, Conn, Kept, Rows};
use crate::schema::{contacts, conversation_labels, conversations};
use diesel::prelude::*;
use row::{ConversationRow, SavedColumns, with_labels};
use types::conversation::Summary;
use types::{AccountId, AddressId, ContactId, ConversationId, InboxId, LabelId, Timestamp, Uuid};

/// A conversation with what only the domain needs to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    /// As people see it.
    pub summary: Summary,
    /// The measuring cycle.
    pub cycle: Cycle,
    /// Where the customer last wrote from, and so where answers go.
    pub address: Option<AddressId>,
}

/// From a conversation's beginning or reopening to its being resolved: what response times are measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// When it began.
    pub started_at: Timestamp,
    /// The customer's first message in it that no person has answered.
    pub asked_at: Option<Timestamp>,
    /// A person has answered in it.
    pub answered: bool,
}

/// One conversation, not to be changed.
pub async fn find(conn: &mut Conn, account: AccountId, id: ConversationId) -> Result<Option<Conversation>, StoreError> {
    let query = conversations::table
        .inner_join(contacts::table)
        .filter(conversations::account_id.eq(account).and(conversations::id.eq(id)))
        .select(ConversationRow::columns());
    let rows = conn.load::<ConversationRow, _>(query).await?;
    Ok(with_labels(conn, rows).await?.pop())
}

/// Keeps others from changing a conversation until the end of the transaction. Who changes anything that hangs on one does this
/// first, so that no two wait for each other in a circle.
pub async fn lock(conn: &mut Conn, id: ConversationId) -> Result<(), StoreError> {
    conn.lock("conversations", id.0).await
}

/// One conversation, kept from being changed by others until the end of the transaction.
pub async fn find_to_change(
    conn: &mut Conn,
    account: AccountId,
    id: ConversationId,
) -> Result<Option<Conversation>, StoreError> {
    lock(conn, id).await?;
    find(conn, account, id).await
}

/// By its name for outside programs.
pub async fn find_by_public_id(
    conn: &mut Conn,
    account: AccountId,
    inbox: InboxId,
    public_id: Uuid,
) -> Result<Option<ConversationId>, StoreError> {
    let query = conversations::table
        .filter(conversations::public_id.eq(public_id.to_string()))
        .filter(conversations::account_id.eq(account).and(conversations::inbox_id.eq(inbox)))
        .select(conversations::id);
    Ok(conn.find(query).await?)
}

/// The latest conversation of a contact on an inbox.
pub async fn latest_of(
    conn: &mut Conn,
    contact: ContactId,
    inbox: InboxId,
) -> Result<Option<ConversationId>, StoreError> {
    let query = conversations::table
        .filter(conversations::contact_id.eq(contact).and(conversations::inbox_id.eq(inbox)))
        .order(conversations::id.desc())
        .limit(1)
        .select(conversations::id);
    Ok(conn.find(query).await?)
}

/// Begins a conversation: open, without messages, nobody's.
pub async fn create(
    conn: &mut Conn,
    account: AccountId,
    inbox: InboxId,
    contact: ContactId,
    public_id: Uuid,
    now: Timestamp,
) -> Result<ConversationId, StoreError> {
    let row = row::new(account, inbox, contact, public_id, now);
    let insert = diesel::insert_into(conversations::table).values(row).returning(conversations::id);
    Ok(conn.get(insert).await.map(ConversationId)?)
}

/// Saves all that can change about a conversation, except its labels.
pub async fn save(conn: &mut Conn, account: AccountId, conversation: &Conversation) -> Result<(), StoreError> {
    let one = conversations::table
        .filter(conversations::account_id.eq(account).and(conversations::id.eq(conversation.summary.id)));
    conn.execute(Kept(diesel::update(one).set(SavedColumns::of(conversation)))).await?;
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = conversation_labels, treat_none_as_default_value = false)]
struct NewLabel {
    account_id: AccountId,
    conversation_id: ConversationId,
    label_id: LabelId,
}

/// Replaces the labels of a conversation.
pub async fn set_labels(
    conn: &mut Conn,
    account: AccountId,
    conversation: ConversationId,
    labels: &[LabelId],
) -> Result<(), StoreError> {
    let old = conversation_labels::table.filter(conversation_labels::conversation_id.eq(conversation));
    conn.execute(diesel::delete(old)).await?;
    let rows: Vec<_> = labels
        .iter()
        .map(|label| NewLabel { account_id: account, conversation_id: conversation, label_id: *label })
        .collect();
    if !rows.is_empty() {
        conn.execute(diesel::insert_into(conversation_labels::table).values(Rows(rows))).await?;
    }
    Ok(())
}

/// Snoozed conversations whose time has come.
pub async fn due_snoozes(
    conn: &mut Conn,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<(AccountId, ConversationId)>, StoreError> {
    let query = conversations::table
        .filter(conversations::status.eq("snoozed").and(conversations::snoozed_until.le(now)))
        .order(conversations::snoozed_until)
        .limit(limit)
        .select((conversations::account_id, conversations::id));
    Ok(conn.load(query).await?)
}

/// The ids of all conversations, ascending, a page at a time: for recounting.
pub async fn ids_after(
    conn: &mut Conn,
    account: AccountId,
    after: ConversationId,
    limit: i64,
) -> Result<Vec<ConversationId>, StoreError> {
    let query = conversations::table
        .filter(conversations::account_id.eq(account).and(conversations::id.gt(after)))
        .order(conversations::id)
        .limit(limit)
        .select(conversations::id);
    Ok(conn.load(query).await?)
}
