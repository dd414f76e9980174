//! Attached files: taken in by what their bytes say, given out to those who may see their conversation.

mod email_page;

pub use email_page::StoredPage;

use crate::visitors::Website;
use crate::{Actor, Desk, access, secret};
use bytes::Bytes;
use store::Conn;
use store::attachments::{self, NewAttachment, Stored, Uploader};
use types::limits::ATTACHMENT_BYTES;
use types::message::Attachment;
use types::{AccountId, ConversationId, InboxId, Noun, Problem};

/// A file with its bytes.
#[derive(Clone, Debug)]
pub struct StoredFile {
    /// What is known of it.
    pub attachment: Attachment,
    /// What is in it.
    pub bytes: Bytes,
}

impl Desk {
    /// Takes in a file for an agent's next message in this conversation.
    ///
    /// # Errors
    /// `TooLarge`, `Invalid` for an empty file, `NotFound` for a foreign conversation.
    pub async fn upload(
        &self,
        actor: &Actor,
        conversation: ConversationId,
        name: &str,
        bytes: Bytes,
    ) -> Result<Attachment, Problem> {
        let known = access::read(&mut self.store.conn().await?, actor, conversation).await?;
        self.take_in(actor.account, known.summary.inbox, Uploader::Agent(conversation), name, bytes).await
    }

    /// Takes in a file for a visitor's next message.
    ///
    /// # Errors
    /// `TooLarge`, `Invalid` for an empty file.
    pub async fn visitor_upload(
        &self,
        site: &Website,
        token: &str,
        name: &str,
        bytes: Bytes,
    ) -> Result<Attachment, Problem> {
        check(&bytes)?;
        let address = self.visitor_address(site, token).await?;
        self.take_in(site.account, site.inbox, Uploader::Customer(address.id), name, bytes).await
    }

    async fn take_in(
        &self,
        account: AccountId,
        inbox: InboxId,
        uploader: Uploader,
        name: &str,
        bytes: Bytes,
    ) -> Result<Attachment, Problem> {
        check(&bytes)?;
        let (key, name, media_type) = (secret::token(), clean_name(name), sniffed(&bytes));
        let (size, sha256) = (i64::try_from(bytes.len()).unwrap_or(i64::MAX), secret::hash_bytes(&bytes));
        // First the bytes, then the row that names them: a file without a row is waste, a row without a file a loss.
        self.blobs.put(&key, bytes).await?;
        self.change(account, move |work| {
            Box::pin(async move {
                let file =
                    NewAttachment { inbox, uploader, key: &key, name: &name, media_type, bytes: size, sha256: &sha256 };
                Ok(attachments::create(work.conn, account, file, work.now).await?)
            })
        })
        .await
    }

    /// A file, for an agent who may see its conversation.
    ///
    /// # Errors
    /// `NotFound` for all others.
    pub async fn file(&self, actor: &Actor, key: &str) -> Result<StoredFile, Problem> {
        let found = known_to(&mut self.store.conn().await?, actor, key).await?;
        Ok(StoredFile { bytes: self.blobs.get(key).await?, attachment: found.attachment })
    }

    /// A file of this website's chats. Its key cannot be guessed and is told only to those in the conversation.
    ///
    /// # Errors
    /// `NotFound` for a file of another inbox or of a note.
    pub async fn visitor_file(&self, site: &Website, key: &str) -> Result<StoredFile, Problem> {
        let missing = Problem::NotFound { what: Noun::Attachment };
        let mut conn = self.store.conn().await?;
        let found = attachments::find_by_key(&mut conn, key).await?.filter(|file| file.inbox == site.inbox);
        let found = found.ok_or(missing.clone())?;
        if let Some(message) = found.message {
            let message = store::messages::find(&mut conn, site.account, message).await?;
            message.filter(types::message::Message::for_customer).ok_or(missing)?;
        }
        drop(conn);
        Ok(StoredFile { bytes: self.blobs.get(key).await?, attachment: found.attachment })
    }
}

/// What is known of a file, for an agent who may see its conversation.
async fn known_to(conn: &mut Conn, actor: &Actor, key: &str) -> Result<Stored, Problem> {
    let missing = Problem::NotFound { what: Noun::Attachment };
    let found = attachments::find_by_key(conn, key).await?.filter(|file| file.account == actor.account);
    let found = found.ok_or(missing.clone())?;
    access::read(conn, actor, found.conversation.ok_or(missing.clone())?).await.map_err(|_| missing)?;
    Ok(found)
}

fn check(bytes: &Bytes) -> Result<(), Problem> {
    if bytes.is_empty() {
        return Err(Problem::invalid("file", "The file is empty."));
    }
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > ATTACHMENT_BYTES {
        return Err(Problem::TooLarge { limit: ATTACHMENT_BYTES });
    }
    Ok(())
}

/// What the bytes say they are; anything unknown is just bytes. Text is never called HTML or SVG: those can carry script.
pub(crate) fn sniffed(bytes: &[u8]) -> &'static str {
    match infer::get(bytes).map(|kind| kind.mime_type()) {
        Some("text/html" | "text/xml" | "image/svg+xml") => "text/plain",
        // In a file, Opus is always in Ogg (RFC 7845, §9), and browsers and providers know it by that name only.
        Some("audio/opus") => "audio/ogg",
        Some(known) => known,
        None if std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0')) => "text/plain",
        None => "application/octet-stream",
    }
}

/// The sender's name of a file, safe to show and to save under: the last part of a path, without controls or tricks of direction.
pub(crate) fn clean_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let tricks = |c: &char| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '"');
    let name: String = last.trim().trim_start_matches('.').chars().filter(tricks).take(120).collect();
    if name.is_empty() { "file".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        assert_eq!(sniffed(b"\x89PNG\r\n\x1a\n0000"), "image/png");
        assert_eq!(sniffed(b"MZ\x90\0\x03\0\0\0"), "application/vnd.microsoft.portable-executable");
        assert_eq!(sniffed(b"<!DOCTYPE html><script>alert(1)</script>"), "text/plain");
        assert_eq!(sniffed(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "text/plain");
        assert_eq!(sniffed("h\u{e9}llo".as_bytes()), "text/plain");
        assert_eq!(sniffed(&[b"OggS".as_slice(), &[0; 24], b"OpusHead"].concat()), "audio/ogg");
        assert_eq!(sniffed(&[0, 255, 254]), "application/octet-stream");
    }

    #[test]
    fn a_file_name_cannot_leave_its_folder_or_lie_about_its_end() {
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name("C:\\photos\\cat.png"), "cat.png");
        assert_eq!(clean_name("invoice\u{202e}gpj.exe"), "invoicegpj.exe");
        assert_eq!(clean_name("\u{0}\n"), "file");
        assert_eq!(clean_name(".htaccess"), "htaccess");
    }
}
