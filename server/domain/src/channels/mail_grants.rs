//! What mail providers have given out: read, renewed by one node at a time, and given up when the provider takes it back.

use super::mail_sign_in::MailTokens;
use super::{InboxConfig, health};
use crate::Desk;
use crate::change::Work;
use crate::vault::Vault;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;
use store::inboxes::Configured;
use store::mail_grants::{self, Grant};
use store::{inboxes, outbox};
use types::inbox::{InboxState, Severity};
use types::{InboxId, Problem, Timestamp};

/// An access token that is good for less is renewed before it is used.
const REMAINING: Duration = Duration::from_secs(5 * 60);
/// Nobody waits for a renewal as long as the token is good for this time.
const USABLE: Duration = Duration::from_secs(30);
/// How long nobody tries again after the provider could not be asked, when the token is still good.
const REST: Duration = Duration::from_secs(30);
/// How long one renewal is waited for: longer than the provider may take. Who has not come back by then is gone.
const RENEWAL: Duration = Duration::from_secs(60);
/// Settings that what was given out belongs to: with others somebody has to sign in again. A new client secret changes nothing.
const CLIENT: [&str; 6] = ["login", "tenant", "authorization_url", "token_url", "scopes", "client_id"];
const CLIENT_SECRET: &str = "client_secret";

/// What opens a mailbox, and gets the next one.
#[derive(Clone, PartialEq, Eq)]
pub struct MailGrant {
    /// The access token.
    pub access: String,
    /// The refresh token.
    pub refresh: String,
    /// How long the access token is good.
    pub good_until: Timestamp,
    /// Another one with each change.
    pub version: i64,
}

/// Without the tokens.
impl std::fmt::Debug for MailGrant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailGrant")
            .field("good_until", &self.good_until)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// What is to be done before a mailbox is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// Nothing.
    Fresh(MailGrant),
    /// The caller renews it, and says how that ended.
    Mine(MailGrant),
    /// Somebody else renews it at the moment.
    Others,
    /// Somebody has to sign in.
    Missing,
}

/// How tokens are kept before they are sealed.
#[derive(Serialize, Deserialize)]
struct Pair {
    access: String,
    refresh: String,
}

/// Both tokens, encrypted.
pub(super) fn seal(vault: &Vault, access: &str, refresh: &str) -> Result<String, Problem> {
    let pair = Pair { access: access.to_owned(), refresh: refresh.to_owned() };
    vault.seal(&serde_json::to_string(&pair).map_err(|_| Problem::Internal)?)
}

fn open(vault: &Vault, kept: &Grant) -> Result<MailGrant, Problem> {
    let Pair { access, refresh } = serde_json::from_str(&vault.unseal(&kept.tokens)?).map_err(|_| Problem::Internal)?;
    Ok(MailGrant { access, refresh, good_until: kept.good_until, version: kept.version })
}

impl Desk {
    /// The tokens of a mailbox, when they are good for a while; else who renews them. `refused` is the version that a server did not
    /// accept although it should be good.
    ///
    /// # Errors
    /// When the database does not answer, or the tokens cannot be read any more.
    pub async fn begin_renewal(&self, inbox: &InboxConfig, refused: Option<i64>) -> Result<Renewal, Problem> {
        let (account, id, now) = (inbox.account, inbox.id, self.now());
        let mut tx = self.store.snapshot().await?;
        let is_held = inboxes::find(&mut tx, account, id).await?.is_none_or(|found| found.held.is_some());
        let known = mail_grants::find(&mut tx, id).await?.filter(|_| !is_held);
        drop(tx);
        let Some(known) = known else { return Ok(Renewal::Missing) };
        let grant = open(&self.vault, &known)?;
        let is_refused = refused.is_some_and(|version| version >= known.version);
        if !is_refused && known.good_until >= now + REMAINING {
            return Ok(Renewal::Fresh(grant));
        }
        let meanwhile = if !is_refused && known.good_until >= now + USABLE {
            Renewal::Fresh(grant.clone())
        } else {
            Renewal::Others
        };
        if known.renewing_until > now {
            return Ok(meanwhile);
        }
        let version = known.version;
        let mine = self.change(account, move |work| {
            Box::pin(async move {
                inboxes::lock(work.conn, id).await?;
                let found = inboxes::find(work.conn, work.account, id).await?;
                // Somebody else may have come back with a refusal meanwhile.
                if found.is_none_or(|found| found.held.is_some()) {
                    return Ok(None);
                }
                Ok(Some(mail_grants::lease(work.conn, id, version, work.now, work.now + RENEWAL).await?))
            })
        });
        Ok(match mine.await? {
            None => Renewal::Missing,
            Some(true) => Renewal::Mine(grant),
            Some(false) => meanwhile,
        })
    }

