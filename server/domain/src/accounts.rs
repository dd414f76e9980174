//! Founding a business, and its programs' keys: what the command line does.

use crate::{Desk, Permissions, secret};
use std::time::Duration;
use store::inboxes::NewInbox;
use store::tokens::{self, NewToken};
use store::users::{self, NewUser};
use store::{StoreError, accounts, inboxes};
use types::agent::Role;
use types::inbox::{ChannelKind, WebsiteSettings};
use types::limits::PASSWORD_CHARACTERS;
use types::{AccountId, Noun, Problem, UserId, limits};

impl Desk {
    /// Founds a business with its owner and a website inbox.
    ///
    /// # Errors
    /// `Invalid`, naming the field; `Conflict` when somebody has this e-mail address already.
    pub async fn create_admin(
        &self,
        business: &str,
        name: &str,
        email: &str,
        password: &str,
    ) -> Result<AccountId, Problem> {
        let (business, name) = (limits::name("business", business)?, limits::name("name", name)?);
        let email = email.trim().to_lowercase();
        if !email.contains('@') || email.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(Problem::invalid("email", "Please enter an e-mail address such as ana@example.com."));
        }
        if password.chars().count() < PASSWORD_CHARACTERS {
            let message = format!("The password needs at least {PASSWORD_CHARACTERS} characters.");
            return Err(Problem::invalid("password", message));
        }
        let password_hash = secret::hash_password(password).await?;
        let (key, settings) = (inbox_key(), website(&WebsiteSettings::default())?);
        let mut tx = self.store.begin().await?;
        let now = self.now();
        let account = accounts::create(&mut tx, &business, now).await?;
        let user = NewUser { email: &email, name: &name, password_hash: &password_hash };
        let owner = users::create(&mut tx, user, now).await.map_err(|e| match e {
            StoreError::Taken(_) => Problem::conflict(format!("Somebody has the e-mail address {email} already.")),
            e => e.into(),
        })?;
        users::join(&mut tx, account, owner, Role::Owner, now).await?;
        let inbox = NewInbox {
            name: "Website",
            channel: ChannelKind::Website,
            key: &key,
            settings: &settings,
            secrets: "",
            route: "",
        };
        inboxes::create(&mut tx, account, inbox, now).await?;
        tx.commit().await?;
        Ok(account)
    }

    /// Adds a colleague to a business.
    ///
    /// # Errors
    /// `Conflict` when somebody has this e-mail address already.
    pub(crate) async fn add_colleague(
        &self,
        account: AccountId,
        name: &str,
        email: &str,
        password: &str,
        role: Role,
    ) -> Result<UserId, Problem> {
        let password_hash = secret::hash_password(password).await?;
        let (name, email) = (name.to_owned(), email.to_owned());
        self.change(account, move |work| {
            Box::pin(async move {
                let user = NewUser { email: &email, name: &name, password_hash: &password_hash };
                let id = users::create(work.conn, user, work.now).await?;
                users::join(work.conn, account, id, role, work.now).await?;
                let agent = types::agent::Agent { id, name, role, active: true };
                work.announce(types::event::Change::Agent { agent });
                Ok(id)
            })
        })
        .await
    }

    /// A key for a program, good for so many days. It is told only now.
    ///
    /// # Errors
    /// `NotFound` for an unknown inbox, `Invalid` when nothing is allowed.
    pub async fn create_token(
        &self,
        inbox_key: &str,
        name: &str,
        allow: Permissions,
        days: u32,
    ) -> Result<String, Problem> {
        let token = format!("fd_{}", secret::token());
        self.keep_token(&token, inbox_key, name, allow, days).await?;
        Ok(token)
    }

    pub(crate) async fn keep_token(
        &self,
        token: &str,
        inbox_key: &str,
        name: &str,
        allow: Permissions,
        days: u32,
    ) -> Result<(), Problem> {
        let name = limits::name("name", name)?;
        if allow == Permissions::default() {
            return Err(Problem::invalid(
                "allow",
                "A token that may do nothing is of no use. Allow read, write or agent.",
            ));
        }
        let mut tx = self.store.begin().await?;
        let inbox = inboxes::find_by_key(&mut tx, inbox_key).await?.ok_or(Problem::NotFound { what: Noun::Inbox })?;
        let now = self.now();
        let new = NewToken {
            account: inbox.account,
            inbox: inbox.inbox.id,
            name: &name,
            token_hash: &secret::hash(token),
            permissions: &allow.words(),
            expires_at: now + Duration::from_hours(24 * u64::from(days)),
        };
        tokens::create(&mut tx, new, now).await?;
        Ok(tx.commit().await?)
    }

    /// Every business.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn accounts(&self) -> Result<Vec<AccountId>, Problem> {
        Ok(accounts::all(&mut *self.store.snapshot().await?).await?)
    }
}

/// Short enough to be typed.
pub(crate) fn inbox_key() -> String {
    let token = secret::token();
    token.chars().filter(char::is_ascii_alphanumeric).take(16).collect()
}

pub(crate) fn website(settings: &WebsiteSettings) -> Result<String, Problem> {
    serde_json::to_string(settings).map_err(|_| Problem::Internal)
}
