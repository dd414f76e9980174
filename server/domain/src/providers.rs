//! The door to providers for what people ask for while they wait: is this set up right, which templates are there.
//!
//! The domain knows no provider; whoever starts it gives it somebody who does.

use crate::Desk;
use crate::channels::{InboxConfig, MailTokens};
use futures_util::future::BoxFuture;
use std::sync::{Arc, OnceLock};
use types::inbox::{Finding, SignInOutcome};
use types::message::Template;

/// Somebody who can ask providers.
pub trait Providers: Send + Sync {
    /// Tries each part of the set-up.
    fn diagnose(&self, inbox: InboxConfig) -> BoxFuture<'static, Vec<Finding>>;
    /// Tells the provider where to call us, where it has a way to be told. A sentence when that failed.
    fn connect(&self, inbox: InboxConfig) -> BoxFuture<'static, Result<(), String>>;
    /// The templates of an inbox. A sentence when they could not be fetched.
    fn templates(&self, inbox: InboxConfig) -> BoxFuture<'static, Result<Vec<Template>, String>>;
    /// Reads a kept call again and applies it. A sentence about why it cannot be used.
    fn replay(&self, inbox: InboxConfig, payload: Vec<u8>) -> BoxFuture<'static, Result<(), String>>;
    /// Where somebody signs in at the mail provider of an inbox. They come back with `state`; `verifier` proves later that it was us
    /// who sent them. A sentence when the settings do not suffice.
    fn sign_in_address(&self, inbox: InboxConfig, state: String, verifier: String) -> Result<String, String>;
    /// What the mail provider gives out for the code that somebody came back with. Why not, when it gives out nothing.
    fn exchange(
        &self,
        inbox: InboxConfig,
        code: String,
        verifier: String,
    ) -> BoxFuture<'static, Result<MailTokens, SignInOutcome>>;
}

/// Nobody, until somebody is given.
#[derive(Clone, Default)]
pub(crate) struct Gate(Arc<OnceLock<Arc<dyn Providers>>>);

impl Gate {
    pub(crate) fn get(&self) -> Option<Arc<dyn Providers>> {
        self.0.get().cloned()
    }
}

impl Desk {
    /// Gives the desk somebody who can ask providers; the first one stays.
    pub fn set_providers(&self, providers: Arc<dyn Providers>) {
        drop(self.gate.0.set(providers));
    }
}
