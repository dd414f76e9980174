//! The messages behind the numbers of messages in and out.

use super::Origin;
use crate::StoreError;
use crate::db::Conn;
use crate::measures::{Fact, Span};
use crate::schema::messages;
use diesel::prelude::*;
use types::message::AuthorKind;
use types::statistics::{EvidenceFilter, Metric};
use types::{AccountId, ConversationId, InboxId, Timestamp, UserId};

/// Messages to or from customers, newest first.
pub async fn evidence(
    conn: &mut Conn,
    account: AccountId,
    metric: Metric,
    (first, end): Span,
    filter: EvidenceFilter,
    limit: i64,
) -> Result<Vec<Fact>, StoreError> {
    let authors = match metric {
        Metric::MessageIn => vec![AuthorKind::Contact],
        _ => vec![AuthorKind::Agent, AuthorKind::Bot, AuthorKind::Business],
    };
    let end = filter.before.map_or(end, |before| before.min(end));
    let (inbox_low, inbox_high) = filter.inbox.map_or((0, i64::MAX), |id| (id.0, id.0));
    let in_time = messages::table
        .filter(
            messages::account_id.eq(account).and(messages::received_at.ge(first)).and(messages::received_at.lt(end)),
        )
        .filter(messages::internal.eq(false).and(messages::author_kind.eq_any(authors)))
        .filter(messages::origin.ne(Origin::Imported.as_str()))
        .filter(messages::inbox_id.between(inbox_low, inbox_high));
    // Without an agent asked for, the second half is always true; bots have no author id.
    let query =
        in_time
            .filter(messages::author_id.assume_not_null().eq(filter.agent.map_or(0, |agent| agent.0)).or(
                diesel::dsl::sql::<diesel::sql_types::Bool>(if filter.agent.is_none() { "1 = 1" } else { "1 = 0" }),
            ))
            .order((messages::received_at.desc(), messages::id.desc()))
            .limit(limit)
            .select((
                messages::received_at,
                messages::conversation_id,
                messages::inbox_id,
                messages::author_kind,
                messages::author_id,
            ));
    let rows = conn.load::<(Timestamp, ConversationId, InboxId, AuthorKind, Option<i64>), _>(query).await?;
    Ok(rows
        .into_iter()
        .map(|(at, conversation, inbox, author, id)| Fact {
            at,
            metric,
            conversation,
            inbox,
            agent: id.filter(|_| author == AuthorKind::Agent).map(UserId),
            seconds: 0,
        })
        .collect())
}
