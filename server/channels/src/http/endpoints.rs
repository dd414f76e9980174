//! Where the providers are.

use reqwest::Url;
use serde::{Deserialize, Serialize};

/// The providers' addresses. Demos and tests point them at a simulator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Endpoints {
    /// Graph API with its version: WhatsApp, Messenger, Instagram with a Facebook login.
    pub meta: String,
    /// Graph API of Instagram logins, with its version.
    pub instagram: String,
    /// Gupshup.
    pub gupshup: String,
    /// Gupshup's API for partners.
    pub gupshup_partner: String,
    /// Telegram's Bot API; files are fetched from `/file` below it.
    pub telegram: String,
    /// An OAuth provider for mailboxes that is not on the open internet; empty: none.
    pub oauth: String,
}

impl Default for Endpoints {
    fn default() -> Self {
        Self {
            meta: "https://graph.facebook.com/v25.0".to_owned(),
            instagram: "https://graph.instagram.com/v25.0".to_owned(),
            gupshup: "https://api.gupshup.io".to_owned(),
            gupshup_partner: "https://partner.gupshup.io".to_owned(),
            telegram: "https://api.telegram.org".to_owned(),
            oauth: String::new(),
        }
    }
}

impl Endpoints {
    /// The address is at one of the providers themselves: it may be on a private network, where a simulator is.
    pub(crate) fn contain(&self, address: &Url) -> bool {
        [&self.meta, &self.instagram, &self.gupshup, &self.gupshup_partner, &self.telegram, &self.oauth]
            .into_iter()
            .any(|base| same_origin(base, address))
    }
}

/// Scheme, host and port are the same.
pub(crate) fn same_origin(base: &str, address: &Url) -> bool {
    Url::parse(base).is_ok_and(|base| base.origin() == address.origin())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_name_one_endpoint_keep_the_others() {
        let endpoints: Endpoints = serde_json::from_str(r#"{"telegram":"http://127.0.0.1:9"}"#).unwrap();
        assert_eq!(endpoints.telegram, "http://127.0.0.1:9");
        assert_eq!(endpoints.meta, Endpoints::default().meta);
    }

    #[test]
    fn another_port_is_another_place() {
        let endpoints = Endpoints { telegram: "http://127.0.0.1:9".to_owned(), ..Endpoints::default() };
        let contains = |address: &str| endpoints.contain(&Url::parse(address).unwrap());
        assert!(contains("http://127.0.0.1:9/file/x"));
        assert!(!contains("http://127.0.0.1:5432/"));
        assert!(!contains("https://127.0.0.1:9/"));
        assert!(contains("https://graph.facebook.com/other"));
    }
}
