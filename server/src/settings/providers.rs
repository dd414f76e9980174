//! Section `[providers]`: where providers are reached. Mostly only tests and demos change this.

use channels::Endpoints;
use serde::{Deserialize, Serialize};

/// Where providers are reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Providers {
    /// Meta's Graph API: WhatsApp, Messenger, Instagram by Facebook login.
    pub meta: String,
    /// Instagram's API, for the Instagram login.
    pub instagram: String,
    /// Gupshup's API.
    pub gupshup: String,
    /// Gupshup's API for partners.
    pub gupshup_partner: String,
    /// Telegram's Bot API.
    pub telegram: String,
    /// An OAuth provider for mailboxes that is not on the open internet; empty: none.
    pub oauth: String,
    /// Where the simulator of a demo listens.
    pub simulator: String,
    /// Where it takes mail.
    pub simulator_mail: String,
}

impl Default for Providers {
    fn default() -> Self {
        let Endpoints { meta, instagram, gupshup, gupshup_partner, telegram, oauth } = Endpoints::default();
        let (simulator, simulator_mail) = ("127.0.0.1:8090".to_owned(), "127.0.0.1:8091".to_owned());
        Self { meta, instagram, gupshup, gupshup_partner, telegram, oauth, simulator, simulator_mail }
    }
}

impl Providers {
    /// As the channels want it.
    #[must_use]
    pub fn endpoints(&self) -> Endpoints {
        Endpoints {
            meta: self.meta.clone(),
            instagram: self.instagram.clone(),
            gupshup: self.gupshup.clone(),
            gupshup_partner: self.gupshup_partner.clone(),
            telegram: self.telegram.clone(),
            oauth: self.oauth.clone(),
        }
    }

    /// All of them at a simulator.
    pub fn simulate(&mut self, origin: &str) {
        self.meta = format!("{origin}/graph/v25.0");
        self.instagram = format!("{origin}/graph/v25.0");
        self.gupshup = format!("{origin}/gupshup");
        self.gupshup_partner = format!("{origin}/gupshup-partner");
        self.telegram = format!("{origin}/telegram");
    }
}
