//! Channels, for those who set them up: added, changed, tried, paused, removed. And their settings, for those who talk to providers.

mod calls;
mod customers;
mod draft;
pub(crate) mod health;
mod mail_grants;
mod mail_sign_in;

pub(crate) use calls::keep;
pub use calls::{DEAD_LETTERS_PAGE, ProviderCall};
pub use customers::CustomerNews;
pub use mail_grants::{MailGrant, Renewal};
pub use mail_sign_in::{Comeback, MailTokens};

use crate::accounts::inbox_key;
use crate::vault::Vault;
use crate::{Actor, Desk, secret};
use draft::checked;
use std::collections::BTreeMap;
use store::inboxes::{self, Configured, NewInbox};
use store::{mailboxes, templates};
use types::event::Change;
use types::inbox::{ChannelDraft, ChannelKind, ChannelPage, Finding, Inbox, InboxState, MailLogin, Severity};
use types::message::{Template, TemplateStatus};
use types::{AccountId, ConversationId, InboxId, Noun, Problem, limits};

/// An inbox as those see it who talk to its provider: with its secrets. Never printed, never sent to a page.
#[derive(Clone)]
pub struct InboxConfig {
    /// Whose.
    pub account: AccountId,
    /// Which.
    pub id: InboxId,
    /// What people call it.
    pub name: String,
    /// How it talks with customers.
    pub channel: ChannelKind,
    /// Whether it works.
    pub state: InboxState,
    /// Its name in the address the provider calls.
    pub key: String,
    /// The account's id at the provider.
    pub route: String,
    /// All values by the names of the set-up fields.
    pub values: BTreeMap<String, String>,
    /// Nothing is sent or read until somebody has signed in at the mail provider.
    pub held: bool,
}

/// Without its values.
impl std::fmt::Debug for InboxConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InboxConfig").field("id", &self.id).field("channel", &self.channel).finish_non_exhaustive()
    }
}

impl InboxConfig {
    /// The path of the address the provider calls.
    #[must_use]
    pub fn callback_path(&self) -> String {
        format!("/hooks/{}/{}", self.channel, self.key)
    }
}

/// Opens the secrets of an inbox.
pub(crate) fn open(vault: &Vault, found: Configured) -> Result<InboxConfig, Problem> {
    let mut values = plain_values(&found);
    let secrets = vault.unseal(&found.secrets)?;
    values.extend(serde_json::from_str::<BTreeMap<String, String>>(&secrets).unwrap_or_default());
    Ok(InboxConfig {
        account: found.account,
        id: found.inbox.id,
        name: found.inbox.name,
        channel: found.inbox.channel,
        state: found.inbox.state,
        key: found.key,
        route: found.route,
        values,
        held: found.held.is_some(),
    })
}

/// The settings of a website inbox have another shape, and are none of these.
fn plain_values(found: &Configured) -> BTreeMap<String, String> {
    serde_json::from_str(&found.settings).unwrap_or_default()
}

impl Desk {
    /// The inbox of a key in a provider's call; removed ones are not there.
    ///
    /// # Errors
    /// `NotFound` when there is none on this channel.
    pub async fn inbox_by_key(&self, channel: ChannelKind, key: &str) -> Result<InboxConfig, Problem> {
        let found = inboxes::find_by_key(&mut self.store.conn().await?, key).await?;
        let found = found.filter(|it| it.inbox.channel == channel && it.inbox.state != InboxState::Removed);
        open(&self.vault, found.ok_or(Problem::NotFound { what: Noun::Inbox })?)
    }

