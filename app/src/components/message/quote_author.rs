//! Whose words a quote holds.

use types::message::AuthorKind;

/// Whose words are quoted. A quote knows the party only, not the person.
#[must_use]
pub fn quote_author(author: Option<AuthorKind>, customer: &str) -> String {
    match author {
        Some(AuthorKind::Contact) => customer.to_owned(),
        Some(AuthorKind::Agent | AuthorKind::Business) => "Us".to_owned(),
        Some(AuthorKind::Bot | AuthorKind::System) => "Bot".to_owned(),
        None => "Earlier".to_owned(),
    }
}
