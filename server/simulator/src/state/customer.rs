//! A person with a phone, and their chat with one line.

use super::{By, Message};
use crate::Channel;
use serde::{Deserialize, Serialize};

/// A customer of one line.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Customer {
    /// Number, page-scoped id, Instagram-scoped id, chat id, or e-mail address.
    pub(crate) id: String,
    /// WhatsApp: the business-scoped user id.
    pub(crate) user_id: Option<String>,
    /// The name in their profile.
    pub(crate) name: String,
    /// The name they took, where the provider has such.
    pub(crate) username: Option<String>,
    /// WhatsApp: the number is hidden behind the user name.
    pub(crate) hidden: bool,
    /// The phone has a connection.
    pub(crate) phone_on: bool,
    /// The customer lets others see what was read.
    pub(crate) read_receipts: bool,
    /// The customer wants nothing from this business.
    pub(crate) blocked: bool,
    /// The provider holds the reply window for closed, whenever the customer wrote last. Opens with their next message.
    pub(crate) window_shut: bool,
    /// Until when the business is typing.
    pub(crate) typing_until: i64,
    /// The chat, oldest first.
    pub(crate) messages: Vec<Message>,
}

impl Default for Customer {
    fn default() -> Self {
        Self {
            id: String::new(),
            user_id: None,
            name: String::new(),
            username: None,
            hidden: false,
            phone_on: true,
            read_receipts: true,
            blocked: false,
            window_shut: false,
            typing_until: 0,
            messages: Vec::new(),
        }
    }
}

impl Customer {
    /// Whether this is one of their ids.
    pub(crate) fn is(&self, id: &str) -> bool {
        // Numbers have no letters, so only e-mail addresses are affected by their case.
        self.id.eq_ignore_ascii_case(id) || self.user_id.as_deref() == Some(id)
    }

    /// A message of their chat, by any of its ids.
    pub(crate) fn message(&self, id: &str) -> Option<&Message> {
        self.messages.iter().rev().find(|message| message.is(id))
    }

    /// The same, to change.
    pub(crate) fn message_mut(&mut self, id: &str) -> Option<&mut Message> {
        self.messages.iter_mut().rev().find(|message| message.is(id))
    }

    /// Puts a message where its time wants it.
    pub(crate) fn add(&mut self, message: Message) {
        let place = self.messages.iter().rposition(|other| other.at <= message.at).map_or(0, |place| place + 1);
        self.messages.insert(place, message);
    }

    /// When they wrote last (comments and reactions do not count); `None`: never.
    pub(crate) fn wrote_at(&self) -> Option<i64> {
        let theirs = self.messages.iter().filter(|message| message.by == By::Customer && message.kind != "comment");
        theirs.map(|message| message.at).max()
    }

    /// The next number of a message, for providers that count within a chat.
    pub(crate) fn next_number(&self) -> i64 {
        // Taps are numbered by themselves.
        let counted = self.messages.iter().filter(|message| message.chosen.is_none());
        counted.filter_map(|message| message.id.parse::<i64>().ok()).max().unwrap_or(40) + 1
    }
}

/// The people every line begins with.
pub(super) fn three(channel: Channel) -> Vec<Customer> {
    let person = |id: &str, name: &str, username: Option<&str>, user_id: Option<&str>| Customer {
        id: id.to_owned(),
        name: name.to_owned(),
        username: username.map(str::to_owned),
        user_id: user_id.map(str::to_owned),
        ..Customer::default()
    };
    match channel {
        Channel::Whatsapp => vec![
            person("5511955501001", "Ana Souza", None, Some("BR.7120938475610293")),
            person("4915550101002", "Jonas Weber", None, Some("DE.5510293847561029")),
            person("27825550103", "Thandi Nkosi", Some("thandi.nk"), Some("ZA.3349102938475610")),
        ],
        Channel::Messenger => vec![
            person("7390011223344501", "Clara Jensen", None, None),
            person("7390011223344502", "Marco Rossi", None, None),
            person("7390011223344503", "Aiko Tanaka", None, None),
        ],
        Channel::Instagram => vec![
            person("943608120000701", "Lucía Ortega", Some("lucia.ortega"), None),
            person("943608120000702", "Noah Fischer", Some("noahfischer"), None),
            person("943608120000703", "Amara Okafor", Some("amara.okafor"), None),
        ],
        Channel::Gupshup => vec![
            person("919820055501", "Priya Nair", None, None),
            person("919820055502", "Rahul Mehta", None, None),
            person("919820055503", "Meera Iyer", None, None),
        ],
        Channel::Telegram => vec![
            person("352700651", "Nikolai Ivanov", Some("nivanov"), None),
            person("352700652", "Leyla Demir", Some("leylademir"), None),
            person("7654321098765", "Tom Baker", None, None),
        ],
        Channel::Email => vec![
            person("greta.holm@mail.example", "Greta Holm", None, None),
            person("samir.haddad@post.example", "Samir Haddad", None, None),
            person("yuki.mori@mail.example", "Yuki Mori", None, None),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_from_yesterday_stands_before_those_of_today() {
        let mut customer = Customer::default();
        for (id, at) in [("a", 10), ("c", 30), ("b", 20), ("d", 30)] {
            customer.add(Message { id: id.to_owned(), at, ..Message::default() });
        }
        let order: Vec<_> = customer.messages.iter().map(|message| message.id.as_str()).collect();
        assert_eq!(order, ["a", "b", "c", "d"]);
        assert_eq!(customer.wrote_at(), Some(30));
    }
}
