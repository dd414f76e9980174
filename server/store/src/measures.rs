//! Statistics: each measurement as a fact, and sums of them by quarter of an hour.

use crate::StoreError;
use crate::db::{Conn, Kept, Rows};
use crate::schema::{facts, measures};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use types::statistics::{EvidenceFilter, Metric};
use types::{AccountId, ConversationId, InboxId, Timestamp, UserId};

/// A quarter of an hour in microseconds. Every zone's offset is a multiple of it.
pub const SLOT: i64 = 15 * 60 * 1_000_000;

/// Something measured once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// When.
    pub at: Timestamp,
    /// What.
    pub metric: Metric,
    /// In which conversation.
    pub conversation: ConversationId,
    /// Its inbox.
    pub inbox: InboxId,
    /// The agent it counts for.
    pub agent: Option<UserId>,
    /// How long, for durations; otherwise 0.
    pub seconds: i64,
}

/// A fact to be kept.
#[derive(Insertable)]
#[diesel(table_name = facts, treat_none_as_default_value = false)]
pub(crate) struct NewFact {
    account_id: AccountId,
    at: Timestamp,
    metric: Metric,
    conversation_id: ConversationId,
    inbox_id: InboxId,
    agent_id: i64,
    seconds: i64,
}

/// Keeps a fact; written at the close of the transaction.
pub fn add_fact(conn: &mut Conn, account: AccountId, fact: &Fact) {
    conn.closing().facts.push(NewFact {
        account_id: account,
        at: fact.at,
        metric: fact.metric,
        conversation_id: fact.conversation,
        inbox_id: fact.inbox,
        agent_id: fact.agent.map_or(0, |agent| agent.0),
        seconds: fact.seconds,
    });
}

pub(crate) async fn write_facts(conn: &mut Conn, facts: Vec<NewFact>) -> Result<(), StoreError> {
    for rows in Rows::portions(facts) {
        conn.execute(diesel::insert_into(facts::table).values(rows)).await?;
    }
    Ok(())
}

/// A sum: so many facts of that metric, inbox, agent and duration step in that quarter of an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Measure {
    /// What.
    pub metric: Metric,
    /// The beginning of the quarter of an hour.
    pub slot: Timestamp,
    /// Which inbox.
    pub inbox: InboxId,
    /// Whom it counts for.
    pub agent: Option<UserId>,
    /// Step of the duration histogram; 0 for counts.
    pub step: i64,
    /// How many.
    pub total: i64,
}

/// Adds to a sum; written at the close of the transaction.
pub fn add(conn: &mut Conn, account: AccountId, measure: Measure) {
    conn.closing().sums.push((account, measure));
}

pub(crate) async fn write(conn: &mut Conn, account: AccountId, measure: &Measure) -> Result<(), StoreError> {
    let row = (
        measures::account_id.eq(account),
        measures::metric.eq(measure.metric),
        measures::slot.eq(measure.slot),
        measures::inbox_id.eq(measure.inbox),
        measures::agent_id.eq(measure.agent.map_or(0, |agent| agent.0)),
        measures::step.eq(measure.step),
        measures::total.eq(measure.total),
    );
    let upsert = diesel::insert_into(measures::table)
        .values(row)
        .on_conflict((
            measures::account_id,
            measures::metric,
            measures::slot,
            measures::inbox_id,
            measures::agent_id,
            measures::step,
        ))
        .do_update()
        .set(measures::total.eq(measures::total + measure.total));
    conn.execute(Kept(upsert)).await?;
    Ok(())
}

/// Which quarters of an hour: from the first until before the second.
pub type Span = (Timestamp, Timestamp);

#[derive(QueryableByName)]
struct SumRow {
    #[diesel(sql_type = Text)]
    metric: Metric,
    #[diesel(sql_type = BigInt)]
    part: i64,
    #[diesel(sql_type = BigInt)]
    inbox_id: i64,
    #[diesel(sql_type = BigInt)]
    agent_id: i64,
    #[diesel(sql_type = BigInt)]
    step: i64,
    #[diesel(sql_type = BigInt)]
    total: i64,
}

/// A sum over a part of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// What.
    pub metric: Metric,
    /// Which part, as asked for.
    pub part: i64,
    /// Which inbox; 0 when summed over all.
    pub inbox: i64,
    /// Which agent; 0 for nobody or when summed over all.
    pub agent: i64,
    /// Step of the duration histogram; 0 for counts.
    pub step: i64,
    /// How many.
    pub total: i64,
}

