//! Keeps mailboxes signed in. A token is renewed before it ends, by one at a time, and what the provider gives out instead is stored
//! before it is used: it may be the only thing that the provider still takes.

use super::settings_of;
use crate::App;
use channels::{ChannelSettings, Http, OauthClient, OauthError, Secret, SendError, Tokens};
use domain::InboxConfig;
use domain::channels::{MailGrant, MailTokens, Renewal};
use std::time::Duration;
use tokio::time::{Instant, sleep};
use types::inbox::SignInOutcome;
use types::{Problem, Timestamp};

/// How often it is looked whether somebody else has come back with a new token, and for how long.
const LOOK: Duration = Duration::from_millis(100);
const PATIENCE: Duration = Duration::from_secs(40);
/// How long nothing is tried after the provider could not be asked.
const REST: Duration = Duration::from_secs(30);

/// Whether an inbox can be used now.
pub(super) enum Ready {
    /// It can.
    Yes(Entrance),
    /// Not before somebody has signed in.
    Held,
    /// Not now.
    Later(SendError),
}

/// How an inbox is entered.
#[derive(Clone, Default)]
pub(super) struct Entrance {
    /// The access token of mailboxes that have one, and its version.
    token: Option<(Secret, i64)>,
}

impl Entrance {
    /// The settings, with the token.
    pub(super) fn settings(&self, inbox: &InboxConfig) -> ChannelSettings {
        let settings = settings_of(inbox);
        match &self.token {
            Some((token, _)) => ChannelSettings { access_token: token.clone(), ..settings },
            None => settings,
        }
    }

    /// The version of the token, if it is one that can be renewed.
    pub(super) const fn version(&self) -> Option<i64> {
        match &self.token {
            Some((_, version)) => Some(*version),
            None => None,
        }
    }
}

impl From<MailGrant> for Entrance {
    fn from(grant: MailGrant) -> Self {
        Self { token: Some((Secret::new(grant.access), grant.version)) }
    }
}

/// Lets an inbox in, with a token that is good for a while when it needs one.
pub(super) async fn ready(app: &App, http: &Http, inbox: &InboxConfig) -> Result<Ready, Problem> {
    if inbox.held {
        return Ok(Ready::Held);
    }
    if !inbox.mail_login().is_oauth() {
        return Ok(Ready::Yes(Entrance::default()));
    }
    enter(app, http, inbox, None).await
}

/// The same after a server has refused the token of this version, although it should be good.
pub(super) async fn renewed(app: &App, http: &Http, inbox: &InboxConfig, refused: i64) -> Result<Ready, Problem> {
    enter(app, http, inbox, Some(refused)).await
}

async fn enter(app: &App, http: &Http, inbox: &InboxConfig, refused: Option<i64>) -> Result<Ready, Problem> {
    let until = Instant::now() + PATIENCE;
    loop {
        match app.desk.begin_renewal(inbox, refused).await? {
            Renewal::Fresh(grant) => return Ok(Ready::Yes(grant.into())),
            Renewal::Mine(grant) => {
                let (app, http, account, id) = (app.clone(), http.clone(), inbox.account, inbox.id);
                // Whoever waits for it may go away; what the provider gives out must not.
                let whole = tokio::spawn(async move {
                    // It may have been set up anew while somebody waited.
                    let inbox = app.desk.inbox_config(account, id).await?;
                    renew(&app, &http, &inbox, grant, refused).await
                });
                return whole.await.unwrap_or(Err(Problem::Internal));
            }
            Renewal::Others if Instant::now() < until => sleep(LOOK).await,
            Renewal::Others => return Ok(later("The sign-in at the mail provider is being renewed.".to_owned())),
            Renewal::Missing => {
                app.desk.hold(inbox, None, sign_in_again(inbox, "it gave out nothing that lasts")).await?;
                return Ok(Ready::Held);
            }
        }
    }
}

async fn renew(
    app: &App,
    http: &Http,
    inbox: &InboxConfig,
    old: MailGrant,
    refused: Option<i64>,
) -> Result<Ready, Problem> {
    let asked_at = app.desk.now();
    let given = match OauthClient::of(&settings_of(inbox)) {
        Ok(client) => client.renew(http, old.refresh.clone()).await,
        Err(error) => Err(error),
    };
    let reason = match given {
        Ok(tokens) => return keep(app, inbox, &old, kept(tokens, asked_at)).await,
        Err(OauthError::Later(reason)) => {
            app.desk.leave_renewal(inbox, &old).await?;
            // There may be some minutes left in which it can be tried again.
            let is_good = refused.is_none() && old.good_until > app.desk.now();
            return Ok(if is_good { Ready::Yes(old.into()) } else { later(reason) });
        }
        Err(OauthError::SignInAgain) => sign_in_again(inbox, "it does not accept the present sign-in any more"),
        Err(error @ (OauthError::WrongClient | OauthError::Settings(_))) => error.to_string(),
    };
    tracing::warn!(inbox = %inbox.id, "the sign-in at a mail provider cannot be renewed, and the inbox waits");
    app.desk.hold(inbox, Some(old.version), reason).await?;
    Ok(Ready::Held)
}

/// Stores what was given out. It must not be lost because the database is away for a moment.
async fn keep(app: &App, inbox: &InboxConfig, old: &MailGrant, tokens: MailTokens) -> Result<Ready, Problem> {
    let mut pause = Duration::from_millis(100);
    loop {
        match app.desk.finish_renewal(inbox, old, tokens.clone()).await {
            Ok(Some(grant)) => return Ok(Ready::Yes(grant.into())),
            Ok(None) => return Ok(Ready::Held),
            Err(problem) if pause > Duration::from_secs(10) => return Err(problem),
            Err(problem) => tracing::error!(%problem, inbox = %inbox.id, "a renewed sign-in cannot be stored yet"),
        }
        sleep(pause).await;
        pause *= 2;
    }
}

/// What the domain keeps of what was given out.
pub(super) fn kept(tokens: Tokens, asked_at: Timestamp) -> MailTokens {
    let Tokens { access, refresh, lasts } = tokens;
    MailTokens { access, refresh, good_until: asked_at + lasts }
}

fn sign_in_again(inbox: &InboxConfig, why: &str) -> String {
    let provider = inbox.mail_login().provider();
    format!(
        "Sign in again at {provider} on the page of this inbox: {why}. Nothing is lost; what your team writes waits."
    )
}

fn later(reason: String) -> Ready {
    let failure = channels::inbound::Failure { code: None, reason: Some(reason) };
    Ready::Later(SendError::Later { after: Some(REST), failure })
}

/// What the person who signs in is told when the provider gave out nothing.
pub(super) const fn outcome(error: &OauthError) -> SignInOutcome {
    match error {
        OauthError::SignInAgain => SignInOutcome::Refused,
        OauthError::WrongClient => SignInOutcome::WrongClient,
        OauthError::Settings(_) => SignInOutcome::Incomplete,
        OauthError::Later(_) => SignInOutcome::Unreachable,
    }
}
