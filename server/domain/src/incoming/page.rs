//! The page that came with a mail, its HTML part: kept like a file of the message, but not as one of its attachments.

use super::ProviderFile;
use crate::blobs::Blobs;
use crate::change::Work;
use bytes::Bytes;
use types::limits::EMAIL_PAGE_BYTES;
use types::message::{EmailPage, MessageBody};
use types::{ConversationId, InboxId, MessageId, Problem};

/// What the file is called, should somebody save it.
const NAME: &str = "mail.html";

/// The page of an incoming mail.
#[derive(Clone, Debug)]
pub struct Page {
    file: ProviderFile,
    remote_pictures: bool,
}

impl Page {
    /// A page, and whether it has pictures that lie elsewhere. `None` for one that is empty or too large to be kept.
    #[must_use]
    pub fn of(html: String, remote_pictures: bool) -> Option<Self> {
        let fits = !html.trim().is_empty() && html.len() <= EMAIL_PAGE_BYTES;
        fits.then(|| Self { file: ProviderFile::here(NAME, Bytes::from(html)), remote_pictures })
    }

    /// Puts it into the store, before anything names it.
    pub(super) async fn store(&mut self, blobs: &Blobs) -> Result<(), Problem> {
        self.file.store(blobs).await
    }

    /// Its unguessable name, once it is stored.
    pub(super) fn key(&self) -> Option<&str> {
        self.file.key()
    }

    /// Tells a mail where its page is, and which of its files may stand in it as pictures.
    pub(super) fn name_in(&self, body: &mut MessageBody, files: &[ProviderFile]) {
        if let (MessageBody::Email(email), Some(key)) = (body, self.key()) {
            let pictures = files.iter().filter_map(ProviderFile::picture).collect();
            email.page = Some(EmailPage { key: key.to_owned(), pictures, remote_pictures: self.remote_pictures });
        }
    }

    /// Notes it as a file of this message: it is shown to the same people, and goes with it.
    pub(super) async fn attach(
        self,
        work: &mut Work<'_>,
        inbox: InboxId,
        conversation: ConversationId,
        message: MessageId,
    ) -> Result<(), Problem> {
        self.file.attach(work, inbox, conversation, message).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_empty_or_too_large_is_not_kept() {
        assert!(Page::of("<p>Hi".to_owned(), false).is_some());
        assert!(Page::of("x".repeat(EMAIL_PAGE_BYTES), false).is_some());
        assert!(Page::of("x".repeat(EMAIL_PAGE_BYTES + 1), false).is_none());
        assert!(Page::of(" \n".to_owned(), true).is_none());
    }
}
