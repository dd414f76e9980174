//! The Graph API: how it is asked, and what its answers mean.

use super::codes::{self, Product};
use crate::http::{Answer, address};
use crate::json::Lenient;
use crate::{ChannelSettings, FetchError, Fetched, Finding, Http, SendError, Wanted};
use hmac::{Hmac, KeyInit, Mac};
use reqwest::multipart::Form;
use reqwest::{Method, RequestBuilder};
use serde_json::Value;
use sha2::Sha256;

/// Where Meta keeps files; they ask for the token, too.
const FILE_HOSTS: [&str; 4] = ["fbsbx.com", "fbcdn.net", "facebook.com", "whatsapp.net"];

/// One account's way to the Graph API.
pub(crate) struct Graph<'a> {
    http: &'a Http,
    base: &'a str,
    token: &'a str,
    proof: Option<String>,
    product: Product,
}

impl<'a> Graph<'a> {
    /// For this product, at its own host. Fails when no token was entered.
    pub(crate) fn new(http: &'a Http, settings: &'a ChannelSettings, product: Product) -> Result<Self, SendError> {
        let instagram_login = product == Product::Instagram && settings.login != "facebook";
        let base = if instagram_login { &http.endpoints().instagram } else { &http.endpoints().meta };
        let token = settings.access_token.reveal().ok_or_else(|| {
            SendError::never(None, "The inbox has no access token: enter it in the settings of the inbox.")
        })?;
        let proven = matches!(product, Product::Messenger | Product::Instagram) && !instagram_login;
        let proof = settings.secret.reveal().filter(|_| proven).and_then(|secret| proof(secret, token));
        Ok(Self { http, base, token, proof, product })
    }

    /// The token is from Instagram's own login.
    pub(crate) fn is_instagram_login(&self) -> bool {
        self.base == self.http.endpoints().instagram
    }

    fn request(&self, method: Method, path: &[&str], query: &[(&str, &str)]) -> Result<RequestBuilder, SendError> {
        let proof = self.proof.as_deref().map(|proof| ("appsecret_proof", proof));
        let query: Vec<(&str, &str)> = query.iter().copied().chain(proof).collect();
        // In a header, because addresses end up in the logs of those in between.
        Ok(self.http.request(method, address(self.base, path, &query)?).bearer_auth(self.token))
    }

    /// Asks for something; asking does nothing.
    pub(crate) async fn get(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Value, SendError> {
        let request = self.request(Method::GET, path, query)?;
        let answer = self.http.ask(request, self.product.name()).await.map_err(SendError::harmless)?;
        self.meaning(answer).map_err(SendError::harmless)
    }

    /// Does something, with these words.
    pub(crate) async fn post(&self, path: &[&str], body: &Value) -> Result<Value, SendError> {
        let request = self.request(Method::POST, path, &[])?.json(body);
        self.meaning(self.http.ask(request, self.product.name()).await?)
    }

    /// Does something, with a file.
    pub(crate) async fn post_form(&self, path: &[&str], form: Form) -> Result<Value, SendError> {
        let request = self.request(Method::POST, path, &[])?.multipart(form);
        self.meaning(self.http.ask_with_file(request, self.product.name()).await?)
    }

    /// A file at this address. The token goes along only to Meta's own hosts.
    pub(crate) async fn download(&self, address: &str, wanted: &Wanted) -> Result<Fetched, FetchError> {
        let trusted = self.http.trusts(address, self.base, &FILE_HOSTS);
        self.http.download(address, trusted.then_some(self.token), wanted).await
    }

    /// The object of a good answer, or what an error means.
    fn meaning(&self, answer: Answer) -> Result<Value, SendError> {
        let Some(body) = &answer.body else { return Err(answer.without_words(self.product.name())) };
        match body.object("error") {
            Some(error) => Err(codes::meaning(self.product, error, &answer)),
            None if answer.status.is_success() => Ok(answer.body.unwrap_or_default()),
            None => Err(answer.without_words(self.product.name())),
        }
    }

    /// What the token may do and how long it lives, when Meta tells (`debug_token`); it does not tell every token.
    pub(crate) async fn token_findings(&self, permissions: &[&str]) -> Vec<Finding> {
        const STEP: &str = "Access token";
        let Ok(answer) = self.get(&["debug_token"], &[("input_token", self.token)]).await else { return Vec::new() };
        let Some(data) = answer.object("data") else { return Vec::new() };
        let granted = data.items("scopes");
        let missing: Vec<&str> =
            permissions.iter().copied().filter(|wanted| !granted.iter().any(|scope| scope == wanted)).collect();
        if !granted.is_empty() && !missing.is_empty() {
            let sentence =
                format!("The access token lacks permissions: {}. Make a new one with them.", missing.join(", "));
            return vec![Finding::bad(STEP, sentence)];
        }
        match data.number("expires_at") {
            Some(end) if end > 0.0 => vec![Finding::warning(
                STEP,
                "The access token expires. Use one of a system user, which does not, or the inbox will stop one day.",
            )],
            _ => vec![Finding::good(STEP, "The access token has the permissions it needs.")],
        }
    }

    /// The answer was good, but lacks what it should say: nobody knows what was done.
    pub(crate) fn unclear(&self) -> SendError {
        SendError::uncertain(None, format!("{} gave an answer that cannot be read.", self.product.name()))
    }
}

/// `appsecret_proof`: HMAC-SHA256 of the token with the app secret, in hexadecimal (developers.facebook.com, securing Graph API calls).
fn proof(secret: &str, token: &str) -> Option<String> {
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?.chain_update(token);
    Some(mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proof_is_the_keyed_digest_of_the_token() {
        // RFC 4231, test case 2.
        let digest = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(proof("Jefe", "what do ya want for nothing?").as_deref(), Some(digest));
    }
}
