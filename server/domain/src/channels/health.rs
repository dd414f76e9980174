//! How a channel is, and the news about it.

use super::plain_values;
use crate::change::Work;
use crate::vault::Vault;
use crate::{Actor, Desk};
use std::collections::BTreeMap;
use store::inboxes::Configured;
use store::{Conn, dead_letters, mail_grants, messages, notices, outbox, provider_calls};
use types::event::Change;
use types::inbox::{ChannelHealth, ChannelKind, ChannelPage, MailSignIn, Severity};
use types::{InboxId, NoticeId, Noun, Problem};

/// Notices shown on a channel's page.
const NOTICES: i64 = 20;

pub(super) async fn page(conn: &mut Conn, vault: &Vault, found: Configured) -> Result<ChannelPage, Problem> {
    let (account, id, channel) = (found.account, found.inbox.id, found.inbox.channel);
    let sealed: BTreeMap<String, String> =
        vault.unseal(&found.secrets).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let notices = notices::latest(conn, account, id, NOTICES).await?;
    let (waiting, oldest) = outbox::waiting(conn, id).await?;
    let waiting_since = match oldest {
        Some(message) => messages::find(conn, account, message).await?.map(|message| message.received_at),
        None => None,
    };
    let health = ChannelHealth {
        last_call_at: provider_calls::last(conn, id).await?,
        last_message_at: messages::last_of_inbox(conn, id).await?,
        waiting,
        waiting_since,
        dead_letters: dead_letters::waiting(conn, account, id).await?,
        alarms: notices.iter().filter(|notice| !notice.settled && notice.severity == Severity::Bad).count() as i64,
    };
    let website = channel == ChannelKind::Website;
    let values = if website { BTreeMap::new() } else { plain_values(&found) };
    let sign_in = if channel == ChannelKind::Email && super::mail_login(&values).is_oauth() {
        let good_until = mail_grants::find(conn, id).await?.map(|known| known.good_until);
        Some(MailSignIn { held: found.held, good_until })
    } else {
        None
    };
    Ok(ChannelPage {
        callback_path: if website { format!("/chat/{}", found.key) } else { format!("/hooks/{channel}/{}", found.key) },
        values,
        secrets: sealed.keys().cloned().collect(),
        // It proves nothing to those who may see this page: they have to type it at the provider.
        verify_token: sealed.get(if channel == ChannelKind::Email { "secret" } else { "verify_token" }).cloned(),
        inbox: found.inbox,
        sign_in,
        health,
        notices,
    })
}

/// Notes something about an inbox, and calls its administrators when it is bad. The same again while it is open is no news.
pub(crate) async fn raise(
    work: &mut Work<'_>,
    inbox: InboxId,
    severity: Severity,
    sentence: String,
    details: &str,
) -> Result<(), Problem> {
    let account = work.account;
    if notices::find_open(work.conn, account, inbox, &sentence).await?.is_some() {
        return Ok(());
    }
    notices::create(work.conn, account, inbox, severity, &sentence, details, work.now).await?;
    if severity == Severity::Bad {
        work.announce(Change::Alarm { inbox, sentence: Some(sentence) });
    }
    Ok(())
}

/// In every notice that says that an inbox sends nothing.
const CANNOT_SEND: &str = " cannot send: ";

/// The notice that an inbox sends nothing.
pub(crate) fn cannot_send(inbox: &str, reason: &str) -> String {
    format!("{inbox}{CANNOT_SEND}{reason}")
}

/// A message was taken by the provider: whatever says that none are is over.
pub(crate) async fn sends_again(work: &mut Work<'_>, inbox: InboxId) -> Result<(), Problem> {
    let mut any = false;
    for (id, sentence) in notices::open_alarms(work.conn, work.account, inbox).await? {
        if sentence.contains(CANNOT_SEND) {
            any |= notices::settle(work.conn, work.account, id, work.now).await?.is_some();
        }
    }
    if any {
        work.announce(Change::Alarm { inbox, sentence: None });
    }
    Ok(())
}

/// Whatever says that something does not get through is over.
pub(crate) async fn all_over(work: &mut Work<'_>, inbox: InboxId) -> Result<(), Problem> {
    if notices::settle_all(work.conn, work.account, inbox, work.now).await? {
        work.announce(Change::Alarm { inbox, sentence: None });
    }
    Ok(())
}

impl Desk {
    /// Notes something about an inbox that its administrators should know. The same again while it is open is no news.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notice(
        &self,
        account: types::AccountId,
        inbox: InboxId,
        severity: Severity,
        sentence: String,
        details: String,
    ) -> Result<(), Problem> {
        self.change(account, move |work| {
            Box::pin(async move { raise(work, inbox, severity, sentence, &details).await })
        })
        .await
    }

    /// Everything about an inbox works again: its notices are over.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn all_is_well(&self, account: types::AccountId, inbox: InboxId) -> Result<(), Problem> {
        // Mostly nothing was wrong, which a read finds out without waiting for writers.
        let known = notices::latest(&mut *self.store.snapshot().await?, account, inbox, NOTICES).await?;
        if known.iter().all(|notice| notice.settled || notice.severity != Severity::Bad) {
            return Ok(());
        }
        self.change(account, move |work| Box::pin(async move { all_over(work, inbox).await })).await
    }

    /// Whether some channel needs its administrators now. Never for those who do not manage the account.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn channel_alarm(&self, actor: &Actor) -> Result<bool, Problem> {
        Ok(actor.role.manages() && notices::find_alarm(&mut self.store.conn().await?, actor.account).await?.is_some())
    }

    /// Somebody has dealt with a notice.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn settle_notice(&self, actor: &Actor, id: NoticeId) -> Result<(), Problem> {
        actor.must_manage()?;
        self.change(actor.account, move |work| {
            Box::pin(async move {
                let settled = notices::settle(work.conn, work.account, id, work.now).await?;
                let inbox = settled.ok_or(Problem::NotFound { what: Noun::Notice })?;
                work.announce(Change::Alarm { inbox, sentence: None });
                Ok(())
            })
        })
        .await
    }
}
