//! Talking to providers over HTTP: one client with time limits, no redirects and no proxies from the environment.
//!
//! Addresses are never logged: Telegram's token stands in the path.

mod answer;
mod download;
mod endpoints;
mod guard;
mod token_call;
mod upload;

pub(crate) use answer::Answer;
pub use endpoints::Endpoints;
pub(crate) use upload::part;

use crate::{SendError, encryption};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, Method, RequestBuilder, Url};
use std::sync::Arc;
use std::time::Duration;

/// How long a provider may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a connection may take to come about. Shorter than the patience, so that it is known that nothing was sent.
const CONNECT: Duration = Duration::from_secs(10);
/// How long one file may take, up or down.
const FILE: Duration = Duration::from_secs(300);
const AGENT: &str = concat!("Frontdesk/", env!("CARGO_PKG_VERSION"));

/// The way to the providers. Clones share their connections.
#[derive(Clone)]
pub struct Http {
    /// For the providers' own addresses.
    client: Client,
    /// For addresses that others give: connects to public addresses only.
    guarded: Client,
    endpoints: Arc<Endpoints>,
}

/// There can be no HTTP client: the machine has no certificates of authorities, for example.
#[derive(Debug, thiserror::Error)]
pub enum Unprepared {
    /// Encryption cannot be set up.
    #[error("cannot prepare encryption for calling providers: {0}. Install the package ca-certificates.")]
    Encryption(#[from] rustls::Error),
    /// The rest of it.
    #[error("cannot prepare for calling providers: {0}")]
    Client(#[from] reqwest::Error),
}

impl Http {
    /// The way to these endpoints.
    ///
    /// # Errors
    /// Encryption cannot be set up.
    pub fn new(endpoints: Endpoints) -> Result<Self, Unprepared> {
        Self::with_patience(endpoints, PATIENCE)
    }

    /// The same with another time limit for an answer.
    ///
    /// # Errors
    /// Encryption cannot be set up.
    pub fn with_patience(endpoints: Endpoints, patience: Duration) -> Result<Self, Unprepared> {
        let client = base(patience)?.build()?;
        let guarded = base(patience)?.dns_resolver(guard::PublicOnly).build()?;
        Ok(Self { client, guarded, endpoints: Arc::new(endpoints) })
    }

    /// Where the providers are.
    #[must_use]
    pub fn endpoints(&self) -> &Endpoints {
        &self.endpoints
    }

    /// A request to a provider's own address, to be given to [`Http::ask`].
    pub(crate) fn request(&self, method: Method, address: Url) -> RequestBuilder {
        self.client.request(method, address)
    }

    /// Sends a request that may do something. A connection that never came about did nothing; whatever breaks later may have.
    pub(crate) async fn ask(&self, request: RequestBuilder, provider: &str) -> Result<Answer, SendError> {
        let response = request.send().await.map_err(|error| failed(&error, provider))?;
        Ok(Answer::read(response).await)
    }

    /// The same with a file in it, which takes longer.
    pub(crate) async fn ask_with_file(&self, request: RequestBuilder, provider: &str) -> Result<Answer, SendError> {
        self.ask(request.timeout(FILE), provider).await
    }
}

fn base(patience: Duration) -> Result<ClientBuilder, Unprepared> {
    let client = Client::builder().tls_backend_preconfigured(encryption::configuration()?);
    let client = client.user_agent(AGENT).no_proxy().redirect(Policy::none());
    Ok(client.timeout(patience).connect_timeout(CONNECT.min(patience)))
}

fn failed(error: &reqwest::Error, provider: &str) -> SendError {
    if error.is_connect() {
        SendError::later(None, None, format!("{provider} could not be reached."))
    } else if error.is_builder() {
        SendError::never(None, format!("The request to {provider} could not be written: check the inbox's settings."))
    } else if error.is_timeout() {
        SendError::uncertain(None, format!("{provider} did not answer in time."))
    } else {
        SendError::uncertain(None, format!("The connection to {provider} broke before it answered."))
    }
}

/// An address below a provider's base, with each segment encoded, so that an id cannot become a path.
pub(crate) fn address(base: &str, segments: &[&str], query: &[(&str, &str)]) -> Result<Url, SendError> {
    let wrong = || SendError::never(None, format!("\"{base}\" is no address of a provider."));
    let mut address = Url::parse(base).map_err(|_| wrong())?;
    address.path_segments_mut().map_err(|()| wrong())?.pop_if_empty().extend(segments);
    if !query.is_empty() {
        address.query_pairs_mut().extend_pairs(query);
    }
    Ok(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_cannot_become_a_path_or_a_query() {
        let made = address("https://graph.example/v25.0/", &["1/../2?x", "messages"], &[("a", "b&c")]).unwrap();
        assert_eq!(made.as_str(), "https://graph.example/v25.0/1%2F..%2F2%3Fx/messages?a=b%26c");
        assert!(address("not an address", &[], &[]).is_err());
        assert!(address("mailto:a@b.example", &["x"], &[]).is_err());
    }
}
