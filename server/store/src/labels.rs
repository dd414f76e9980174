//! Labels of an account.

use crate::StoreError;
use crate::db::Conn;
use crate::schema::labels;
use diesel::prelude::*;
use types::label::{Label, LabelColor};
use types::{AccountId, LabelId};

type Row = (LabelId, String, LabelColor);

fn label((id, name, color): Row) -> Label {
    Label { id, name, color }
}

/// All labels, by id.
pub async fn all(conn: &mut Conn, account: AccountId) -> Result<Vec<Label>, StoreError> {
    let query = labels::table.filter(labels::account_id.eq(account)).order(labels::id).select((
        labels::id,
        labels::name,
        labels::color,
    ));
    Ok(conn.load::<Row, _>(query).await?.into_iter().map(label).collect())
}

/// One label.
pub async fn find(conn: &mut Conn, account: AccountId, id: LabelId) -> Result<Option<Label>, StoreError> {
    let query = labels::table.filter(labels::account_id.eq(account).and(labels::id.eq(id))).select((
        labels::id,
        labels::name,
        labels::color,
    ));
    Ok(conn.find::<Row, _>(query).await?.map(label))
}

/// Adds a label. `Taken` when there is one of that name, ignoring case.
pub async fn create(conn: &mut Conn, account: AccountId, name: &str, color: LabelColor) -> Result<Label, StoreError> {
    let row = (
        labels::account_id.eq(account),
        labels::name.eq(name),
        labels::folded_name.eq(name.to_lowercase()),
        labels::color.eq(color),
    );
    let id = conn.get(diesel::insert_into(labels::table).values(row).returning(labels::id)).await.map(LabelId)?;
    Ok(Label { id, name: name.to_owned(), color })
}
