//! Files of incoming messages that are still at the provider: claimed by a worker, fetched by it, and put where people see them.

use crate::effects;
use crate::files::{clean_name, sniffed};
use crate::{Desk, secret};
use bytes::Bytes;
use std::time::Duration;
use store::attachments::{self, Pending};
use store::{conversations, message_steps, messages};
use types::message::{MessageStep, StepKind};
use types::{AccountId, MessageId, Problem, Timestamp};

/// How long fetching one file may take.
const LEASE: Duration = Duration::from_secs(600);
/// What may wait before the first, second, … repeat. Providers forget files after days, so there is no hurry and an end.
const DELAYS: [u64; 8] = [5, 30, 120, 600, 1_800, 3_600, 14_400, 43_200];
/// How long an address lives that is given to a provider to fetch a file of ours.
const LINK_LIVES: Duration = Duration::from_hours(1);

impl Desk {
    /// Takes files that are to be fetched.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn claim_files(&self, limit: i64) -> Result<Vec<Pending>, Problem> {
        let now = self.now();
        // Mostly there is nothing, which a read finds out without waiting for writers.
        let due = attachments::due(&mut *self.store.snapshot().await?, now, limit).await?;
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let mut tx = self.store.begin().await?;
        let claimed = attachments::claim(&mut tx, due, now, now + LEASE).await?;
        tx.commit().await?;
        Ok(claimed)
    }

    /// The bytes of a file are here.
    ///
    /// # Errors
    /// When they could not be stored: then the file is to be fetched again.
    pub async fn file_fetched(&self, file: Pending, name: Option<String>, bytes: Bytes) -> Result<(), Problem> {
        let (media_type, sha256) = (sniffed(&bytes), secret::hash_bytes(&bytes));
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        self.blobs.put(&file.key, bytes).await?;
        let name = name.map(|name| clean_name(&name)).unwrap_or_else(|| file.name.clone());
        let (id, message) = (file.id, file.message);
        self.file_changed(file.account, message, format!("{size} bytes"), move |conn| {
            Box::pin(async move { Ok(attachments::ready(conn, id, &name, media_type, size, &sha256).await?) })
        })
        .await
    }

    /// A file could not be fetched; it is tried again unless that `is_final` or it was tried often enough.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn file_not_fetched(
        &self,
        file: Pending,
        reason: String,
        again_after: Option<Duration>,
        is_final: bool,
    ) -> Result<(), Problem> {
        let place = usize::try_from(file.attempts.max(1) - 1).unwrap_or(usize::MAX);
        let wait = DELAYS.get(place).map(|seconds| Duration::from_secs(*seconds).max(again_after.unwrap_or_default()));
        let (id, message) = (file.id, file.message);
        match wait.filter(|_| !is_final) {
            Some(wait) => {
                let mut tx = self.store.begin().await?;
                attachments::postpone(&mut tx, id, self.now() + wait).await?;
                Ok(tx.commit().await?)
            }
            None => {
                let told = reason.clone();
                self.file_changed(file.account, message, told, move |conn| {
                    Box::pin(async move { Ok(attachments::fail(conn, id, &reason).await?) })
                })
                .await
            }
        }
    }

    async fn file_changed<F>(
        &self,
        account: AccountId,
        message: MessageId,
        detail: String,
        change: F,
    ) -> Result<(), Problem>
    where
        F: for<'a> FnOnce(&'a mut store::Conn) -> futures_util::future::BoxFuture<'a, Result<(), Problem>>
            + Send
            + 'static,
    {
        self.change(account, move |work| {
            Box::pin(async move {
                let Some(known) = messages::find(work.conn, work.account, message).await? else { return Ok(()) };
                let conversation = conversations::find_to_change(work.conn, work.account, known.conversation).await?;
                change(work.conn).await?;
                let steps = vec![MessageStep { at: work.now, step: StepKind::Fetched, detail }];
                message_steps::add(work.conn, work.account, message, steps);
                let now = messages::find(work.conn, work.account, message).await?;
                if let (Some(conversation), Some(now)) = (conversation, now) {
                    effects::announce(work, &conversation, &now);
                }
                Ok(())
            })
        })
        .await
    }

    /// The bytes of a stored file, for workers.
    ///
    /// # Errors
    /// `NotFound` when they are not there.
    pub async fn bytes_of(&self, key: &str) -> Result<Bytes, Problem> {
        self.blobs.get(key).await
    }

    /// The end of an address under which a provider may fetch a file for a short while. Nobody can make one up.
    ///
    /// # Errors
    /// When it cannot be encrypted.
    pub fn lend(&self, key: &str) -> Result<String, Problem> {
        self.vault.seal(&format!("{} {key}", (self.now() + LINK_LIVES).0))
    }

    /// The file behind such an address, while it lives.
    ///
    /// # Errors
    /// `NotFound` for anything else.
    pub async fn lent(&self, sealed: &str) -> Result<crate::StoredFile, Problem> {
        let missing = || Problem::NotFound { what: types::Noun::Attachment };
        let opened = self.vault.try_unseal(sealed).ok_or_else(missing)?;
        let (until, key) = opened.split_once(' ').ok_or_else(missing)?;
        let until = Timestamp(until.parse().map_err(|_| missing())?);
        if until < self.now() {
            return Err(missing());
        }
        let found = attachments::find_by_key(&mut self.store.conn().await?, key).await?.ok_or_else(missing)?;
        Ok(crate::StoredFile { bytes: self.blobs.get(key).await?, attachment: found.attachment })
    }
}
