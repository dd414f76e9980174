//! Ids: one newtype per noun, so that a contact's id is never passed where a conversation's is meant.

use crate::sql::bigint_column;
use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "sql", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
        #[cfg_attr(feature = "sql", diesel(sql_type = diesel::sql_types::BigInt))]
        #[serde(transparent)]
        pub struct $name(pub i64);

        bigint_column!($name);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(digits: &str) -> Result<Self, Self::Err> {
                digits.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A business.
    AccountId;
    /// A person who signs in; an agent of every account they are a member of.
    UserId;
    /// A team of agents.
    GroupId;
    /// One configured channel: a number, a page, a website.
    InboxId;
    /// A person who writes to the business.
    ContactId;
    /// A contact's name on one inbox: a phone number, a page-scoped id, a visitor's key.
    AddressId;
    /// One conversation. Outside programs know it by its UUID instead.
    ConversationId;
    /// One entry of a timeline.
    MessageId;
    /// A stored file.
    AttachmentId;
    /// A label agents put on conversations.
    LabelId;
    /// A prepared answer.
    CannedReplyId;
    /// A program's key to the REST API.
    TokenId;
    /// Something that waits to be handed to a provider.
    ParcelId;
    /// A call of a provider that could not be used.
    DeadLetterId;
    /// News about an inbox for its administrators.
    NoticeId;
    /// Place in an account's event log: 1, 2, 3, … without gaps, in the order of commits.
    Seq;
}
