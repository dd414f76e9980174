//! Signing in at a mail provider with OAuth 2.0: where somebody is sent to allow it (RFC 6749, 4.1, with PKCE, RFC 7636), and what
//! the provider gives out for it.

use crate::{ChannelSettings, Http, SendError};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use oauth2::basic::{BasicClient, BasicErrorResponse, BasicTokenResponse};
use oauth2::{
    AsyncHttpClient, AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet,
    EndpointSet, HttpRequest, HttpResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RefreshToken,
    RequestTokenError, Scope, TokenResponse, TokenUrl,
};
use reqwest::Url;
use std::borrow::Cow;
use std::time::Duration;
use types::inbox::MailLogin;

/// How long an access token is good when the provider does not say.
const USUAL: Duration = Duration::from_secs(60 * 60);

/// Frontdesk, as the provider of a mailbox knows it.
#[derive(Clone, Debug)]
pub struct OauthClient {
    client: BasicClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>,
    scopes: Vec<Scope>,
    parameters: Vec<(&'static str, String)>,
}

/// What a provider gives out.
#[derive(Clone, PartialEq, Eq)]
pub struct Tokens {
    /// Opens the mailbox.
    pub access: String,
    /// Gets the next ones; `None`: whatever was given out before stays good, if there was any.
    pub refresh: Option<String>,
    /// How long the access token is good.
    pub lasts: Duration,
}

/// Without the tokens.
impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokens").field("lasts", &self.lasts).finish_non_exhaustive()
    }
}

/// Why a provider gives out nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OauthError {
    /// The code or refresh token is not good any more: somebody has to sign in.
    #[error("The mail provider does not accept the sign-in any more.")]
    SignInAgain,
    /// Client id or secret is wrong, or has run out.
    #[error("The mail provider does not accept client ID and client secret. Enter a new secret in the settings.")]
    WrongClient,
    /// Something in the settings cannot be used.
    #[error("{0}")]
    Settings(String),
    /// It could not be asked, or has a fault; another try may succeed.
    #[error("{0}")]
    Later(String),
}

impl From<SendError> for OauthError {
    fn from(error: SendError) -> Self {
        match error {
            SendError::Never { .. } => Self::Settings(error.sentence()),
            SendError::Later { .. } | SendError::Uncertain { .. } => Self::Later(error.sentence()),
        }
    }
}

impl OauthClient {
    /// By the settings of an inbox.
    ///
    /// # Errors
    /// `Settings`: something is missing or is no address.
    pub fn of(settings: &ChannelSettings) -> Result<Self, OauthError> {
        let login = settings.mail_login();
        let missing = |what: &str| OauthError::Settings(format!("The {what} is missing: enter it in the settings."));
        let wrong =
            |what: &str| OauthError::Settings(format!("The {what} is no address: copy it again into the settings."));
        if !login.is_oauth() {
            return Err(OauthError::Settings("The mailbox is signed in to with a password.".to_owned()));
        }
        if settings.client_id.is_empty() {
            return Err(missing("client ID"));
        }
        let tenant = if settings.tenant.is_empty() { "common" } else { &*settings.tenant };
        let (authorization, token, scopes) = match login.preset() {
            Some(known) => (
                known.authorization_url.replace("{tenant}", tenant),
                known.token_url.replace("{tenant}", tenant),
                known.scopes,
            ),
            None => (settings.authorization_url.clone(), settings.token_url.clone(), &*settings.scopes),
        };
        let authorization = AuthUrl::new(authorization).map_err(|_| wrong("authorisation address"))?;
        let token = TokenUrl::new(token).map_err(|_| wrong("token address"))?;
        let client = BasicClient::new(ClientId::new(settings.client_id.clone()));
        // In the body, because that is what both large providers describe.
        let client = client.set_auth_uri(authorization).set_token_uri(token).set_auth_type(AuthType::RequestBody);
        let secret = settings.client_secret.reveal();
        let client = match secret {
            Some(secret) => client.set_client_secret(ClientSecret::new(secret.to_owned())),
            None => client,
        };
        let known = login.preset().map(|known| known.parameters).unwrap_or_default();
        let mut parameters: Vec<_> = known.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        // Microsoft's shared mailboxes have an address that nobody signs in with.
        if login == MailLogin::Google {
            parameters.push(("login_hint", settings.account.clone()));
        }
        Ok(Self {
            client,
            scopes: scopes.split_whitespace().map(|scope| Scope::new(scope.to_owned())).collect(),
            parameters,
        })
    }

