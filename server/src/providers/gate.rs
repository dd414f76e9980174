//! Asks providers what people want to know while they wait: is this set up right, which templates are there.

use super::{callback_url, diagnosis, intake, mail_sign_in, settings_of};
use crate::App;
use axum::http::{HeaderMap, Method};
use channels::{Call, FindingState, Http, OauthClient, channel};
use domain::channels::{MailTokens, ProviderCall};
use domain::{InboxConfig, Providers};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use types::Uuid;
use types::inbox::{Finding, REDIRECT_PATH, Severity, SignInOutcome};
use types::message::Template;

/// The way to the providers, for the desk.
pub struct Gate {
    /// Knows the desk and where we are.
    pub app: App,
    /// The way out.
    pub http: Http,
}

impl Providers for Gate {
    fn diagnose(&self, inbox: InboxConfig) -> BoxFuture<'static, Vec<Finding>> {
        let (app, http) = (self.app.clone(), self.http.clone());
        async move {
            let found = diagnosis::diagnose(&app, &http, &inbox).await;
            let finding = |found: channels::Finding| Finding {
                severity: match found.state {
                    FindingState::Good => Severity::Info,
                    FindingState::Warning => Severity::Warning,
                    FindingState::Bad => Severity::Bad,
                },
                step: found.step,
                sentence: found.sentence,
            };
            found.into_iter().map(finding).collect()
        }
        .boxed()
    }

    fn connect(&self, inbox: InboxConfig) -> BoxFuture<'static, Result<(), String>> {
        let (http, url) = (self.http.clone(), callback_url(&self.app.settings.server.url(), &inbox));
        async move {
            let done = channel(inbox.channel).connect(&http, &settings_of(&inbox), &url).await;
            done.map_err(|error| error.sentence())
        }
        .boxed()
    }

    fn templates(&self, inbox: InboxConfig) -> BoxFuture<'static, Result<Vec<Template>, String>> {
        let http = self.http.clone();
        async move {
            let found = channel(inbox.channel).templates(&http, &settings_of(&inbox)).await;
            found.map_err(|error| error.sentence())
        }
        .boxed()
    }

    fn replay(&self, inbox: InboxConfig, payload: Vec<u8>) -> BoxFuture<'static, Result<(), String>> {
        let app = self.app.clone();
        async move {
            let headers = HeaderMap::new();
            let letter = Call { method: &Method::POST, query: "", headers: &headers, body: &payload };
            let news = channel(inbox.channel).read(&settings_of(&inbox), &letter).map_err(|error| error.to_string())?;
            let now = app.desk.now();
            let call =
                ProviderCall { id: Uuid::now_v7(), received_at: now, verified_at: now, body: payload.clone().into() };
            let ours = |route: &Option<String>| {
                inbox.route.is_empty() || route.as_ref().is_none_or(|route| *route == inbox.route)
            };
            let mut keep = Some(call.clone());
            for item in news.into_iter().filter(|item| ours(&item.route)) {
                intake::apply(&app, &inbox, item, &call, &mut keep).await.map_err(|problem| problem.to_string())?;
            }
            Ok(())
        }
        .boxed()
    }

    fn sign_in_address(&self, inbox: InboxConfig, state: String, verifier: String) -> Result<String, String> {
        let client = OauthClient::of(&settings_of(&inbox));
        let address = client.and_then(|client| client.sign_in_address(&self.http, &self.redirect(), state, verifier));
        address.map_err(|error| error.to_string())
    }

    fn exchange(
        &self,
        inbox: InboxConfig,
        code: String,
        verifier: String,
    ) -> BoxFuture<'static, Result<MailTokens, SignInOutcome>> {
        let (http, redirect, asked_at) = (self.http.clone(), self.redirect(), self.app.desk.now());
        async move {
            let given = match OauthClient::of(&settings_of(&inbox)) {
                Ok(client) => client.exchange(&http, &redirect, code, verifier).await,
                Err(error) => Err(error),
            };
            let given = given.inspect_err(|error| tracing::warn!(%error, inbox = %inbox.id, "a sign-in failed"));
            given.map(|tokens| mail_sign_in::kept(tokens, asked_at)).map_err(|error| mail_sign_in::outcome(&error))
        }
        .boxed()
    }
}

impl Gate {
    /// Where mail providers send people back to.
    fn redirect(&self) -> String {
        format!("{}{REDIRECT_PATH}", self.app.settings.server.url())
    }
}
