//! What happened to messages on their way.

use crate::StoreError;
use crate::db::{Conn, Rows};
use crate::schema::message_steps;
use diesel::prelude::*;
use types::message::{MessageStep, StepKind};
use types::{AccountId, MessageId, Timestamp};

/// A step to be noted.
#[derive(Insertable)]
#[diesel(table_name = message_steps, treat_none_as_default_value = false)]
pub(crate) struct NewStep {
    account_id: AccountId,
    message_id: MessageId,
    at: Timestamp,
    step: StepKind,
    detail: String,
}

/// Notes steps of a message; written at the close of the transaction.
pub fn add(conn: &mut Conn, account: AccountId, message: MessageId, steps: Vec<MessageStep>) {
    let row = |MessageStep { at, step, detail }| NewStep { account_id: account, message_id: message, at, step, detail };
    conn.closing().steps.extend(steps.into_iter().map(row));
}

pub(crate) async fn write(conn: &mut Conn, steps: Vec<NewStep>) -> Result<(), StoreError> {
    for rows in Rows::portions(steps) {
        conn.execute(diesel::insert_into(message_steps::table).values(rows)).await?;
    }
    Ok(())
}

/// All steps of a message, in order.
pub async fn of(conn: &mut Conn, account: AccountId, message: MessageId) -> Result<Vec<MessageStep>, StoreError> {
    let query = message_steps::table
        .filter(message_steps::account_id.eq(account).and(message_steps::message_id.eq(message)))
        .order(message_steps::id)
        .select((message_steps::at, message_steps::step, message_steps::detail));
    let rows = conn.load::<(Timestamp, StepKind, String), _>(query).await?;
    Ok(rows.into_iter().map(|(at, step, detail)| MessageStep { at, step, detail }).collect())
}