    /// The inboxes, of any account, that a call for this id at the provider may be for.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn inboxes_by_route(&self, channel: ChannelKind, route: &str) -> Result<Vec<InboxConfig>, Problem> {
        let found = inboxes::find_by_route(&mut *self.store.snapshot().await?, channel, route).await?;
        // One whose secrets cannot be read any more must not hide the others.
        Ok(found.into_iter().filter_map(|found| open(&self.vault, found).ok()).collect())
    }

    /// The inboxes of this channel, of any account, that work.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn working_inboxes(&self, channel: ChannelKind) -> Result<Vec<InboxConfig>, Problem> {
        let found = inboxes::working(&mut *self.store.snapshot().await?, channel).await?;
        Ok(found.into_iter().filter_map(|found| open(&self.vault, found).ok()).collect())
    }

    /// One inbox, for workers.
    ///
    /// # Errors
    /// `NotFound` when it is not there.
    pub async fn inbox_config(&self, account: AccountId, id: InboxId) -> Result<InboxConfig, Problem> {
        let found = inboxes::find(&mut self.store.conn().await?, account, id).await?;
        open(&self.vault, found.ok_or(Problem::NotFound { what: Noun::Inbox })?)
    }

    /// All channels of the account with how they are.
    ///
    /// # Errors
    /// `Forbidden` for those who do not manage the account.
    pub async fn channels(&self, actor: &Actor) -> Result<Vec<ChannelPage>, Problem> {
        actor.must_manage()?;
        let mut tx = self.store.snapshot().await?;
        let mut pages = Vec::new();
        for found in inboxes::configured_of(&mut tx, actor.account).await? {
            if found.inbox.state != InboxState::Removed {
                pages.push(health::page(&mut tx, &self.vault, found).await?);
            }
        }
        Ok(pages)
    }

    /// One channel with how it is.
    ///
    /// # Errors
    /// `Forbidden` for those who do not manage the account, `NotFound` when it is not there.
    pub async fn channel(&self, actor: &Actor, id: InboxId) -> Result<ChannelPage, Problem> {
        actor.must_manage()?;
        let mut tx = self.store.snapshot().await?;
        let found = inboxes::find(&mut tx, actor.account, id).await?;
        let found = found.filter(|found| found.inbox.state != InboxState::Removed);
        health::page(&mut tx, &self.vault, found.ok_or(Problem::NotFound { what: Noun::Inbox })?).await
    }

    /// Adds an inbox.
    ///
    /// # Errors
    /// `Forbidden`, or `Invalid` naming the field.
    pub async fn add_channel(
        &self,
        actor: &Actor,
        channel: ChannelKind,
        draft: ChannelDraft,
    ) -> Result<Inbox, Problem> {
        actor.must_manage()?;
        self.add_inbox(actor.account, channel, &inbox_key(), draft).await
    }

    /// The same without asking who, for the demo and the command line.
    pub(crate) async fn add_inbox(
        &self,
        account: AccountId,
        channel: ChannelKind,
        key: &str,
        draft: ChannelDraft,
    ) -> Result<Inbox, Problem> {
        let name = limits::name("name", &draft.name)?;
        let mut values = checked(channel, &draft, &BTreeMap::new())?;
        // What only we and the provider need to know we make ourselves.
        if matches!(channel, ChannelKind::Whatsapp | ChannelKind::Messenger | ChannelKind::Instagram) {
            values.entry("verify_token".to_owned()).or_insert_with(secret::token);
        }
        if matches!(channel, ChannelKind::Telegram | ChannelKind::Gupshup | ChannelKind::Email) {
            let made =
                if channel == ChannelKind::Email { format!("inbound:{}", secret::token()) } else { secret::token() };
            values.entry("secret".to_owned()).or_insert(made);
        }
        let is_signed_out = channel == ChannelKind::Email && mail_login(&values).is_oauth();
        let (settings, secrets, route) = self.sealed(channel, values)?;
        let key = key.to_owned();
        self.change(account, move |work| {
            Box::pin(async move {
                let (settings, secrets) = (settings.as_str(), secrets.as_str());
                let new = NewInbox { name: &name, channel, key: &key, settings, secrets, route: &route };
                let id = inboxes::create(work.conn, account, new, work.now).await?;
                if is_signed_out {
                    inboxes::set_held(work.conn, account, id, Some(work.now)).await?;
                }
                let inbox = Inbox { id, name, channel, state: InboxState::Active };
                work.announce(Change::Inbox { inbox: inbox.clone() });
                Ok(inbox)
            })
        })
        .await
    }

    /// Changes name and settings of an inbox. Secrets left empty stay as they were.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`, or `Invalid` naming the field.
    pub async fn edit_channel(&self, actor: &Actor, id: InboxId, draft: ChannelDraft) -> Result<Inbox, Problem> {
        actor.must_manage()?;
        let known = self.inbox_config(actor.account, id).await?;
        let name = limits::name("name", &draft.name)?;
        let channel = known.channel;
        let website = channel == ChannelKind::Website;
        let values = if website { BTreeMap::new() } else { checked(channel, &draft, &known.values)? };
        let (settings, secrets, route) = self.sealed(channel, values.clone())?;
        self.change(actor.account, move |work| {
            Box::pin(async move {
                inboxes::lock(work.conn, id).await?;
                let found = inboxes::find(work.conn, work.account, id).await?;
                let found = found.ok_or(Problem::NotFound { what: Noun::Inbox })?;
                // The look of a website is changed elsewhere.
                let settings = if website { found.settings.as_str() } else { settings.as_str() };
                let new =
                    NewInbox { name: &name, channel, key: &found.key, settings, secrets: &secrets, route: &route };
                inboxes::save(work.conn, work.account, id, new).await?;
                if channel == ChannelKind::Email {
                    mail_grants::set_up_anew(work, &found, &values).await?;
                }
                let inbox = Inbox { name, ..found.inbox };
                work.announce(Change::Inbox { inbox: inbox.clone() });
                Ok(inbox)
            })
        })
        .await
    }

    /// Pauses an inbox (it takes in, and what is written waits), lets it work again, or removes it. A removed one keeps its
    /// conversations to be read; open ones stay where they are, but nothing can be sent in them.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn set_channel_state(&self, actor: &Actor, id: InboxId, state: InboxState) -> Result<Inbox, Problem> {
        actor.must_manage()?;
        self.change(actor.account, move |work| {
            Box::pin(async move {
                let found = inboxes::find(work.conn, work.account, id).await?;
                let found = found.filter(|found| found.inbox.state != InboxState::Removed);
                let found = found.ok_or(Problem::NotFound { what: Noun::Inbox })?;
                inboxes::set_state(work.conn, work.account, id, state, work.now).await?;
                if state == InboxState::Removed {
                    store::mail_grants::forget(work.conn, id).await?;
                }
                work.errands.parcels = true;
                let inbox = Inbox { state, ..found.inbox };
                work.announce(Change::Inbox { inbox: inbox.clone() });
                Ok(inbox)
            })
        })
        .await
    }

    /// Tries each part of a channel's set-up at its provider, and registers our address there where that is possible.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    pub async fn try_channel(&self, actor: &Actor, id: InboxId, connect: bool) -> Result<Vec<Finding>, Problem> {
        actor.must_manage()?;
        let inbox = self.inbox_config(actor.account, id).await?;
        let Some(gate) = self.gate.get() else { return Err(Problem::Unavailable) };
        let mut findings = Vec::new();
        if connect {
            findings.push(match gate.connect(inbox.clone()).await {
                Ok(()) => finding("Registration", Severity::Info, "The provider knows where to call Frontdesk."),
                Err(sentence) => finding("Registration", Severity::Bad, &sentence),
            });
        }
        findings.extend(gate.diagnose(inbox).await);
        Ok(findings)
    }

    /// Fetches the templates of an inbox anew.
    ///
    /// # Errors
    /// `NotFound`, `Conflict` with the provider's words.
    pub async fn refresh_templates(&self, account: AccountId, id: InboxId) -> Result<Vec<Template>, Problem> {
        let inbox = self.inbox_config(account, id).await?;
        let Some(gate) = self.gate.get() else { return Err(Problem::Unavailable) };
        let all = gate.templates(inbox).await.map_err(Problem::conflict)?;
        let kept = all.clone();
        self.change(account, move |work| {
            Box::pin(async move { Ok(templates::replace(work.conn, account, id, kept, work.now).await?) })
        })
        .await?;
        Ok(all)
    }

    /// The templates that can be sent in a conversation.
    ///
    /// # Errors
    /// `NotFound` for a foreign conversation.
    pub async fn templates(&self, actor: &Actor, conversation: ConversationId) -> Result<Vec<Template>, Problem> {
        let inbox = crate::access::read(&mut self.store.conn().await?, actor, conversation).await?.summary.inbox;
        let (known, fetched) = templates::all(&mut *self.store.snapshot().await?, actor.account, inbox).await?;
        let known = if fetched.is_none() {
            // A provider that cannot be asked now is no reason to show an error: there are just none.
            self.refresh_templates(actor.account, inbox).await.unwrap_or_default()
        } else {
            known
        };
        Ok(known.into_iter().filter(|template| template.status == TemplateStatus::Approved).collect())
    }

    /// How far a mailbox has been read, as JSON of the channel's.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn mailbox_state(&self, inbox: InboxId) -> Result<Option<String>, Problem> {
        Ok(mailboxes::find(&mut self.store.conn().await?, inbox).await?)
    }

    /// Remembers how far a mailbox has been read.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_mailbox_state(&self, inbox: &InboxConfig, state: String) -> Result<(), Problem> {
        let (account, id) = (inbox.account, inbox.id);
        self.change(account, move |work| {
            Box::pin(async move { Ok(mailboxes::save(work.conn, account, id, &state).await?) })
        })
        .await
    }

    fn sealed(
        &self,
        channel: ChannelKind,
        values: BTreeMap<String, String>,
    ) -> Result<(String, String, String), Problem> {
        let route = values.get("account").cloned().unwrap_or_default();
        let (secrets, plain): (BTreeMap<_, _>, BTreeMap<_, _>) =
            values.into_iter().partition(|(name, _)| channel.is_secret(name));
        let json = |values: &BTreeMap<String, String>| serde_json::to_string(values).map_err(|_| Problem::Internal);
        let sealed = if secrets.is_empty() { String::new() } else { self.vault.seal(&json(&secrets)?)? };
        Ok((json(&plain)?, sealed, route))
    }
}

fn finding(step: &str, severity: Severity, sentence: &str) -> Finding {
    Finding { step: step.to_owned(), severity, sentence: sentence.to_owned() }
}

fn mail_login(values: &BTreeMap<String, String>) -> MailLogin {
    MailLogin::of(values.get("login").map(String::as_str))
}
