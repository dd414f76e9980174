//! Whether Frontdesk is signed in at a mail provider, and how an attempt to sign in ended.

use crate::Timestamp;
use crate::sql::words;
use serde::{Deserialize, Serialize};

/// The path to which mail providers send people back; it has to be entered there with our public address before it. One for all
/// inboxes, so that it is known before there is one.
pub const REDIRECT_PATH: &str = "/channels/oauth";

/// Whether Frontdesk is signed in at the provider of a mailbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailSignIn {
    /// Since when somebody has to sign in, at first or again. Until then nothing is read, and what is written waits.
    pub held: Option<Timestamp>,
    /// How long the present token is good; it is renewed before. `None`: nobody has signed in yet.
    pub good_until: Option<Timestamp>,
}

words! {
    /// How an attempt to sign in ended, as the address of the page says it.
    pub enum SignInOutcome {
        /// Signed in.
        Done = "done",
        /// The person did not allow it.
        Denied = "denied",
        /// It would have ended after an hour.
        NoRefreshToken = "no_refresh_token",
        /// Client id or secret is wrong.
        WrongClient = "wrong_client",
        /// The provider does not take its own code.
        Refused = "refused",
        /// It took too long.
        Expired = "expired",
        /// Somebody else began it.
        Foreign = "foreign",
        /// Nobody began it here.
        Unknown = "unknown",
        /// The provider did not answer.
        Unreachable = "unreachable",
        /// Settings are missing or wrong.
        Incomplete = "incomplete",
        /// Something else.
        Failed = "failed",
    }
}

impl SignInOutcome {
    /// What happened and what to do.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Done => "Signed in. From now on Frontdesk renews the sign-in by itself. Test the connection below.",
            Self::Denied => {
                "Nothing was changed: access was not allowed at the provider. Press the button again, and allow it."
            }
            Self::NoRefreshToken => {
                "The provider gave access for an hour only, without a refresh token. Remove Frontdesk from the apps with \
                 access to that account, or let the client ask for offline access there, and sign in again."
            }
            Self::WrongClient => {
                "The provider does not accept client ID and client secret. Check both in the settings below, and sign in again."
            }
            Self::Refused => {
                "The provider did not take back its own code: it was used before, or another redirect address is entered \
                 there. Check the address below, and sign in again."
            }
            Self::Expired => "Signing in took too long. Please press the button again.",
            Self::Foreign => {
                "This sign-in was begun by somebody else. Please begin it yourself on the page of the inbox."
            }
            Self::Unknown => "This was no answer to a sign-in of yours. Please begin again on the page of the inbox.",
            Self::Unreachable => {
                "The provider could not be reached. Nothing was changed; please try again in a minute."
            }
            Self::Incomplete => {
                "Something is missing for signing in, or cannot be used. Check client ID and addresses in the settings below."
            }
            Self::Failed => {
                "The provider refused. Check scopes and addresses in the settings below, and the redirect address there."
            }
        }
    }
}
