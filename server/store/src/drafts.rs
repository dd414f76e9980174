//! What agents have begun to write.

use crate::StoreError;
use crate::db::Conn;
use crate::schema::drafts;
use diesel::prelude::*;
use types::draft::Draft;
use types::message::Audience;
use types::{AccountId, ConversationId, Timestamp, UserId};

/// One agent's draft in one conversation.
pub async fn find(conn: &mut Conn, conversation: ConversationId, user: UserId) -> Result<Option<Draft>, StoreError> {
    let query = drafts::table.filter(drafts::conversation_id.eq(conversation).and(drafts::user_id.eq(user))).select((
        drafts::text,
        drafts::audience,
        drafts::saved_at,
    ));
    let row = conn.find::<(String, Audience, Timestamp), _>(query).await?;
    Ok(row.map(|(text, audience, saved_at)| Draft { text, audience, saved_at }))
}

/// Keeps a draft in place of the one before.
pub async fn save(
    conn: &mut Conn,
    account: AccountId,
    conversation: ConversationId,
    user: UserId,
    draft: &Draft,
) -> Result<(), StoreError> {
    let text = (drafts::text.eq(&draft.text), drafts::audience.eq(draft.audience), drafts::saved_at.eq(draft.saved_at));
    let key = (drafts::account_id.eq(account), drafts::conversation_id.eq(conversation), drafts::user_id.eq(user));
    let upsert = diesel::insert_into(drafts::table)
        .values((key, text))
        .on_conflict((drafts::conversation_id, drafts::user_id))
        .do_update()
        .set(text);
    conn.execute(upsert).await?;
    Ok(())
}

/// Forgets a draft.
pub async fn delete(conn: &mut Conn, conversation: ConversationId, user: UserId) -> Result<(), StoreError> {
    let one = drafts::table.filter(drafts::conversation_id.eq(conversation).and(drafts::user_id.eq(user)));
    conn.execute(diesel::delete(one)).await?;
    Ok(())
}
