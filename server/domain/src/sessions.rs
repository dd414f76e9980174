//! Signing in and out. A cookie's token is kept only as a hash, is new at each sign-in, and is replaced daily.

mod throttle;

pub(crate) use throttle::Throttle;

use crate::{Actor, Desk, secret, zones};
use std::time::Duration;
use store::sessions::{self, Session};
use store::{accounts, users};
use types::agent::Me;
use types::{Noun, Problem};

/// How long a session lasts after its token was last renewed.
const LIFETIME: Duration = Duration::from_hours(30 * 24);
/// How old a token may grow before a fresh one takes its place.
const ROTATION: Duration = Duration::from_hours(24);
/// How long the old token stays good, for requests that are under way with it.
const GRACE: Duration = Duration::from_secs(60);

/// A fresh session.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// For the cookie; it is not kept anywhere.
    pub token: String,
    /// Who has signed in.
    pub actor: Actor,
}

impl Desk {
    /// Checks e-mail and password and begins a session. `address` is where the attempt comes from.
    ///
    /// # Errors
    /// `Invalid` when they do not fit together (never telling which), `TooMany` after too many attempts.
    pub async fn sign_in(&self, email: &str, password: &str, address: &str) -> Result<SignedIn, Problem> {
        let email = email.trim().to_lowercase();
        self.throttle.attempt(&email, address)?;
        let mut conn = self.store.conn().await?;
        let known = users::find_credentials(&mut conn, &email).await?.filter(|known| known.active);
        let hash = known.as_ref().map(|known| known.password_hash.clone());
        // No connection is held while the password is worked on.
        drop(conn);
        let wrong = || Problem::invalid("password", "E-mail and password do not match. Please check both.");
        let (Some(known), true) = (known, secret::verify_password(password, hash).await) else {
            return Err(wrong());
        };
        let mut conn = self.store.conn().await?;
        let account = users::first_account(&mut conn, known.id).await?.ok_or_else(wrong)?;
        let actor = Actor::load(&mut conn, account, known.id).await?.ok_or_else(wrong)?;
        drop(conn);
        let token = self.begin_session(&actor).await?;
        Ok(SignedIn { actor: Actor { session: Some(secret::hash(&token)), ..actor }, token })
    }

    async fn begin_session(&self, actor: &Actor) -> Result<String, Problem> {
        let (token, now) = (secret::token(), self.now());
        let session = Session {
            token_hash: secret::hash(&token),
            account: actor.account,
            user: actor.user,
            created_at: now,
            expires_at: now + LIFETIME,
        };
        self.change(actor.account, move |work| {
            Box::pin(async move {
                sessions::delete_expired(work.conn, work.now).await?;
                Ok(sessions::create(work.conn, &session).await?)
            })
        })
        .await?;
        Ok(token)
    }

    /// Who a token belongs to.
    ///
    /// # Errors
    /// `SignedOut` when it is not good, or its owner is no active member any more.
    pub async fn actor(&self, token: &str) -> Result<Actor, Problem> {
        let token_hash = secret::hash(token);
        let mut conn = self.store.conn().await?;
        let session = sessions::find(&mut conn, &token_hash, self.now()).await?.ok_or(Problem::SignedOut)?;
        let actor = Actor::load(&mut conn, session.account, session.user).await?.ok_or(Problem::SignedOut)?;
        Ok(Actor { session: Some(token_hash), ..actor })
    }

    /// A fresh token in place of one that has grown old; `None` when it has not.
    ///
    /// # Errors
    /// `SignedOut` when the token is not good.
    pub async fn rotate(&self, token: &str) -> Result<Option<String>, Problem> {
        let (token_hash, now) = (secret::hash(token), self.now());
        let mut conn = self.store.conn().await?;
        let session = sessions::find(&mut conn, &token_hash, now).await?.ok_or(Problem::SignedOut)?;
        // One that is about to end has been replaced already.
        let replaced = session.expires_at <= now + GRACE;
        if replaced || now.since(session.created_at) < ROTATION {
            return Ok(None);
        }
        let actor = Actor::load(&mut conn, session.account, session.user).await?.ok_or(Problem::SignedOut)?;
        drop(conn);
        let fresh = self.begin_session(&actor).await?;
        self.change(session.account, move |work| {
            Box::pin(async move { Ok(sessions::shorten(work.conn, &token_hash, work.now + GRACE).await?) })
        })
        .await?;
        Ok(Some(fresh))
    }

    /// Ends a session. Its live connections close at once. One that is not there is no fault.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sign_out(&self, token: &str) -> Result<(), Problem> {
        let token_hash = secret::hash(token);
        let session = sessions::find(&mut self.store.conn().await?, &token_hash, self.now()).await?;
        if let Some(Session { account, token_hash, .. }) = session {
            let ended = token_hash.clone();
            self.change(account, move |work| {
                Box::pin(async move { Ok(sessions::delete(work.conn, &token_hash).await?) })
            })
            .await?;
            self.hub.session_ended(account, &ended);
        }
        Ok(())
    }

    /// The signed-in person, with what the pages need to know. `zone` is the browser's IANA zone.
    ///
    /// # Errors
    /// `SignedOut` when they are gone.
    pub async fn me(&self, actor: &Actor, zone: &str) -> Result<Me, Problem> {
        let mut conn = self.store.conn().await?;
        let email = users::email(&mut conn, actor.user).await?.ok_or(Problem::SignedOut)?;
        let account_name =
            accounts::name(&mut conn, actor.account).await?.ok_or(Problem::NotFound { what: Noun::Account })?;
        Ok(Me {
            id: actor.user,
            name: actor.name.clone(),
            email,
            role: actor.role,
            account: actor.account,
            account_name,
            groups: actor.scope.groups.clone(),
            zone: zones::zone(zone, self.now()),
        })
    }
}