    /// The provider has given out these instead: what is good from now on. `None`: nothing is any more. When somebody has signed in
    /// meanwhile, theirs stay.
    ///
    /// # Errors
    /// When the database does not answer: then it is to be tried again, because the provider may not take the old ones any more.
    pub async fn finish_renewal(
        &self,
        inbox: &InboxConfig,
        old: &MailGrant,
        tokens: MailTokens,
    ) -> Result<Option<MailGrant>, Problem> {
        let (vault, id, version) = (self.vault.clone(), inbox.id, old.version);
        // Not every provider gives out another refresh token; then the old one stays good.
        let refresh = tokens.refresh.filter(|refresh| !refresh.is_empty()).unwrap_or_else(|| old.refresh.clone());
        let sealed = seal(&vault, &tokens.access, &refresh)?;
        self.change(inbox.account, move |work| {
            Box::pin(async move {
                mail_grants::renew(work.conn, id, version, &sealed, tokens.good_until).await?;
                mail_grants::find(work.conn, id).await?.map(|known| open(&vault, &known)).transpose()
            })
        })
        .await
    }

    /// The provider could not be asked: somebody else may try, after a while when the token is still good.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn leave_renewal(&self, inbox: &InboxConfig, old: &MailGrant) -> Result<(), Problem> {
        let (id, version, good_until) = (inbox.id, old.version, old.good_until);
        self.change(inbox.account, move |work| {
            Box::pin(async move {
                let is_usable = good_until >= work.now + USABLE;
                let until = if is_usable { work.now + REST } else { Timestamp::default() };
                Ok(mail_grants::release(work.conn, id, version, until).await?)
            })
        })
        .await
    }

    /// The provider lets us in no more, for a reason that only people can change: nothing is read, what is written waits, and
    /// administrators are called. `seen` is the version that was refused, `None` when there was none; nothing happens when somebody
    /// has signed in or changed the settings meanwhile.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, inbox: &InboxConfig, seen: Option<i64>, reason: String) -> Result<(), Problem> {
        let (id, vault, used) = (inbox.id, self.vault.clone(), inbox.values.clone());
        self.change(inbox.account, move |work| {
            Box::pin(async move {
                inboxes::lock(work.conn, id).await?;
                let known = mail_grants::find(work.conn, id).await?.map(|known| known.version);
                let found = inboxes::find(work.conn, work.account, id).await?;
                let Some(found) = found.filter(|found| found.inbox.state != InboxState::Removed) else { return Ok(()) };
                if known != seen || found.held.is_some() {
                    return Ok(());
                }
                if let Some(version) = known {
                    mail_grants::release(work.conn, id, version, Timestamp::default()).await?;
                }
                let sentence = health::cannot_send(&found.inbox.name, &reason);
                let present = super::open(&vault, found)?.values;
                if !is_same_client(&present, &used) || present.get(CLIENT_SECRET) != used.get(CLIENT_SECRET) {
                    return Ok(());
                }
                inboxes::set_held(work.conn, work.account, id, Some(work.now)).await?;
                health::raise(work, id, Severity::Bad, sentence, "{}").await
            })
        })
        .await
    }
}

/// Whether what was given out with some settings is good with others.
pub(super) fn is_same_client(some: &BTreeMap<String, String>, others: &BTreeMap<String, String>) -> bool {
    CLIENT.iter().all(|name| some.get(*name) == others.get(*name))
}

/// Whatever waited for somebody to sign in goes on.
pub(super) async fn resume(work: &mut Work<'_>, id: InboxId) -> Result<(), Problem> {
    inboxes::set_held(work.conn, work.account, id, None).await?;
    outbox::hasten(work.conn, id, work.now).await?;
    work.errands.parcels = true;
    health::all_over(work, id).await
}

/// A mailbox was set up anew: what was given out for another provider is forgotten, and what cannot work without waits. What may be
/// right now is tried again.
pub(super) async fn set_up_anew(
    work: &mut Work<'_>,
    before: &Configured,
    values: &BTreeMap<String, String>,
) -> Result<(), Problem> {
    let id = before.inbox.id;
    let is_same = is_same_client(&super::plain_values(before), values);
    if !is_same {
        mail_grants::forget(work.conn, id).await?;
    }
    let needs_it = super::mail_login(values).is_oauth();
    let has_it = is_same && mail_grants::find(work.conn, id).await?.is_some();
    if needs_it && !has_it {
        return Ok(inboxes::set_held(work.conn, work.account, id, before.held.or(Some(work.now))).await?);
    }
    if before.held.is_some() { resume(work, id).await } else { Ok(()) }
}
