//! Full-text search: FTS5 on SQLite, tsvector on PostgreSQL. One of the few places where the two truly differ.

use crate::StoreError;
use crate::db::{Conn, Kind, Rows};
use crate::schema::search_documents;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Double, Nullable, Text};
use types::{AccountId, ConversationId, MessageId};

/// A text that was found.
#[derive(Clone, Debug, PartialEq, QueryableByName)]
pub struct Found {
    /// Where.
    #[diesel(sql_type = BigInt)]
    pub conversation_id: ConversationId,
    /// The message; `None`: the contact's name or address.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub message_id: Option<MessageId>,
    /// The whole text.
    #[diesel(sql_type = Text)]
    pub text: String,
    /// How good the find is; smaller is better.
    #[diesel(sql_type = Double)]
    pub rank: f64,
}

/// A text to be found, or one to be found no more.
pub(crate) enum Finding {
    Text(NewDocument),
    NoMessage(MessageId),
    NoContact(ConversationId),
}

#[derive(Insertable)]
#[diesel(table_name = search_documents, treat_none_as_default_value = false)]
pub(crate) struct NewDocument {
    account_id: AccountId,
    conversation_id: ConversationId,
    message_id: Option<MessageId>,
    text: String,
}

/// Makes the words of a message findable; written at the close of the transaction.
pub fn add_message(
    conn: &mut Conn,
    account: AccountId,
    conversation: ConversationId,
    message: MessageId,
    text: String,
) {
    let row = NewDocument { account_id: account, conversation_id: conversation, message_id: Some(message), text };
    conn.closing().findings.push(Finding::Text(row));
}

/// Forgets the words of a message; at the close of the transaction.
pub fn remove_message(conn: &mut Conn, message: MessageId) {
    conn.closing().findings.push(Finding::NoMessage(message));
}

/// Makes the contact of a conversation findable, in place of what was findable before; at the close of the transaction.
pub fn set_contact(conn: &mut Conn, account: AccountId, conversation: ConversationId, text: String) {
    conn.closing().findings.push(Finding::NoContact(conversation));
    add_contact(conn, account, conversation, text);
}

/// Makes the contact of a new conversation findable; written at the close of the transaction.
pub fn add_contact(conn: &mut Conn, account: AccountId, conversation: ConversationId, text: String) {
    let row = NewDocument { account_id: account, conversation_id: conversation, message_id: None, text };
    conn.closing().findings.push(Finding::Text(row));
}

pub(crate) async fn write(conn: &mut Conn, findings: Vec<Finding>) -> Result<(), StoreError> {
    let mut new: Vec<NewDocument> = Vec::new();
    for finding in findings {
        match finding {
            Finding::Text(row) => new.push(row),
            Finding::NoMessage(message) => {
                new.retain(|row| row.message_id != Some(message));
                let old = search_documents::table.filter(search_documents::message_id.eq(message));
                conn.execute(diesel::delete(old)).await?;
            }
            Finding::NoContact(conversation) => {
                new.retain(|row| row.message_id.is_some() || row.conversation_id != conversation);
                let old = search_documents::table.filter(
                    search_documents::conversation_id.eq(conversation).and(search_documents::message_id.is_null()),
                );
                conn.execute(diesel::delete(old)).await?;
            }
        }
    }
    for rows in Rows::portions(new) {
        conn.execute(diesel::insert_into(search_documents::table).values(rows)).await?;
    }
    Ok(())
}

/// Texts that hold all the words, the last of them perhaps only begun; best first, newest first among equals.
///
/// The words must be letters and digits only: they become part of the databases' query languages.
pub async fn find(
    conn: &mut Conn,
    account: AccountId,
    words: &[String],
    limit: i64,
    offset: i64,
) -> Result<Vec<Found>, StoreError> {
    let (text, sql) = match conn.kind() {
        Kind::Sqlite => (
            words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" ") + "*",
            "SELECT d.conversation_id, d.message_id, d.text, rank FROM search_words \
             JOIN search_documents d ON d.id = search_words.rowid \
             WHERE search_words MATCH ? AND d.account_id = ? ORDER BY rank, d.id DESC LIMIT ? OFFSET ?",
        ),
        Kind::Postgres => (
            words.join(" & ") + ":*",
            "SELECT conversation_id, message_id, text, CAST(-ts_rank(words, to_tsquery('simple', $1)) AS DOUBLE PRECISION) AS rank \
             FROM search_documents WHERE words @@ to_tsquery('simple', $1) AND account_id = $2 \
             ORDER BY rank, id DESC LIMIT $3 OFFSET $4",
        ),
    };
    let query = diesel::sql_query(sql)
        .bind::<Text, _>(text)
        .bind::<BigInt, _>(account)
        .bind::<BigInt, _>(limit)
        .bind::<BigInt, _>(offset);
    Ok(conn.load(query).await?)
}
