//! Customers: what is known of them, and changing it.

use crate::change::{Touched, Work};
use crate::{Actor, Desk};
use store::{contacts, conversations, search};
use types::contact::{Contact, ContactEdit, ContactProfile};
use types::{ContactId, Noun, Problem, limits};

/// Conversations of one contact that are shown and kept up to date.
const CONVERSATIONS: i64 = 100;

/// The words a contact is found by.
pub(crate) fn findable(contact: &Contact) -> String {
    [Some(contact.name.as_str()), contact.email.as_deref(), contact.phone.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

impl Desk {
    /// A contact with those of their conversations that the actor may see.
    ///
    /// # Errors
    /// `NotFound` when the actor may see none of their conversations.
    pub async fn contact_profile(&self, actor: &Actor, id: ContactId) -> Result<ContactProfile, Problem> {
        let mut tx = self.store.snapshot().await?;
        let missing = Problem::NotFound { what: Noun::Contact };
        let (contact, created_at) = contacts::find(&mut tx, actor.account, id).await?.ok_or(missing.clone())?;
        let mut rows = conversations::of_contact(&mut tx, actor.account, id, CONVERSATIONS).await?;
        rows.retain(|row| actor.scope.sees(&row.placement()));
        rows.truncate(20);
        if rows.is_empty() {
            return Err(missing);
        }
        Ok(ContactProfile { contact, created_at, conversations: rows })
    }

    /// Changes what is known of a contact.
    ///
    /// # Errors
    /// `Invalid`, naming the field; `NotFound` as for `contact_profile`.
    pub async fn edit_contact(&self, actor: &Actor, id: ContactId, edit: ContactEdit) -> Result<Contact, Problem> {
        self.contact_profile(actor, id).await?;
        let contact = Contact {
            id,
            name: limits::name("name", &edit.name)?,
            email: email(&edit.email)?,
            phone: phone(&edit.phone)?,
        };
        self.change(actor.account, move |work| {
            Box::pin(async move {
                save_everywhere(work, &contact).await?;
                Ok(contact)
            })
        })
        .await
    }
}

/// Saves what is known of a contact, and announces it with each of their conversations.
pub(crate) async fn save_everywhere(work: &mut Work<'_>, contact: &Contact) -> Result<(), Problem> {
    contacts::save(work.conn, work.account, contact).await?;
    let rows = conversations::of_contact(work.conn, work.account, contact.id, CONVERSATIONS).await?;
    let mut ids: Vec<_> = rows.into_iter().map(|row| row.id).collect();
    ids.sort_unstable();
    for id in ids {
        let Some(mut known) = conversations::find_to_change(work.conn, work.account, id).await? else { continue };
        search::set_contact(work.conn, work.account, id, findable(contact));
        // The row has the new name by now; the difference to the old one is what makes the event.
        let now = std::mem::replace(
            &mut known.summary.contact,
            Contact { id: contact.id, name: String::new(), email: None, phone: None },
        );
        let mut touched = Touched::known(known);
        touched.conversation.summary.contact = now;
        work.save(touched).await?;
    }
    Ok(())
}

fn email(given: &str) -> Result<Option<String>, Problem> {
    let given = given.trim();
    match given.split_once('@') {
        _ if given.is_empty() => Ok(None),
        Some((name, host))
            if !name.is_empty()
                && host.contains('.')
                && given.len() <= 254
                && !given.chars().any(|c| c.is_whitespace() || c.is_control()) =>
        {
            Ok(Some(given.to_owned()))
        }
        _ => Err(Problem::invalid("email", "Please enter an e-mail address such as ana@example.com.")),
    }
}

fn phone(given: &str) -> Result<Option<String>, Problem> {
    let digits: String = given.chars().filter(char::is_ascii_digit).collect();
    let other = given.chars().find(|c| !c.is_ascii_digit() && !" +-/().".contains(*c));
    match digits.len() {
        _ if given.trim().is_empty() => Ok(None),
        5..=15 if other.is_none() => Ok(Some(given.trim().to_owned())),
        _ => Err(Problem::invalid("phone", "Please enter a telephone number such as +49 170 1234567.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked_and_may_be_missing() {
        assert_eq!(email(" "), Ok(None));
        assert_eq!(email("a@b.example"), Ok(Some("a@b.example".to_owned())));
        assert!(email("a b@c.example").is_err());
        assert!(email("<script>").is_err());
        assert_eq!(phone("+49 (170) 123-45"), Ok(Some("+49 (170) 123-45".to_owned())));
        assert!(phone("call me").is_err());
        assert!(phone("123").is_err());
    }
}
