//! Asking an OAuth provider for tokens. Its address is entered by people, so it leads to public addresses only, and encrypted.

use super::guard::{self, NotPublic};
use super::{Http, failed};
use crate::SendError;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Request, Url};
use std::time::Duration;

/// How long the provider may take: shorter than anybody waits for a page.
const PATIENCE: Duration = Duration::from_secs(20);
/// Answers are short; a longer one is none.
const LIMIT: usize = 256 << 10;
const PROVIDER: &str = "The mail provider";

impl Http {
    /// Asks once. Whatever does not pass by itself is `Never`.
    pub(crate) async fn ask_for_tokens(
        &self,
        request: http::Request<Vec<u8>>,
    ) -> Result<http::Response<Vec<u8>>, SendError> {
        let mut request = Request::try_from(request).map_err(|_| unusable())?;
        *request.timeout_mut() = Some(PATIENCE);
        let client = self.for_oauth(request.url())?;
        let asked = client.execute(request).await;
        let mut response = asked.map_err(|error| {
            if NotPublic::caused(&error) { not_public() } else { failed(&error, PROVIDER).harmless() }
        })?;
        let status = response.status();
        if status.is_redirection() {
            let sentence = "The mail provider sends us to another address: check the token address in the settings.";
            return Err(SendError::never(None, sentence));
        }
        if status.is_server_error() || status.as_u16() == 429 {
            return Err(SendError::later(None, None, format!("{PROVIDER} cannot answer at the moment.")));
        }
        let broken = || SendError::later(None, None, format!("{PROVIDER} gave an answer that cannot be read."));
        let mut answer = http::Response::builder().status(status);
        if let Some(media_type) = response.headers().get(CONTENT_TYPE) {
            answer = answer.header(CONTENT_TYPE, media_type);
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| broken())? {
            if body.len() + chunk.len() > LIMIT {
                return Err(broken());
            }
            body.extend_from_slice(&chunk);
        }
        answer.body(body).map_err(|_| broken())
    }

    /// The client for an address of an OAuth provider, where people are sent or we ask ourselves.
    pub(crate) fn for_oauth(&self, address: &Url) -> Result<&Client, SendError> {
        if self.endpoints().contain(address) {
            return Ok(&self.client);
        }
        if address.scheme() != "https" {
            let sentence = "The addresses of the mail provider must begin with https://: check them in the settings.";
            return Err(SendError::never(None, sentence));
        }
        guard::check(address).map_err(|_| not_public())?;
        Ok(&self.guarded)
    }
}

fn unusable() -> SendError {
    SendError::never(None, "The token address of the mail provider cannot be used: check it in the settings.")
}

fn not_public() -> SendError {
    SendError::never(
        None,
        "The mail provider's address is not on the open internet: check it in the settings, or ask whoever runs this server \
         to allow it.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Endpoints;

    #[test]
    fn tokens_are_asked_for_in_the_open_internet_and_encrypted_unless_the_operator_says_otherwise() {
        let inside = Endpoints { oauth: "http://127.0.0.1:9".to_owned(), ..Endpoints::default() };
        let http = Http::new(inside).unwrap();
        let may = |address: &str| http.for_oauth(&Url::parse(address).unwrap()).is_ok();
        assert!(may("https://oauth2.googleapis.com/token"));
        assert!(may("http://127.0.0.1:9/token"));
        for address in
            ["http://oauth2.example/token", "https://127.0.0.1/token", "https://10.0.0.1/", "https://a:b@x.example/"]
        {
            assert!(!may(address), "{address}");
        }
    }
}
