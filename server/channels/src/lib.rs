//! How each channel talks. A channel is one file (or folder) that knows one provider: how its calls are recognised and what they say.
//!
//! Reading is a plain function of bytes: no network, no database, no clock. To add a channel: a variant of
//! [`types::inbox::ChannelKind`], a file with an `impl Channel`, a line in [`channel`].

mod call;
mod duplicates;
mod email;
mod gupshup;
pub mod inbound;
mod instagram;
mod json;
mod messenger;
mod meta;
pub mod report;
mod settings;
mod signature;
mod telegram;
mod time_stamp;
mod website;
mod whatsapp;

pub use call::{Call, Greeting, Malformed, Refused};
pub use inbound::Inbound;
pub use settings::{ChannelSettings, Secret};

use types::inbox::ChannelKind;

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
