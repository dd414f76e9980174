//! How a mailbox is signed in to, and what is known of the large providers beforehand.

use crate::sql::words;

words! {
    /// How a mailbox is signed in to.
    pub enum MailLogin {
        /// User and password.
        Password = "password",
        /// OAuth at Google.
        Google = "google",
        /// OAuth at Microsoft.
        Microsoft = "microsoft",
        /// OAuth at another provider, whose addresses are entered.
        Oauth = "oauth",
    }
}

/// What need not be entered for a provider, because it is the same for everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailProvider {
    /// Where people allow Frontdesk to use their mailbox. `{tenant}` stands for the setting of that name.
    pub authorization_url: &'static str,
    /// Where tokens are given out. `{tenant}` as above.
    pub token_url: &'static str,
    /// What is asked for, separated by spaces.
    pub scopes: &'static str,
    /// What the first address gets besides.
    pub parameters: &'static [(&'static str, &'static str)],
    /// The servers for sending and receiving, by the names of their set-up fields.
    pub servers: &'static [(&'static str, &'static str)],
}

/// developers.google.com/identity/protocols/oauth2/web-server, developers.google.com/workspace/gmail/imap/xoauth2-protocol.
/// A refresh token is given out only for `offline`, and again only with `consent`.
const GOOGLE: MailProvider = MailProvider {
    authorization_url: "https://accounts.google.com/o/oauth2/v2/auth",
    token_url: "https://oauth2.googleapis.com/token",
    scopes: "https://mail.google.com/",
    parameters: &[("access_type", "offline"), ("prompt", "consent")],
    servers: &[
        ("smtp_host", "smtp.gmail.com"),
        ("smtp_port", "587"),
        ("smtp_security", "starttls"),
        ("imap_host", "imap.gmail.com"),
        ("imap_port", "993"),
        ("imap_security", "tls"),
    ],
};

/// learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth.
/// Whoever is signed in already at Microsoft is mostly not the mailbox: they are asked which account it is.
const MICROSOFT: MailProvider = MailProvider {
    authorization_url: "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize",
    token_url: "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
    scopes: "offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send",
    parameters: &[("prompt", "select_account")],
    servers: &[
        ("smtp_host", "smtp.office365.com"),
        ("smtp_port", "587"),
        ("smtp_security", "starttls"),
        ("imap_host", "outlook.office365.com"),
        ("imap_port", "993"),
        ("imap_security", "tls"),
    ],
};

impl MailLogin {
    /// The one that the settings of an inbox name; a password when they name none.
    #[must_use]
    pub fn of(setting: Option<&str>) -> Self {
        setting.and_then(|word| word.parse().ok()).unwrap_or(Self::Password)
    }

    /// Somebody signs in at the provider, which gives out tokens for it.
    #[must_use]
    pub const fn is_oauth(self) -> bool {
        !matches!(self, Self::Password)
    }

    /// What is known of the provider.
    #[must_use]
    pub const fn preset(self) -> Option<&'static MailProvider> {
        match self {
            Self::Google => Some(&GOOGLE),
            Self::Microsoft => Some(&MICROSOFT),
            Self::Password | Self::Oauth => None,
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Password => "Password",
            Self::Google => "Google",
            Self::Microsoft => "Microsoft",
            Self::Oauth => "Other provider (OAuth)",
        }
    }

    /// Who is signed in at, in the middle of a sentence.
    #[must_use]
    pub const fn provider(self) -> &'static str {
        match self {
            Self::Google => "Google",
            Self::Microsoft => "Microsoft",
            Self::Password | Self::Oauth => "the mail provider",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_of_nobody_is_a_password() {
        assert_eq!(MailLogin::of(None), MailLogin::Password);
        assert_eq!(MailLogin::of(Some("facebook")), MailLogin::Password);
        assert_eq!(MailLogin::of(Some("google")), MailLogin::Google);
    }

    #[test]
    fn what_is_known_of_a_provider_is_encrypted_and_asks_for_what_lasts() {
        for login in MailLogin::ALL {
            let Some(known) = login.preset() else { continue };
            assert!(known.authorization_url.starts_with("https://") && known.token_url.starts_with("https://"));
            let lasts =
                known.scopes.contains("offline_access") || known.parameters.contains(&("access_type", "offline"));
            assert!(lasts && login.is_oauth(), "{login}");
        }
    }
}
