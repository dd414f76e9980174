//! What administrators see of a channel, and what they enter.

use super::{Inbox, MailSignIn, Notice};
use crate::{DeadLetterId, InboxId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is entered to add or change a channel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelDraft {
    /// What people call the inbox.
    pub name: String,
    /// Values by the names of the set-up fields. A secret left empty stays as it was.
    pub values: BTreeMap<String, String>,
}

/// A channel as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelPage {
    /// Which.
    pub inbox: Inbox,
    /// Values by the names of the set-up fields, without secrets.
    pub values: BTreeMap<String, String>,
    /// Names of the secrets that are there.
    pub secrets: Vec<String>,
    /// The path of the address the provider calls; the host is the server's own.
    pub callback_path: String,
    /// The word Meta asks for beside the address, or user and password (`user:password`) with which a service posts mails;
    /// made by us, shown to be copied.
    pub verify_token: Option<String>,
    /// Whether Frontdesk is signed in at the mail provider; `None`: there is nothing to sign in to.
    #[serde(default)]
    pub sign_in: Option<MailSignIn>,
    /// How it is.
    pub health: ChannelHealth,
    /// News, newest first.
    pub notices: Vec<Notice>,
}

/// How a channel is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelHealth {
    /// When the provider last called.
    pub last_call_at: Option<Timestamp>,
    /// When the last message was stored, either way.
    pub last_message_at: Option<Timestamp>,
    /// Messages that wait to be handed over.
    pub waiting: i64,
    /// Since when the oldest of them waits.
    pub waiting_since: Option<Timestamp>,
    /// Calls that could not be used and that nobody has looked at.
    pub dead_letters: i64,
    /// Open notices that say messages do not get through.
    pub alarms: i64,
}

/// A call of a provider that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadLetter {
    /// Which.
    pub id: DeadLetterId,
    /// The inbox it was for.
    pub inbox: Option<InboxId>,
    /// Why it could not be used.
    pub reason: String,
    /// When it came.
    pub received_at: Timestamp,
    /// When it was tried again with success.
    pub replayed_at: Option<Timestamp>,
    /// Its text, with words and numbers of customers blacked out.
    pub redacted: String,
}
