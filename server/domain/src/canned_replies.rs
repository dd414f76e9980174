//! Canned replies: shared by everyone of the account.

use crate::{Actor, Desk};
use store::{StoreError, canned_replies};
use types::canned_reply::CannedReply;
use types::event::Change;
use types::limits::{NAME_CHARACTERS, message_text};
use types::{CannedReplyId, Noun, Problem};

impl Desk {
    /// Adds a canned reply, or changes the one of that id.
    ///
    /// # Errors
    /// `Invalid`, naming the field; `Conflict` when the shortcut is in use; `NotFound` for an unknown id.
    pub async fn save_canned_reply(
        &self,
        actor: &Actor,
        id: Option<CannedReplyId>,
        shortcut: &str,
        text: &str,
    ) -> Result<CannedReply, Problem> {
        let (shortcut, text) = (checked_shortcut(shortcut)?, message_text("text", text)?);
        self.change(actor.account, move |work| {
            Box::pin(async move {
                let taken = |e| match e {
                    StoreError::Taken(_) => Problem::conflict("Another canned reply has this shortcut already."),
                    e => e.into(),
                };
                let reply = match id {
                    None => {
                        let id = canned_replies::create(work.conn, work.account, &shortcut, &text).await;
                        CannedReply { id: id.map_err(taken)?, shortcut, text }
                    }
                    Some(id) => {
                        let reply = CannedReply { id, shortcut, text };
                        if !canned_replies::save(work.conn, work.account, &reply).await.map_err(taken)? {
                            return Err(Problem::NotFound { what: Noun::CannedReply });
                        }
                        reply
                    }
                };
                work.announce(Change::CannedReply { reply: reply.clone() });
                Ok(reply)
            })
        })
        .await
    }

    /// Removes a canned reply.
    ///
    /// # Errors
    /// `NotFound` for an unknown id.
    pub async fn delete_canned_reply(&self, actor: &Actor, id: CannedReplyId) -> Result<(), Problem> {
        self.change(actor.account, move |work| {
            Box::pin(async move {
                if !canned_replies::delete(work.conn, work.account, id).await? {
                    return Err(Problem::NotFound { what: Noun::CannedReply });
                }
                work.announce(Change::CannedReplyDeleted { id });
                Ok(())
            })
        })
        .await
    }
}

fn checked_shortcut(given: &str) -> Result<String, Problem> {
    let shortcut = given.trim().trim_start_matches('/').to_lowercase();
    let plain = shortcut.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    if shortcut.is_empty() || !plain || shortcut.chars().count() > NAME_CHARACTERS {
        return Err(Problem::invalid("shortcut", "The shortcut must be one word of letters, digits and dashes."));
    }
    Ok(shortcut)
}
