//! Who a message is from: one contact behind all the names a channel has for a person.

use super::Inbound;
use crate::change::Work;
use store::contacts::{self, Address};
use types::contact::Contact;
use types::{ContactId, InboxId, Problem};

/// The sender's address; all names that came with it lead to the same contact from now on.
pub(super) async fn identify(work: &mut Work<'_>, inbound: &Inbound) -> Result<Address, Problem> {
    let mut names = vec![inbound.address.clone()];
    names.extend(inbound.also.iter().filter(|name| !name.is_empty() && **name != inbound.address).cloned());
    let known = contacts::find_addresses(work.conn, inbound.inbox, &names).await?;
    let of_name = |name: &str| known.iter().find(|(known, _)| known == name).map(|(_, address)| *address);
    let contact = match of_name(&inbound.address).or_else(|| known.first().map(|(_, address)| *address)) {
        Some(address) => address.contact,
        None => {
            let address = create(work, inbound).await?;
            if names.len() == 1 {
                return Ok(address);
            }
            address.contact
        }
    };
    if !known.is_empty() {
        learn(work, contact, inbound).await?;
        if names.len() == 1
            && let Some(address) = of_name(&inbound.address)
        {
            return Ok(address);
        }
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

async fn create(work: &mut Work<'_>, inbound: &Inbound) -> Result<Address, Problem> {
    let name = inbound.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let name = name.or(inbound.phone.as_deref()).or(inbound.email.as_deref());
    let address = find_or_create_address(work, inbound.inbox, &inbound.address, name).await?;
    learn(work, address.contact, inbound).await?;
    Ok(address)
}

/// Fills in what was not known of a contact. What people have entered stays.
async fn learn(work: &mut Work<'_>, contact: ContactId, inbound: &Inbound) -> Result<(), Problem> {
    if inbound.name.is_none() && inbound.phone.is_none() && inbound.email.is_none() {
        return Ok(());
    }
    let Some((known, _)) = contacts::find(work.conn, work.account, contact).await? else { return Ok(()) };
    let named = inbound.name.as_ref().map(|name| clean(name)).filter(|name| !name.is_empty());
    let is_stand_in = known.name.starts_with("Visitor ") || Some(&known.name) == known.phone.as_ref();
    let better = Contact {
        id: contact,
        name: named.filter(|_| is_stand_in).unwrap_or_else(|| known.name.clone()),
        phone: known.phone.clone().or_else(|| inbound.phone.clone()),
        email: known.email.clone().or_else(|| inbound.email.clone()),
    };
    if better != known {
        contacts::save(work.conn, work.account, &better).await?;
    }
    Ok(())
}

/// A name as it can be stored and shown on a line.
fn clean(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(types::limits::NAME_CHARACTERS).collect::<String>().trim().to_owned()
}

/// Who that is. Of several writers who meet a new address at once one makes the contact and the others find it.
pub(crate) async fn find_or_create_address(
    work: &mut Work<'_>,
    inbox: InboxId,
    external_id: &str,
    name: Option<&str>,
) -> Result<Address, Problem> {
    if let Some(address) = contacts::find_address(work.conn, inbox, external_id).await? {
        return Ok(address);
    }
    let stand_in = format!("Visitor {:04}", work.now.0.rem_euclid(9_999_991) % 10_000);
    let name = name.map(clean).filter(|name| !name.is_empty()).unwrap_or(stand_in);
    let contact = contacts::create(work.conn, work.account, &name, work.now).await?;
    match contacts::create_address(work.conn, work.account, inbox, contact, external_id, work.now).await? {
        Some(address) => Ok(address),
        None => {
            contacts::delete(work.conn, work.account, contact).await?;
            contacts::find_address(work.conn, inbox, external_id).await?.ok_or(Problem::Internal)
        }
    }
}
