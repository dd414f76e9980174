//! The inbox page and its list.

use crate::AppError;
use leptos::prelude::*;
use types::canned_reply::CannedReply;
use types::label::Label;
use types::view::{InboxView, List, ListQuery};
use types::{CannedReplyId, ConversationId, MessageId};

/// Everything on the inbox page at this address.
///
/// # Errors
/// `NotFound` when the conversation is not there, or not for this agent.
#[server(name = FetchInboxView, prefix = "/api/fn", endpoint = "inbox_view")]
pub async fn inbox_view(
    view: String,
    #[server(default)] query: String,
    #[server(default)] conversation: Option<ConversationId>,
    #[server(default)] message: Option<MessageId>,
) -> Result<InboxView, AppError> {
    use crate::server::{actor, desk};
    Ok(desk().inbox_view(&actor().await?, list_query(&view, &query), conversation, message).await?)
}

/// The part of the list after a place; `after` as its URL spells it.
///
/// # Errors
/// `Invalid` for a place that is none.
#[server(prefix = "/api/fn", endpoint = "list_page")]
pub async fn list_page(view: String, #[server(default)] query: String, after: String) -> Result<List, AppError> {
    use crate::server::{actor, desk};
    use types::Problem;

    let after =
        after.parse().map_err(|_| Problem::invalid("after", "The place in the list is not one. Please reload."))?;
    Ok(desk().list_page(&actor().await?, list_query(&view, &query), after).await?)
}

/// Makes a label; when a conversation is named, puts it on at once.
///
/// # Errors
/// `Invalid` for a bad name, `Conflict` for one that is taken, `NotFound` for a foreign conversation.
#[server(prefix = "/api/fn", endpoint = "create_label")]
pub async fn create_label(
    name: String,
    color: types::label::LabelColor,
    #[server(default)] conversation: Option<ConversationId>,
) -> Result<Label, AppError> {
    use crate::server::{actor, desk};
    Ok(desk().create_label(&actor().await?, &name, color, conversation).await?)
}

/// Makes a canned reply, or changes the one named.
///
/// # Errors
/// `Invalid` for a bad shortcut or text, `Conflict` for a shortcut that is taken.
#[server(prefix = "/api/fn", endpoint = "save_canned_reply")]
pub async fn save_canned_reply(
    #[server(default)] id: Option<CannedReplyId>,
    shortcut: String,
    text: String,
) -> Result<CannedReply, AppError> {
    use crate::server::{actor, desk};
    Ok(desk().save_canned_reply(&actor().await?, id, &shortcut, &text).await?)
}

/// Removes a canned reply.
///
/// # Errors
/// `NotFound` when there is none such.
#[server(prefix = "/api/fn", endpoint = "delete_canned_reply")]
pub async fn delete_canned_reply(id: CannedReplyId) -> Result<(), AppError> {
    use crate::server::{actor, desk};
    Ok(desk().delete_canned_reply(&actor().await?, id).await?)
}

/// Which list the path's view and the URL's query mean.
#[must_use]
pub fn list_query(view: &str, query: &str) -> ListQuery {
    let pairs = query.trim_start_matches('?');
    ListQuery::read(view, |name| {
        pairs.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::view::Sort;

    #[test]
    fn a_query_is_read_with_and_without_its_question_mark() {
        for query in ["?sort=waiting&message=9", "message=9&sort=waiting"] {
            assert_eq!(list_query("all", query).sort, Sort::Waiting);
        }
        assert_eq!(list_query("", ""), ListQuery::default());
    }
}
