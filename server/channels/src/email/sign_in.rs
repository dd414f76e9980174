//! How mail servers are signed in to: with a password, or with an OAuth access token (SASL XOAUTH2, as Google and Microsoft define
//! it).

use crate::{ChannelSettings, SendError};
use async_imap::Authenticator;

/// What proves that we may.
#[derive(Clone, Copy)]
pub(super) enum Proof<'a> {
    /// Nothing was entered.
    None,
    /// The password of the server.
    Password(&'a str),
    /// A token that is good for both servers.
    Token(&'a str),
}

/// What was entered: the token, when somebody signs in at the provider, or else this password.
pub(super) fn proof<'a>(settings: &'a ChannelSettings, password: Option<&'a str>) -> Result<Proof<'a>, SendError> {
    if !settings.mail_login().is_oauth() {
        return Ok(password.map_or(Proof::None, Proof::Password));
    }
    let missing = || SendError::never(None, "The inbox has no access token: sign in on its page.");
    settings.access_token.reveal().map(Proof::Token).ok_or_else(missing)
}

/// Whose mailbox a token opens: the address, when no user was entered.
pub(super) fn user<'a>(settings: &'a ChannelSettings, entered: &'a str) -> &'a str {
    if entered.is_empty() { &settings.account } else { entered }
}

/// The code of a refusal that another token may put right: XOAUTH2's own `status`.
const TOKEN_REFUSED: &str = "401";

/// A server does not accept the token, whatever it says besides. Before its time, or because it is another account's.
pub(super) fn token_refused(server: &str, told: &str) -> SendError {
    let told = told.trim().trim_end_matches('.');
    let words = if told.is_empty() { String::new() } else { format!(": {told}") };
    let sentence = format!(
        "{server} did not accept the access token{words}. Check that the account which signed in is this mailbox, and that it \
         may use IMAP and SMTP."
    );
    SendError::never(Some(TOKEN_REFUSED.to_owned()), sentence)
}

impl SendError {
    /// A mail server did not accept an access token; a new one may be.
    #[must_use]
    pub fn is_token_refusal(&self) -> bool {
        matches!(self, Self::Never { failure } if failure.code.as_deref() == Some(TOKEN_REFUSED))
    }
}

/// Says user and token once. Whatever the server asks after that is a refusal, which is answered with nothing.
pub(super) struct Xoauth2(Option<String>);

impl Xoauth2 {
    pub(super) fn new(user: &str, token: &str) -> Self {
        Self(Some(format!("user={user}\x01auth=Bearer {token}\x01\x01")))
    }
}

impl Authenticator for Xoauth2 {
    type Response = String;

    fn process(&mut self, _: &[u8]) -> String {
        self.0.take().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;

    #[test]
    fn tokens_count_only_when_they_were_chosen() {
        let settings = |login: &str, token: &str| ChannelSettings {
            login: login.to_owned(),
            access_token: Secret::new(token),
            ..ChannelSettings::default()
        };
        for login in ["", "password"] {
            assert!(matches!(proof(&settings(login, "t"), Some("word")), Ok(Proof::Password("word"))));
            assert!(matches!(proof(&settings(login, "t"), None), Ok(Proof::None)));
        }
        for login in ["oauth", "google", "microsoft"] {
            assert!(matches!(proof(&settings(login, "t"), Some("word")), Ok(Proof::Token("t"))));
        }
        assert!(matches!(proof(&settings("oauth", ""), Some("word")), Err(SendError::Never { .. })));
    }

    #[test]
    fn a_refused_token_is_told_from_other_refusals() {
        let refused = token_refused("The mail server", "535 5.7.3 expired.");
        assert!(refused.is_token_refusal());
        assert!(refused.sentence().starts_with("The mail server did not accept the access token: 535 5.7.3 expired. "));
        assert!(token_refused("The mailbox", "").sentence().contains("access token. "));
        assert!(!SendError::never(None, "No.").is_token_refusal());
        assert!(!SendError::later(None, Some("401".to_owned()), "No.").is_token_refusal());
    }

    #[test]
    fn a_token_opens_the_mailbox_of_the_address_unless_another_user_is_named() {
        let settings = ChannelSettings { account: "help@x.example".to_owned(), ..ChannelSettings::default() };
        assert_eq!((user(&settings, ""), user(&settings, "ada")), ("help@x.example", "ada"));
    }

    #[test]
    fn the_token_is_said_once() {
        let mut said = Xoauth2::new("ada@x.example", "ya29");
        assert_eq!(said.process(b""), "user=ada@x.example\u{1}auth=Bearer ya29\u{1}\u{1}");
        assert_eq!(said.process(b"{\"status\":\"401\"}"), "");
    }
}