    /// Where somebody allows access. They come back to `redirect` with `state`.
    ///
    /// # Errors
    /// `Settings`: an address cannot be used.
    pub fn sign_in_address(
        &self,
        http: &Http,
        redirect: &str,
        state: String,
        verifier: String,
    ) -> Result<String, OauthError> {
        http.for_oauth(self.client.auth_uri().url())?;
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier));
        let request = self.client.authorize_url(|| CsrfToken::new(state)).set_pkce_challenge(challenge);
        let mut request = request.set_redirect_uri(redirect_uri(redirect)?).add_scopes(self.scopes.iter().cloned());
        for (name, value) in &self.parameters {
            request = request.add_extra_param(*name, value.as_str());
        }
        let (address, _): (Url, _) = request.url();
        Ok(address.into())
    }

    /// Exchanges the code that somebody came back with, once.
    ///
    /// # Errors
    /// Nothing was given out: see [`OauthError`].
    pub fn exchange<'a>(
        &'a self,
        http: &'a Http,
        redirect: &'a str,
        code: String,
        verifier: String,
    ) -> BoxFuture<'a, Result<Tokens, OauthError>> {
        async move {
            let request = self.client.exchange_code(AuthorizationCode::new(code));
            let request = request.set_pkce_verifier(PkceCodeVerifier::new(verifier));
            let request = request.set_redirect_uri(redirect_uri(redirect)?);
            tokens(request.request_async(&Asking(http.clone())).await)
        }
        .boxed()
    }

    /// Gets the next tokens.
    ///
    /// # Errors
    /// Nothing was given out: see [`OauthError`].
    pub fn renew<'a>(&'a self, http: &'a Http, refresh: String) -> BoxFuture<'a, Result<Tokens, OauthError>> {
        async move {
            let refresh = RefreshToken::new(refresh);
            tokens(self.client.exchange_refresh_token(&refresh).request_async(&Asking(http.clone())).await)
        }
        .boxed()
    }
}

/// Our way out, for the library.
struct Asking(Http);

impl<'c> AsyncHttpClient<'c> for Asking {
    type Error = SendError;
    type Future = BoxFuture<'c, Result<HttpResponse, SendError>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        self.0.ask_for_tokens(request).boxed()
    }
}

fn redirect_uri(redirect: &str) -> Result<Cow<'static, RedirectUrl>, OauthError> {
    let wrong = |_| OauthError::Settings("The public address of this server is no address.".to_owned());
    Ok(Cow::Owned(RedirectUrl::new(redirect.to_owned()).map_err(wrong)?))
}

fn tokens(
    answer: Result<BasicTokenResponse, RequestTokenError<SendError, BasicErrorResponse>>,
) -> Result<Tokens, OauthError> {
    let unreadable = || OauthError::Later("The mail provider gave an answer that cannot be read.".to_owned());
    match answer {
        Ok(given) if given.access_token().secret().is_empty() => Err(unreadable()),
        Ok(given) => Ok(Tokens {
            access: given.access_token().secret().clone(),
            refresh: given.refresh_token().map(|token| token.secret().clone()).filter(|token| !token.is_empty()),
            lasts: given.expires_in().unwrap_or(USUAL),
        }),
        Err(RequestTokenError::ServerResponse(refusal)) => Err(refused(refusal.error().as_ref())),
        Err(RequestTokenError::Request(error)) => Err(error.into()),
        Err(RequestTokenError::Parse(..) | RequestTokenError::Other(_)) => Err(unreadable()),
    }
}

