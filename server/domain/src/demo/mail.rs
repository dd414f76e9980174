//! A mail in the demo's mailbox that somebody has designed, so that there is one to look at.

use super::minutes;
use crate::clock::FixedClock;
use crate::incoming::{Inbound, Page, Threading};
use crate::{Desk, InboxConfig};
use std::sync::Arc;
use types::Problem;
use types::message::{Email, MessageBody};

/// Somebody whose mail program the simulator plays, so that an answer reaches them.
const ADDRESS: &str = "samir.haddad@post.example";
const NAME: &str = "Samir Haddad";
const SUBJECT: &str = "A terrace that smells of lemons";
const TEXT: &str = "Dear Fern & Fig,\n\nfrom June on, forty people will have dinner under the open sky. Could you make us an offer for these?\n\n\
     - Lemon tree, 1.5 m, along the wall: 4\n- Rosemary, in pots, on the tables: 20\n- Jasmine, at the entrance: 2\n\n\
     Samir Haddad, Saffron House";

impl Desk {
    /// Lets it come in, a while ago.
    pub(super) async fn seed_demo_mail(&self, inbox: &InboxConfig) -> Result<(), Problem> {
        let clock = Arc::new(FixedClock::at(self.now() - minutes(43)));
        let past = Self { clock, ..self.clone() };
        let body = MessageBody::Email(Email {
            subject: SUBJECT.to_owned(),
            text: TEXT.to_owned(),
            copies: Vec::new(),
            page: None,
        });
        let id = "designed-mail@post.example".to_owned();
        let plain = Inbound::new(inbox.account, inbox.id, ADDRESS.to_owned(), id, body);
        let mail = Inbound {
            name: Some(NAME.to_owned()),
            email: Some(ADDRESS.to_owned()),
            threading: Threading::ByReferences(Vec::new()),
            page: Page::of(include_str!("designed_mail.html").to_owned(), false),
            ..plain
        };
        past.receive(mail).await.map(drop)
    }
}
