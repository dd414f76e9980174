//! Message templates as the provider last told of them.

use crate::StoreError;
use crate::db::{Conn, Rows};
use crate::schema::templates;
use diesel::prelude::*;
use types::message::Template;
use types::{AccountId, InboxId, Timestamp};

#[derive(Insertable)]
#[diesel(table_name = templates, treat_none_as_default_value = false)]
struct NewTemplate {
    inbox_id: InboxId,
    account_id: AccountId,
    name: String,
    language: String,
    template: String,
    fetched_at: Timestamp,
}

/// Replaces all templates of an inbox.
pub async fn replace(
    conn: &mut Conn,
    account: AccountId,
    inbox: InboxId,
    all: Vec<Template>,
    now: Timestamp,
) -> Result<(), StoreError> {
    conn.execute(diesel::delete(templates::table.filter(templates::inbox_id.eq(inbox)))).await?;
    let row = |template: Template| {
        Ok(NewTemplate {
            inbox_id: inbox,
            account_id: account,
            template: serde_json::to_string(&template).map_err(|e| StoreError::Failed(e.to_string()))?,
            name: template.name,
            language: template.language,
            fetched_at: now,
        })
    };
    let rows = all.into_iter().map(row).collect::<Result<Vec<_>, StoreError>>()?;
    if !rows.is_empty() {
        conn.execute(diesel::insert_into(templates::table).values(Rows(rows))).await?;
    }
    Ok(())
}

/// All templates of an inbox by name, and when they were fetched.
pub async fn all(
    conn: &mut Conn,
    account: AccountId,
    inbox: InboxId,
) -> Result<(Vec<Template>, Option<Timestamp>), StoreError> {
    let query = templates::table
        .filter(templates::account_id.eq(account).and(templates::inbox_id.eq(inbox)))
        .order((templates::name, templates::language))
        .select((templates::template, templates::fetched_at));
    let rows = conn.load::<(String, Timestamp), _>(query).await?;
    let fetched = rows.first().map(|(_, at)| *at);
    Ok((rows.iter().filter_map(|(template, _)| serde_json::from_str(template).ok()).collect(), fetched))
}

/// One of them.
pub async fn find(
    conn: &mut Conn,
    account: AccountId,
    inbox: InboxId,
    name: &str,
    language: &str,
) -> Result<Option<Template>, StoreError> {
    let query = templates::table
        .filter(templates::account_id.eq(account).and(templates::inbox_id.eq(inbox)))
        .filter(templates::name.eq(name).and(templates::language.eq(language)))
        .select(templates::template);
    Ok(conn.find::<String, _>(query).await?.and_then(|template| serde_json::from_str(&template).ok()))
}