/// By the provider's word (RFC 6749, 5.2; the last three: OpenID Connect Core, 3.1.2.6, which Microsoft uses here as well).
fn refused(word: &str) -> OauthError {
    match word {
        "invalid_grant" | "interaction_required" | "consent_required" | "login_required" => OauthError::SignInAgain,
        "invalid_client" | "unauthorized_client" => OauthError::WrongClient,
        other => {
            let word: String = other.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(40).collect();
            OauthError::Later(format!("The mail provider refused the sign-in ({word})."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Endpoints, Secret};
    use std::collections::HashMap;

    fn settings(login: &str) -> ChannelSettings {
        ChannelSettings {
            account: "help@shop.example".to_owned(),
            login: login.to_owned(),
            client_id: "client-1".to_owned(),
            client_secret: Secret::new("s3cret"),
            ..ChannelSettings::default()
        }
    }

    fn address(settings: &ChannelSettings) -> (String, HashMap<String, String>) {
        let (http, client) = (Http::new(Endpoints::default()).unwrap(), OauthClient::of(settings).unwrap());
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned();
        let address =
            client.sign_in_address(&http, "https://desk.example/channels/oauth", "st&te".to_owned(), verifier);
        let address = Url::parse(&address.unwrap()).unwrap();
        let query = address.query_pairs().into_owned().collect();
        (format!("{}{}", address.origin().ascii_serialization(), address.path()), query)
    }

    #[test]
    fn people_are_sent_to_google_for_access_that_lasts() {
        let (place, query) = address(&settings("google"));
        assert_eq!(place, "https://accounts.google.com/o/oauth2/v2/auth");
        for (name, value) in [
            ("response_type", "code"),
            ("client_id", "client-1"),
            ("state", "st&te"),
            ("redirect_uri", "https://desk.example/channels/oauth"),
            ("scope", "https://mail.google.com/"),
            ("access_type", "offline"),
            ("prompt", "consent"),
            ("login_hint", "help@shop.example"),
            // RFC 7636, appendix B.
            ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
            ("code_challenge_method", "S256"),
        ] {
            assert_eq!(query.get(name).map(String::as_str), Some(value), "{name}");
        }
        assert!(!query.values().any(|value| value.contains("s3cret")));
    }

    #[test]
    fn people_are_sent_to_their_own_directory_at_microsoft() {
        let (place, query) = address(&settings("microsoft"));
        assert_eq!(place, "https://login.microsoftonline.com/common/oauth2/v2.0/authorize");
        let scopes =
            "offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send";
        assert_eq!(query["scope"], scopes);
        assert_eq!((&*query["prompt"], query.get("login_hint")), ("select_account", None));
        let own = ChannelSettings { tenant: "4e1f-9".to_owned(), ..settings("microsoft") };
        assert_eq!(address(&own).0, "https://login.microsoftonline.com/4e1f-9/oauth2/v2.0/authorize");
    }

    #[test]
    fn what_is_missing_or_not_encrypted_is_told_before_anybody_is_sent_away() {
        let sentence = |settings: &ChannelSettings| match OauthClient::of(settings) {
            Ok(client) => {
                let http = Http::new(Endpoints::default()).unwrap();
                client
                    .sign_in_address(&http, "https://x.example/", String::new(), String::new())
                    .unwrap_err()
                    .to_string()
            }
            Err(error) => error.to_string(),
        };
        assert!(sentence(&settings("password")).contains("password"));
        assert!(
            sentence(&ChannelSettings { client_id: String::new(), ..settings("google") })
                .contains("client ID is missing")
        );
        assert!(sentence(&settings("oauth")).contains("authorisation address"));
        let other = |authorization: &str| ChannelSettings {
            authorization_url: authorization.to_owned(),
            token_url: "https://x.example/token".to_owned(),
            ..settings("oauth")
        };
        assert!(sentence(&other("http://x.example/auth")).contains("https://"));
        assert!(sentence(&other("https://192.168.0.1/auth")).contains("open internet"));
    }

    #[test]
    fn only_what_a_person_can_put_right_is_final() {
        assert_eq!(refused("invalid_grant"), OauthError::SignInAgain);
        assert_eq!(refused("invalid_client"), OauthError::WrongClient);
        let OauthError::Later(sentence) = refused("temporarily_unavailable<script>") else { panic!() };
        assert_eq!(sentence, "The mail provider refused the sign-in (temporarily_unavailablescript).");
    }

    #[test]
    fn tokens_are_not_printed() {
        let tokens = Tokens { access: "ya29".to_owned(), refresh: Some("1//r".to_owned()), lasts: USUAL };
        assert!(!format!("{tokens:?}").contains("ya29") && !format!("{tokens:?}").contains("1//r"));
        assert!(!format!("{:?}", OauthClient::of(&settings("google"))).contains("s3cret"));
    }
}
