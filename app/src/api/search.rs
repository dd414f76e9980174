//! Search over messages, notes and contacts.

use crate::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::Timestamp;
use types::search::SearchPage;

/// What was found, and when: times in lists are written relative to now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// When it was read.
    pub now: Timestamp,
    /// The hits.
    pub page: SearchPage,
}

/// One page of hits. A blank text finds nothing.
#[server(prefix = "/api/fn", endpoint = "search")]
pub async fn search(text: String, #[server(default)] offset: i64) -> Result<Found, AppError> {
    use crate::server::{actor, desk};
    let (desk, actor) = (desk(), actor().await?);
    let text = text.trim();
    let page = if text.is_empty() { SearchPage::default() } else { desk.search(&actor, text, offset.max(0)).await? };
    Ok(Found { now: desk.now(), page })
}
