//! What an inbox knows about its provider, as far as incoming calls need it.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The settings of one inbox. Kept as JSON, so every field has a default.
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
