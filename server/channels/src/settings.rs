//! What an inbox knows about its provider: the words of the set-up form, all optional.

use serde::{Deserialize, Serialize};
use std::fmt;
use types::inbox::MailLogin;

/// The settings of one inbox. Kept as a flat map of texts, so every field is a text with a default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChannelSettings {
    /// What proves that a call is from the provider.
    ///
    /// WhatsApp, Messenger, Instagram: the secret of the Meta app that has the subscription (an Instagram login has an app secret of its own).
    /// Telegram: the `secret_token` given to `setWebhook`. Gupshup: the value we told it to send along.
    /// E-mail: `user:password` of the inbound address.
    pub secret: Secret,
    /// Meta: the word typed beside the address when it is set up; it comes back in the challenge.
    pub verify_token: Secret,
    /// Our side's id, which incoming calls name: phone number id, page id, Instagram account id, Gupshup app name, bot user name,
    /// mailbox address.
    pub account: String,
    /// WhatsApp: the WABA id. Gupshup: the app id.
    pub business: String,
    /// Gupshup: our number.
    pub phone: String,
    /// Meta's token, Telegram's bot token, Gupshup's API key. E-mail: the present OAuth access token for both servers, which is not
    /// entered but given out by the provider.
    pub access_token: Secret,
    /// Instagram: `instagram` or `facebook`, the login the token is from. E-mail: a [`types::inbox::MailLogin`]; empty: a password.
    pub login: String,
    /// OAuth for mailboxes: how the provider knows Frontdesk.
    pub client_id: String,
    /// What proves that; empty for clients without.
    pub client_secret: Secret,
    /// Microsoft: whose accounts may sign in; empty: everybody's.
    pub tenant: String,
    /// Another provider: where people allow access.
    pub authorization_url: String,
    /// Another provider: where tokens are given out.
    pub token_url: String,
    /// Another provider: what is asked for, separated by spaces.
    pub scopes: String,
    /// E-mail: the name customers see.
    pub sender_name: String,
    /// Where mail is handed in.
    pub smtp_host: String,
    /// Its port; empty for the usual one.
    pub smtp_port: String,
    /// `starttls` (also when empty), `tls` or `none`.
    pub smtp_security: String,
    /// Who hands it in; empty: without a login.
    pub smtp_user: String,
    /// Their password.
    pub smtp_password: Secret,
    /// Where mail is fetched.
    pub imap_host: String,
    /// Its port; empty for the usual one.
    pub imap_port: String,
    /// `tls` (also when empty), `starttls` or `none`.
    pub imap_security: String,
    /// Whose mailbox it is; empty: the same as for sending.
    pub imap_user: String,
    /// Their password; empty: the same as for sending.
    pub imap_password: Secret,
    /// The folder; empty: `INBOX`.
    pub imap_folder: String,
}

impl ChannelSettings {
    /// How the mailbox is signed in to.
    #[must_use]
    pub fn mail_login(&self) -> MailLogin {
        MailLogin::of(Some(&self.login))
    }
}

/// A text that is never printed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps it.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// The text itself, or `None` when nothing was entered.
    pub(crate) fn reveal(&self) -> Option<&str> {
        (!self.0.is_empty()).then_some(&*self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "Secret(empty)" } else { "Secret(…)" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_printed() {
        let settings = ChannelSettings { secret: Secret::new("swordfish"), ..ChannelSettings::default() };
        assert!(!format!("{settings:?}").contains("swordfish"));
    }

    #[test]
    fn settings_of_an_older_version_still_read() {
        let settings: ChannelSettings = serde_json::from_str(r#"{"secret":"s"}"#).unwrap();
        assert_eq!(settings.secret.reveal(), Some("s"));
        assert_eq!(settings.verify_token.reveal(), None);
    }
}
