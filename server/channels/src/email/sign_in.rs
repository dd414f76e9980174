//! How mail servers are signed in to: with a password, or with an OAuth access token (SASL XOAUTH2, as Google and Microsoft define it).

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

/// What was entered: the token, when tokens were chosen, or else this password.
pub(super) fn proof<'a>(settings: &'a ChannelSettings, password: Option<&'a str>) -> Result<Proof<'a>, SendError> {
    if settings.login != "oauth" {
        return Ok(password.map_or(Proof::None, Proof::Password));
    }
    let missing = || SendError::never(None, "The inbox has no access token: enter one in its settings.");
    settings.access_token.reveal().map(Proof::Token).ok_or_else(missing)
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
        assert!(matches!(proof(&settings("oauth", "t"), Some("word")), Ok(Proof::Token("t"))));
        assert!(matches!(proof(&settings("oauth", ""), Some("word")), Err(SendError::Never { .. })));
    }

    #[test]
    fn the_token_is_said_once() {
        let mut said = Xoauth2::new("ada@x.example", "ya29");
        assert_eq!(said.process(b""), "user=ada@x.example\u{1}auth=Bearer ya29\u{1}\u{1}");
        assert_eq!(said.process(b"{\"status\":\"401\"}"), "");
    }
}
