//! Who a message is from: one contact behind all the names a channel has for a person.

use super::Inbound;
use crate::change::{Touched, Work};
use store::contacts::{self, Address, NewContact};
use store::search;
use types::contact::Contact;
use types::{ContactId, InboxId, Problem};

/// The sender's address; all names that came with it lead to the same contact from now on.
pub(super) async fn identify(work: &mut Work<'_>, inbound: &Inbound) -> Result<Address, Problem> {
    let mut names = vec![inbound.address.clone()];
    names.extend(inbound.also.iter().filter(|name| !name.is_empty() && **name != inbound.address).cloned());
    let known = contacts::find_addresses(work.conn, inbound.inbox, &names).await?;
    let of_name = |name: &str| known.iter().find(|(known, _)| known == name).map(|(_, address)| *address);
    let address = match of_name(&inbound.address).or_else(|| known.first().map(|(_, address)| *address)) {
        Some(address) => address,
        None => create_address(work, inbound.inbox, &inbound.address, Introduction::of(inbound)).await?,
    };
    let contact = address.contact;
    let is_theirs = |name: &String| of_name(name).is_some_and(|known| known.contact == contact);
    if names.len() == 1 || names.iter().all(is_theirs) {
        return Ok(address);
    }
    contacts::lock(work.conn, contact).await?;
    let mut own = None;
    for name in &names {
        let address = join(work, inbound.inbox, contact, name).await?;
        own.get_or_insert(address);
    }
    own.ok_or(Problem::Internal)
}

/// Makes this name one of that contact's.
async fn join(work: &mut Work<'_>, inbox: InboxId, contact: ContactId, name: &str) -> Result<Address, Problem> {
    let added = contacts::create_address(work.conn, work.account, inbox, contact, name, work.now).await?;
    if let Some(address) = added {
        return Ok(address);
    }
    let known = contacts::find_address(work.conn, inbox, name).await?.ok_or(Problem::Internal)?;
    if known.contact != contact {
        contacts::hand_over(work.conn, known.id, contact).await?;
    }
    Ok(Address { contact, ..known })
}

/// Fills in what was not known of the contact a conversation is with. What people have entered stays.
pub(super) async fn learn(work: &mut Work<'_>, touched: &mut Touched, inbound: &Inbound) -> Result<(), Problem> {
    let known = &touched.conversation.summary.contact;
    let named = inbound.name.as_ref().map(|name| clean(name)).filter(|name| !name.is_empty());
    let better = Contact {
        id: known.id,
        name: named.filter(|_| is_stand_in(known)).unwrap_or_else(|| known.name.clone()),
        phone: known.phone.clone().or_else(|| inbound.phone.clone()),
        email: known.email.clone().or_else(|| inbound.email.clone()),
    };
    if better != *known {
        contacts::save(work.conn, work.account, &better).await?;
        let id = touched.conversation.summary.id;
        search::set_contact(work.conn, work.account, id, crate::contacts::findable(&better));
        touched.conversation.summary.contact = better;
    }
    Ok(())
}

/// Nobody has told their name yet.
pub(super) fn is_stand_in(contact: &Contact) -> bool {
    contact.name.starts_with("Visitor ") || Some(&contact.name) == contact.phone.as_ref()
}

/// A name as it can be stored and shown on a line.
pub(super) fn clean(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(types::limits::NAME_CHARACTERS).collect::<String>().trim().to_owned()
}

/// What somebody tells of themselves at the first meeting.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Introduction<'a> {
    name: Option<&'a str>,
    email: Option<&'a str>,
    phone: Option<&'a str>,
}

impl<'a> Introduction<'a> {
    fn of(inbound: &'a Inbound) -> Self {
        let (email, phone) = (inbound.email.as_deref(), inbound.phone.as_deref());
        let name = inbound.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
        Self { name: name.or(phone).or(email), email, phone }
    }
}

/// Who that is.
pub(crate) async fn find_or_create_address(
    work: &mut Work<'_>,
    inbox: InboxId,
    external_id: &str,
) -> Result<Address, Problem> {
    match contacts::find_address(work.conn, inbox, external_id).await? {
        Some(address) => Ok(address),
        None => create_address(work, inbox, external_id, Introduction::default()).await,
    }
}

/// Of several writers who meet a new address at once one makes the contact and the others find it.
async fn create_address(
    work: &mut Work<'_>,
    inbox: InboxId,
    external_id: &str,
    Introduction { name, email, phone }: Introduction<'_>,
) -> Result<Address, Problem> {
    let stand_in = format!("Visitor {:04}", work.now.0.rem_euclid(9_999_991) % 10_000);
    let name = name.map(clean).filter(|name| !name.is_empty()).unwrap_or(stand_in);
    let contact = NewContact { name: &name, email, phone };
    let contact = contacts::create(work.conn, work.account, contact, work.now).await?;
    match contacts::create_address(work.conn, work.account, inbox, contact, external_id, work.now).await? {
        Some(address) => Ok(address),
        None => {
            contacts::delete(work.conn, work.account, contact).await?;
            contacts::find_address(work.conn, inbox, external_id).await?.ok_or(Problem::Internal)
        }
    }
}
