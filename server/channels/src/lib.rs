//! How each channel talks. A channel is one file (or folder) that knows one provider: how its calls are recognised, what they say,
//! and how it is told to send.
//!
//! Reading is a plain function of bytes: no network, no database, no clock. Sending asks the provider once and says what became of it;
//! when to try again is not decided here. To add a channel: a variant of [`types::inbox::ChannelKind`], a file with an `impl Channel`,
//! a line in [`channel`].

mod call;
mod duplicates;
mod email;
mod encryption;
mod fetch;
mod finding;
mod gupshup;
mod http;
pub mod inbound;
mod instagram;
mod json;
mod messenger;
mod meta;
mod outbound;
pub mod report;
mod settings;
mod signature;
mod telegram;
mod time_stamp;
mod website;
mod whatsapp;

pub use crate::http::{Endpoints, Http, Unprepared};
pub use call::{Call, Greeting, Malformed, Refused};
pub use email::{Mailbox, MailboxState, OauthClient, OauthError, Rhythm, Tokens};
pub use fetch::{FetchError, Fetched, Wanted};
pub use finding::{Finding, FindingState};
pub use futures_util::future::BoxFuture;
pub use inbound::Inbound;
pub use outbound::{Content, MailThread, OutFile, Outbound, SendError, Sent, Sign, SignKind};
pub use settings::{ChannelSettings, Secret};

use futures_util::FutureExt;
use std::future::ready;
use types::inbox::ChannelKind;
use types::message::Template;

/// One way to talk with customers.
pub trait Channel: Send + Sync {
    /// Is this call from the provider? Also answers the challenge a provider sends when the address is set up.
    ///
    /// # Errors
    /// The call does not prove that it is from the provider; nothing of it may be stored.
    fn verify(&self, settings: &ChannelSettings, call: &Call<'_>) -> Result<Greeting, Refused>;

    /// What the call says, in its order. One bad item never loses its neighbours; what is unknown becomes
    /// [`inbound::Manner::Unsupported`] or nothing, never an error. Only after [`Channel::verify`].
    ///
    /// # Errors
    /// The body is not in the provider's format at all: repeating the call would not help.
    fn read(&self, settings: &ChannelSettings, call: &Call<'_>) -> Result<Vec<Inbound>, Malformed>;

    /// Hands one message to the provider, once.
    ///
    /// # Errors
    /// It was not sent, or nobody knows: see [`SendError`].
    fn send<'a>(
        &'a self,
        http: &'a Http,
        settings: &'a ChannelSettings,
        out: &'a Outbound,
    ) -> BoxFuture<'a, Result<Sent, SendError>>;

    /// Gets the bytes of a file of an incoming message.
    ///
    /// # Errors
    /// The file is gone, too large, damaged, or not to be reached.
    fn fetch<'a>(
        &'a self,
        http: &'a Http,
        _: &'a ChannelSettings,
        file: &'a Wanted,
    ) -> BoxFuture<'a, Result<Fetched, FetchError>> {
        fetch::without_token(http, file).boxed()
    }

    /// Tells the customer's app that their message was read, or that somebody is typing. Best effort: where the provider has no such
    /// sign nothing happens.
    ///
    /// # Errors
    /// The provider refused; nobody needs to be told.
    fn mark<'a>(&'a self, _: &'a Http, _: &'a ChannelSettings, _: &'a Sign) -> BoxFuture<'a, Result<(), SendError>> {
        ready(Ok(())).boxed()
    }

    /// Whether the customer's app waits for [`Channel::mark`] after a button was tapped, and shows that it waits.
    fn waits_after_tap(&self) -> bool {
        false
    }

    /// Whether [`Channel::profile`] tells anything. Elsewhere messages bring the names along.
    fn knows_names(&self) -> bool {
        false
    }

    /// What the provider tells of a customer, by their id there, when messages do not bring their names along.
    ///
    /// # Errors
    /// It does not tell, or not now: customers have to allow it, and some never do.
    fn profile<'a>(
        &'a self,
        _: &'a Http,
        _: &'a ChannelSettings,
        _: &'a str,
    ) -> BoxFuture<'a, Result<Option<inbound::Person>, SendError>> {
        ready(Ok(None)).boxed()
    }

    /// The message templates kept at the provider, approved or not; empty for channels that have none.
    ///
    /// # Errors
    /// They could not be fetched.
    fn templates<'a>(&'a self, _: &'a Http, _: &'a ChannelSettings) -> BoxFuture<'a, Result<Vec<Template>, SendError>> {
        ready(Ok(Vec::new())).boxed()
    }

    /// Tries each part of the set-up and says in a sentence how it went and what to do.
    fn diagnose<'a>(&'a self, _: &'a Http, _: &'a ChannelSettings, _: &'a str) -> BoxFuture<'a, Vec<Finding>> {
        ready(Vec::new()).boxed()
    }

    /// Registers our address for incoming calls where the provider has an API for it; elsewhere it does nothing.
    ///
    /// # Errors
    /// The provider refused, in words for the administrator.
    fn connect<'a>(&'a self, _: &'a Http, _: &'a ChannelSettings, _: &'a str) -> BoxFuture<'a, Result<(), SendError>> {
        ready(Ok(())).boxed()
    }
}

/// The channel of this kind.
#[must_use]
pub fn channel(kind: ChannelKind) -> &'static dyn Channel {
    match kind {
        ChannelKind::Website => &website::Website,
        ChannelKind::Whatsapp => &whatsapp::Whatsapp,
        ChannelKind::Messenger => &messenger::Messenger,
        ChannelKind::Instagram => &instagram::Instagram,
        ChannelKind::Gupshup => &gupshup::Gupshup,
        ChannelKind::Telegram => &telegram::Telegram,
        ChannelKind::Email => &email::Email,
    }
}
