//! People who answer.

use crate::sql::words;
use crate::{AccountId, GroupId, UserId, Zone};
use serde::{Deserialize, Serialize};

words! {
    /// What a member may do in an account.
    pub enum Role {
        /// Everything, including removing the business.
        Owner = "owner",
        /// Everything but removing owners.
        Admin = "admin",
        /// Answers in their groups, sees what is theirs or nobody's.
        Agent = "agent",
    }
}

impl Role {
    /// Sees every conversation, the statistics, and may change groups and inboxes.
    #[must_use]
    pub const fn manages(self) -> bool {
        matches!(self, Self::Owner | Self::Admin)
    }
}

/// A colleague, as lists and menus show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agent {
    /// Who.
    pub id: UserId,
    /// Full name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Off: cannot sign in, keeps their name on what they wrote.
    pub active: bool,
}

/// The person who is signed in, with what the pages need to know of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Who.
    pub id: UserId,
    /// Full name.
    pub name: String,
    /// Sign-in address.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// The business they work in now.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// Groups they are a member of.
    pub groups: Vec<GroupId>,
    /// The zone times are shown in.
    pub zone: Zone,
}

/// Two letters for an avatar.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_the_first_letters_of_first_and_last_name() {
        assert_eq!(initials("Ana Maria de Souza"), "AS");
        assert_eq!(initials("élodie"), "É");
        assert_eq!(initials("+49 170 123"), "41");
        assert_eq!(initials("…"), "");
    }
}
