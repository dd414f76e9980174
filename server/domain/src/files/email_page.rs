//! The page that came with a mail, for those who may see its conversation.

use super::known_to;
use crate::{Actor, Desk};
use bytes::Bytes;
use store::messages;
use types::message::{EmailPage, MessageBody};
use types::{Noun, Problem};

/// The page of a mail, as its sender wrote it. Never show it without making it harmless.
#[derive(Clone, Debug)]
pub struct StoredPage {
    /// The mail's subject.
    pub subject: String,
    /// What is known of the page.
    pub page: EmailPage,
    /// Its HTML, UTF-8.
    pub html: Bytes,
}

impl Desk {
    /// The page that is kept under this key, for an agent who may see its conversation.
    ///
    /// # Errors
    /// `NotFound` for all others, and for files that are no page of a mail.
    pub async fn email_page(&self, actor: &Actor, key: &str) -> Result<StoredPage, Problem> {
        let missing = Problem::NotFound { what: Noun::Attachment };
        let mut conn = self.store.conn().await?;
        let message = known_to(&mut conn, actor, key).await?.message.ok_or(missing.clone())?;
        let message = messages::find(&mut conn, actor.account, message).await?;
        drop(conn);
        let Some(MessageBody::Email(email)) = message.map(|message| message.body) else { return Err(missing) };
        let page = email.page.filter(|page| page.key == key).ok_or(missing)?;
        Ok(StoredPage { subject: email.subject, page, html: self.blobs.get(key).await? })
    }
}