/// Numbers only, so they may stand in the text; integer division is the same on both databases.
async fn sums(
    conn: &mut Conn,
    account: AccountId,
    (first, end): Span,
    part: &str,
    inbox: &str,
    agent: &str,
) -> Result<Vec<Sum>, StoreError> {
    let (first, end) = (first.0, end.0);
    let query = diesel::sql_query(format!(
        "SELECT metric, {part} AS part, {inbox} AS inbox_id, {agent} AS agent_id, step, CAST(SUM(total) AS BIGINT) AS total \
         FROM measures WHERE account_id = {account} AND slot >= {first} AND slot < {end} GROUP BY 1, 2, 3, 4, 5"
    ));
    let sum = |row: SumRow| Sum {
        metric: row.metric,
        part: row.part,
        inbox: row.inbox_id,
        agent: row.agent_id,
        step: row.step,
        total: row.total,
    };
    Ok(conn.load::<SumRow, _>(query).await?.into_iter().map(sum).collect())
}

/// Sums by inbox and agent.
pub async fn by_inbox_and_agent(conn: &mut Conn, account: AccountId, span: Span) -> Result<Vec<Sum>, StoreError> {
    sums(conn, account, span, "CAST(0 AS BIGINT)", "inbox_id", "agent_id").await
}

/// Sums by day, in a zone that many seconds east of UTC; `part` is the day's number since 1970.
pub async fn by_day(conn: &mut Conn, account: AccountId, span: Span, offset: i32) -> Result<Vec<Sum>, StoreError> {
    let day = format!("(slot + {offset} * CAST(1000000 AS BIGINT)) / 86400000000");
    sums(conn, account, span, &day, "CAST(0 AS BIGINT)", "CAST(0 AS BIGINT)").await
}

/// Sums by hour of the week, in a zone that many seconds east of UTC; `part` is 0 for the hour after midnight of a Thursday
/// (1970 began with one).
pub async fn by_hour_of_week(
    conn: &mut Conn,
    account: AccountId,
    span: Span,
    offset: i32,
) -> Result<Vec<Sum>, StoreError> {
    let hour = format!("((slot + {offset} * CAST(1000000 AS BIGINT)) / 3600000000) % 168");
    sums(conn, account, span, &hour, "CAST(0 AS BIGINT)", "CAST(0 AS BIGINT)").await
}

/// Every sum of an account, for recounting.
pub async fn all(conn: &mut Conn, account: AccountId) -> Result<Vec<Measure>, StoreError> {
    type Row = (Metric, Timestamp, InboxId, i64, i64, i64);
    let query = measures::table.filter(measures::account_id.eq(account)).select((
        measures::metric,
        measures::slot,
        measures::inbox_id,
        measures::agent_id,
        measures::step,
        measures::total,
    ));
    let measure = |(metric, slot, inbox, agent, step, total): Row| Measure {
        metric,
        slot,
        inbox,
        agent: (agent != 0).then_some(UserId(agent)),
        step,
        total,
    };
    Ok(conn.load::<Row, _>(query).await?.into_iter().map(measure).collect())
}

type FactRow = (Timestamp, Metric, ConversationId, InboxId, i64, i64);

fn fact((at, metric, conversation, inbox, agent, seconds): FactRow) -> Fact {
    Fact { at, metric, conversation, inbox, agent: (agent != 0).then_some(UserId(agent)), seconds }
}

/// The facts behind a number, newest first.
pub async fn evidence(
    conn: &mut Conn,
    account: AccountId,
    metric: Metric,
    (first, end): Span,
    filter: EvidenceFilter,
    limit: i64,
) -> Result<Vec<Fact>, StoreError> {
    let end = filter.before.map_or(end, |before| before.min(end));
    // "Any" is written as a range, so that one query text serves with and without the filter.
    let ids = |id: Option<i64>| id.map_or((0, i64::MAX), |id| (id, id));
    let (inbox_low, inbox_high) = ids(filter.inbox.map(|id| id.0));
    let (agent_low, agent_high) = ids(filter.agent.map(|id| id.0));
    let query = facts::table
        .filter(facts::account_id.eq(account).and(facts::metric.eq(metric)))
        .filter(facts::at.ge(first).and(facts::at.lt(end)))
        .filter(facts::inbox_id.between(inbox_low, inbox_high).and(facts::agent_id.between(agent_low, agent_high)))
        .order((facts::at.desc(), facts::id.desc()))
        .limit(limit)
        .select((facts::at, facts::metric, facts::conversation_id, facts::inbox_id, facts::agent_id, facts::seconds));
    Ok(conn.load::<FactRow, _>(query).await?.into_iter().map(fact).collect())
}

/// The facts of one conversation in the order they were measured, for recounting.
pub async fn facts_of(
    conn: &mut Conn,
    account: AccountId,
    conversation: ConversationId,
) -> Result<Vec<Fact>, StoreError> {
    let query = facts::table
        .filter(facts::account_id.eq(account).and(facts::conversation_id.eq(conversation)))
        .order((facts::at, facts::id))
        .select((facts::at, facts::metric, facts::conversation_id, facts::inbox_id, facts::agent_id, facts::seconds));
    Ok(conn.load::<FactRow, _>(query).await?.into_iter().map(fact).collect())
}
