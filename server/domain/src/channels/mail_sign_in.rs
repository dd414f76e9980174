//! Signing in at a mail provider: where somebody is sent, and what becomes of it when they come back.

use super::mail_grants::{is_same_client, resume, seal};
use super::{InboxConfig, plain_values};
use crate::{Actor, Desk, secret};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use store::{inboxes, mail_grants};
use types::inbox::{ChannelKind, InboxState, MailLogin, SignInOutcome};
use types::{AccountId, InboxId, Noun, Problem, Timestamp, UserId};

/// How long somebody may take at the provider.
const PATIENCE: Duration = Duration::from_secs(15 * 60);
/// In every state, so that nothing else that was sealed here is taken for one.
const PURPOSE: &str = "mail sign-in";

/// What a mail provider gives out.
#[derive(Clone, PartialEq, Eq)]
pub struct MailTokens {
    /// Opens the mailbox.
    pub access: String,
    /// Gets the next one; `None`: the provider gave none along.
    pub refresh: Option<String>,
    /// How long the access token is good.
    pub good_until: Timestamp,
}

/// Without the tokens.
impl std::fmt::Debug for MailTokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailTokens").field("good_until", &self.good_until).finish_non_exhaustive()
    }
}

/// What somebody brings along from the provider (RFC 6749, 4.1.2).
#[derive(Clone, Debug, Default)]
pub struct Comeback {
    /// What we gave them to take along.
    pub state: String,
    /// What the tokens are given out for.
    pub code: Option<String>,
    /// The provider's word for why there is no code.
    pub error: Option<String>,
}

/// What is sealed in a state: who signs in which inbox, until when, and the secret that belongs to the code (RFC 7636).
#[derive(Serialize, Deserialize)]
struct Attempt {
    purpose: String,
    until: Timestamp,
    account: AccountId,
    user: UserId,
    inbox: InboxId,
    verifier: String,
}

impl Desk {
    /// The address at which this person signs in at the provider of a mailbox.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`, `Conflict` when its settings do not suffice.
    pub async fn begin_sign_in(&self, actor: &Actor, id: InboxId) -> Result<String, Problem> {
        actor.must_manage()?;
        let inbox = self.mailbox(actor.account, id).await?;
        let Some(gate) = self.gate.get() else { return Err(Problem::Unavailable) };
        let (verifier, until) = (secret::token(), self.now() + PATIENCE);
        let (account, user, purpose) = (actor.account, actor.user, PURPOSE.to_owned());
        let attempt = Attempt { purpose, until, account, user, inbox: id, verifier: verifier.clone() };
        let state = self.vault.seal(&serde_json::to_string(&attempt).map_err(|_| Problem::Internal)?)?;
        gate.sign_in_address(inbox, state, verifier).map_err(Problem::conflict)
    }

    /// Somebody is back from the provider: how it ended, and for which inbox, as far as that can be told. What was there before is
    /// replaced only by what is better. It is finished even when the browser goes away in the middle: a code is good only once.
    ///
    /// # Errors
    /// `Forbidden`, or when the database does not answer.
    pub async fn finish_sign_in(
        &self,
        actor: &Actor,
        back: Comeback,
    ) -> Result<(Option<InboxId>, SignInOutcome), Problem> {
        actor.must_manage()?;
        let opened = self.vault.try_unseal(&back.state).filter(|opened| !opened.is_empty());
        let attempt = opened.and_then(|opened| serde_json::from_str::<Attempt>(&opened).ok());
        let Some(attempt) = attempt.filter(|attempt| attempt.purpose == PURPOSE) else {
            return Ok((None, SignInOutcome::Unknown));
        };
        if (attempt.account, attempt.user) != (actor.account, actor.user) {
            return Ok((None, SignInOutcome::Foreign));
        }
        let (desk, id, until) = (self.clone(), attempt.inbox, attempt.until);
        let outcome = match (back.error.as_deref(), back.code) {
            _ if until < self.now() => SignInOutcome::Expired,
            (Some("access_denied"), _) => SignInOutcome::Denied,
            (Some(_), _) | (None, None) => SignInOutcome::Failed,
            (None, Some(code)) => {
                let whole = tokio::spawn(async move { desk.exchange(attempt, code).await });
                whole.await.unwrap_or(Err(Problem::Internal))?
            }
        };
        Ok((Some(id), outcome))
    }

    async fn exchange(&self, attempt: Attempt, code: String) -> Result<SignInOutcome, Problem> {
        let inbox = self.mailbox(attempt.account, attempt.inbox).await?;
        let Some(gate) = self.gate.get() else { return Err(Problem::Unavailable) };
        let tokens = match gate.exchange(inbox.clone(), code, attempt.verifier).await {
            Ok(tokens) => tokens,
            Err(outcome) => return Ok(outcome),
        };
        let Some(refresh) = tokens.refresh.filter(|refresh| !refresh.is_empty()) else {
            return Ok(SignInOutcome::NoRefreshToken);
        };
        let (sealed, good_until) = (seal(&self.vault, &tokens.access, &refresh)?, tokens.good_until);
        self.change(attempt.account, move |work| {
            Box::pin(async move {
                let id = inbox.id;
                inboxes::lock(work.conn, id).await?;
                let found = inboxes::find(work.conn, work.account, id).await?;
                let found = found.filter(|found| found.inbox.state != InboxState::Removed);
                let found = found.ok_or(Problem::NotFound { what: Noun::Inbox })?;
                // Somebody has set it up for another provider meanwhile.
                if !is_same_client(&plain_values(&found), &inbox.values) {
                    return Ok(SignInOutcome::Refused);
                }
                mail_grants::replace(work.conn, work.account, id, &sealed, good_until).await?;
                resume(work, id).await?;
                Ok(SignInOutcome::Done)
            })
        })
        .await
    }

    /// An inbox at whose provider somebody can sign in.
    async fn mailbox(&self, account: AccountId, id: InboxId) -> Result<InboxConfig, Problem> {
        let inbox = self.inbox_config(account, id).await?;
        if inbox.channel != ChannelKind::Email || inbox.state == InboxState::Removed {
            return Err(Problem::NotFound { what: Noun::Inbox });
        }
        if !inbox.mail_login().is_oauth() {
            return Err(Problem::conflict("This mailbox is signed in to with a password."));
        }
        Ok(inbox)
    }
}

impl InboxConfig {
    /// How its mailbox is signed in to.
    #[must_use]
    pub fn mail_login(&self) -> MailLogin {
        super::mail_login(&self.values)
    }
}
