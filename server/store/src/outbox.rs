//! What waits to be handed to providers. A row is there until it is certain what became of it.

use crate::StoreError;
use crate::db::{Conn, Kept};
use crate::schema::{inboxes, outbox};
use diesel::prelude::*;
use types::{AccountId, ConversationId, InboxId, MessageId, ParcelId, Timestamp};

/// What is to be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// The message.
    Message,
    /// A reaction to it; `None` takes it away.
    Reaction(Option<String>),
}

impl Task {
    fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Message => ("message", ""),
            Self::Reaction(emoji) => ("reaction", emoji.as_deref().unwrap_or_default()),
        }
    }

    fn of(word: &str, detail: String) -> Self {
        match word {
            "reaction" => Self::Reaction((!detail.is_empty()).then_some(detail)),
            _ => Self::Message,
        }
    }
}

/// Something that waits to be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Which.
    pub id: ParcelId,
    /// Whose.
    pub account: AccountId,
    /// By which inbox.
    pub inbox: InboxId,
    /// Within one conversation the order is kept.
    pub conversation: ConversationId,
    /// The message it is about.
    pub message: MessageId,
    /// What is to be handed over.
    pub task: Task,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

type Row = (ParcelId, AccountId, InboxId, ConversationId, MessageId, String, String, i64);

fn parcel((id, account, inbox, conversation, message, task, detail, attempts): Row) -> Parcel {
    Parcel { id, account, inbox, conversation, message, task: Task::of(&task, detail), attempts }
}

macro_rules! columns {
    () => {
        (
            outbox::id,
            outbox::account_id,
            outbox::inbox_id,
            outbox::conversation_id,
            outbox::message_id,
            outbox::task,
            outbox::detail,
            outbox::attempts,
        )
    };
}

/// Puts something into the queue; it is due at once.
pub async fn create(
    conn: &mut Conn,
    account: AccountId,
    inbox: InboxId,
    conversation: ConversationId,
    message: MessageId,
    task: &Task,
    now: Timestamp,
) -> Result<ParcelId, StoreError> {
    let (word, detail) = task.parts();
    let row = (
        outbox::account_id.eq(account),
        outbox::inbox_id.eq(inbox),
        outbox::conversation_id.eq(conversation),
        outbox::message_id.eq(message),
        outbox::task.eq(word),
        outbox::detail.eq(detail),
        outbox::due_at.eq(now),
        outbox::leased_until.eq(0_i64),
        outbox::attempts.eq(0_i64),
    );
    Ok(conn.get(diesel::insert_into(outbox::table).values(row).returning(outbox::id)).await.map(ParcelId)?)
}

/// What may be handed over now: due, nobody's, the first of its conversation, of an inbox that works and is signed in. Those whose lease ran out
/// are not among them: the provider may have them.
pub async fn due(
    conn: &mut Conn,
    now: Timestamp,
    limit: i64,
    without: Vec<InboxId>,
) -> Result<Vec<Parcel>, StoreError> {
    let earlier = diesel::alias!(outbox as earlier);
    let blocked = earlier
        .filter(earlier.field(outbox::conversation_id).eq(outbox::conversation_id))
        .filter(earlier.field(outbox::id).lt(outbox::id));
    let query = outbox::table
        .inner_join(inboxes::table.on(inboxes::id.eq(outbox::inbox_id)))
        .filter(inboxes::paused_at.is_null().and(inboxes::removed_at.is_null()).and(inboxes::held_at.is_null()))
        .filter(outbox::due_at.le(now).and(outbox::leased_until.eq(0)))
        .filter(outbox::inbox_id.ne_all(without))
        .filter(diesel::dsl::not(diesel::dsl::exists(blocked)))
        .order((outbox::due_at, outbox::id))
        .limit(limit)
        .select(columns!());
    Ok(conn.load::<Row, _>(query).await?.into_iter().map(parcel).collect())
}

/// Takes one until that time; `None` when somebody else was faster.
pub async fn lease(
    conn: &mut Conn,
    id: ParcelId,
    now: Timestamp,
    until: Timestamp,
) -> Result<Option<Parcel>, StoreError> {
    let free = outbox::table.filter(outbox::id.eq(id).and(outbox::leased_until.eq(0)).and(outbox::due_at.le(now)));
    let update = diesel::update(free)
        .set((outbox::leased_until.eq(until), outbox::attempts.eq(outbox::attempts + 1)))
        .returning(columns!());
    Ok(conn.find::<Row, _>(Kept(update)).await?.map(parcel))
}

/// Those whose lease ran out: whoever had them is gone, and nobody knows how far they came.
pub async fn abandoned(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<Parcel>, StoreError> {
    let query = outbox::table
        .filter(outbox::leased_until.gt(0).and(outbox::leased_until.lt(now)))
        .order(outbox::id)
        .limit(limit)
        .select(columns!());
    Ok(conn.load::<Row, _>(query).await?.into_iter().map(parcel).collect())
}

/// Deletes one whose lease ran out; `false` when its bearer came back after all.
pub async fn delete_abandoned(conn: &mut Conn, id: ParcelId, now: Timestamp) -> Result<bool, StoreError> {
    let one = outbox::table.filter(outbox::id.eq(id).and(outbox::leased_until.gt(0)).and(outbox::leased_until.lt(now)));
    Ok(conn.execute(diesel::delete(one)).await? > 0)
}

/// Gives one back, to be tried again then; `false` when it is not there any more.
pub async fn postpone(conn: &mut Conn, id: ParcelId, due: Timestamp) -> Result<bool, StoreError> {
    let one = outbox::table.filter(outbox::id.eq(id));
    let update = diesel::update(one).set((outbox::due_at.eq(due), outbox::leased_until.eq(0_i64)));
    Ok(conn.execute(Kept(update)).await? > 0)
}

/// Whatever waits by this inbox is due now: what it waited for is over.
pub async fn hasten(conn: &mut Conn, inbox: InboxId, now: Timestamp) -> Result<(), StoreError> {
    let waiting = outbox::table.filter(outbox::inbox_id.eq(inbox)).filter(outbox::leased_until.eq(0));
    conn.execute(diesel::update(waiting.filter(outbox::due_at.gt(now))).set(outbox::due_at.eq(now))).await?;
    Ok(())
}

/// It is certain what became of it.
pub async fn delete(conn: &mut Conn, id: ParcelId) -> Result<bool, StoreError> {
    Ok(conn.execute(diesel::delete(outbox::table.filter(outbox::id.eq(id)))).await? > 0)
}

/// The same for the message itself, when the provider told of it by another way.
pub async fn delete_message(conn: &mut Conn, message: MessageId) -> Result<(), StoreError> {
    let rows = outbox::table.filter(outbox::message_id.eq(message).and(outbox::task.eq("message")));
    conn.execute(diesel::delete(rows)).await?;
    Ok(())
}

/// How many wait by this inbox, and which message waits longest.
pub async fn waiting(conn: &mut Conn, inbox: InboxId) -> Result<(i64, Option<MessageId>), StoreError> {
    let count = conn.get::<i64, _>(outbox::table.filter(outbox::inbox_id.eq(inbox)).count()).await?;
    let oldest = outbox::table.filter(outbox::inbox_id.eq(inbox)).order(outbox::id).limit(1).select(outbox::message_id);
    Ok((count, conn.find(oldest).await?))
}

/// When the next one is due.
pub async fn next_due(conn: &mut Conn) -> Result<Option<Timestamp>, StoreError> {
    let query = outbox::table.order((outbox::due_at, outbox::id)).limit(1).select(outbox::due_at);
    Ok(conn.find(query).await?)
}
