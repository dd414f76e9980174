//! Files that come with a message: here already, or to be fetched from the provider afterwards.

use crate::blobs::Blobs;
use crate::change::Work;
use crate::files::{clean_name, sniffed};
use crate::secret;
use bytes::Bytes;
use store::attachments::{self, NewAttachment, NewPending, Uploader};
use types::message::{Attachment, EmailPicture};
use types::{ConversationId, InboxId, MessageId, Problem};

/// A file of an incoming message.
#[derive(Clone, Debug)]
pub enum ProviderFile {
    /// Its bytes came along.
    Here {
        /// What the sender calls it.
        name: String,
        /// Its bytes; taken when they are stored.
        bytes: Bytes,
        /// Its unguessable name here; empty until it is stored.
        key: String,
        /// The name that the page of a mail has for it.
        content_id: Option<String>,
    },
    /// It is still at the provider.
    There {
        /// What the sender calls it.
        name: String,
        /// The media type the sender claims; until the bytes are here it decides how the file is shown.
        media_type: String,
        /// Where it is: JSON of the channel's.
        source: String,
    },
}

impl ProviderFile {
    /// A file whose bytes came along.
    pub fn here(name: impl Into<String>, bytes: Bytes) -> Self {
        Self::Here { name: name.into(), bytes, key: String::new(), content_id: None }
    }

    /// The same file, with the name that the page of a mail may have for it.
    #[must_use]
    pub fn called(self, content_id: Option<String>) -> Self {
        match self {
            Self::Here { name, bytes, key, .. } => Self::Here { name, bytes, key, content_id },
            there @ Self::There { .. } => there,
        }
    }

    /// Puts bytes that came along into the store, before anything names them.
    pub(super) async fn store(&mut self, blobs: &Blobs) -> Result<(), Problem> {
        if let Self::Here { bytes, key, .. } = self {
            *key = secret::token();
            blobs.put(key, bytes.clone()).await?;
        }
        Ok(())
    }

    /// Its unguessable name, once it is stored.
    pub(super) fn key(&self) -> Option<&str> {
        match self {
            Self::Here { key, .. } if !key.is_empty() => Some(key),
            _ => None,
        }
    }

    /// As a picture in the page of a mail.
    pub(super) fn picture(&self) -> Option<EmailPicture> {
        let Self::Here { content_id, .. } = self else { return None };
        Some(EmailPicture { content_id: content_id.clone()?, key: self.key()?.to_owned() })
    }

    /// Notes the file as one of this message.
    pub(super) async fn attach(
        self,
        work: &mut Work<'_>,
        inbox: InboxId,
        conversation: ConversationId,
        message: MessageId,
    ) -> Result<Attachment, Problem> {
        match self {
            Self::Here { name, bytes, key, .. } => {
                let file = NewAttachment {
                    inbox,
                    uploader: Uploader::Agent(conversation),
                    key: &key,
                    name: &clean_name(&name),
                    media_type: sniffed(&bytes),
                    bytes: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
                    sha256: &secret::hash_bytes(&bytes),
                };
                let file = attachments::create(work.conn, work.account, file, work.now).await?;
                let taken = attachments::take(work.conn, work.account, file.id, conversation, message).await?;
                taken.ok_or(Problem::Internal)
            }
            Self::There { name, media_type, source } => {
                work.errands.files = true;
                let essence = media_type.split(';').next().unwrap_or_default().trim().to_lowercase();
                let file = NewPending {
                    inbox,
                    conversation,
                    message,
                    key: &secret::token(),
                    name: &clean_name(&name),
                    media_type: if essence.is_empty() { "application/octet-stream" } else { &essence },
                    source: &source,
                };
                Ok(attachments::create_pending(work.conn, work.account, file, work.now).await?)
            }
        }
    }
}
