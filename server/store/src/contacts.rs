//! People who write, and their names on each inbox.

use crate::StoreError;
use crate::db::Conn;
use crate::schema::{addresses, contacts};
use diesel::prelude::*;
use types::contact::Contact;
use types::{AccountId, AddressId, ContactId, InboxId, Timestamp};

/// A contact's name on one inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address {
    /// Which.
    pub id: AddressId,
    /// Whose.
    pub contact: ContactId,
}

/// A contact with the time they first wrote.
pub async fn find(
    conn: &mut Conn,
    account: AccountId,
    id: ContactId,
) -> Result<Option<(Contact, Timestamp)>, StoreError> {
    let query = contacts::table.filter(contacts::account_id.eq(account).and(contacts::id.eq(id))).select((
        contacts::id,
        contacts::name,
        contacts::email,
        contacts::phone,
        contacts::created_at,
    ));
    let row = conn.find::<(ContactId, String, Option<String>, Option<String>, Timestamp), _>(query).await?;
    Ok(row.map(|(id, name, email, phone, created_at)| (Contact { id, name, email, phone }, created_at)))
}

/// A person to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewContact<'a> {
    /// Their name, or what stands for it.
    pub name: &'a str,
    /// Their e-mail address.
    pub email: Option<&'a str>,
    /// Their telephone number.
    pub phone: Option<&'a str>,
}

/// Adds a contact.
pub async fn create(
    conn: &mut Conn,
    account: AccountId,
    contact: NewContact<'_>,
    now: Timestamp,
) -> Result<ContactId, StoreError> {
    let row = (
        contacts::account_id.eq(account),
        contacts::name.eq(contact.name),
        contacts::email.eq(contact.email),
        contacts::phone.eq(contact.phone),
        contacts::created_at.eq(now),
    );
    Ok(conn.get(diesel::insert_into(contacts::table).values(row).returning(contacts::id)).await.map(ContactId)?)
}

/// Saves what is known of a contact.
pub async fn save(conn: &mut Conn, account: AccountId, contact: &Contact) -> Result<(), StoreError> {
    let one = contacts::table.filter(contacts::account_id.eq(account).and(contacts::id.eq(contact.id)));
    let values =
        (contacts::name.eq(&contact.name), contacts::email.eq(&contact.email), contacts::phone.eq(&contact.phone));
    conn.execute(diesel::update(one).set(values)).await?;
    Ok(())
}

/// Removes a contact nobody refers to: one made in vain for an address that another writer made first.
pub async fn delete(conn: &mut Conn, account: AccountId, id: ContactId) -> Result<(), StoreError> {
    let one = contacts::table.filter(contacts::account_id.eq(account).and(contacts::id.eq(id)));
    conn.execute(diesel::delete(one)).await?;
    Ok(())
}

/// Who it is on that inbox.
pub async fn find_address(conn: &mut Conn, inbox: InboxId, external_id: &str) -> Result<Option<Address>, StoreError> {
    let query = addresses::table
        .filter(addresses::inbox_id.eq(inbox).and(addresses::external_id.eq(external_id)))
        .select((addresses::id, addresses::contact_id));
    Ok(conn.find::<(AddressId, ContactId), _>(query).await?.map(|(id, contact)| Address { id, contact }))
}

/// Keeps other transactions from writing in the name of this address until the end of this one.
pub async fn lock_address(conn: &mut Conn, address: AddressId) -> Result<(), StoreError> {
    conn.lock("addresses", address.0).await
}

/// Adds an address; `None` when somebody else has added it meanwhile.
pub async fn create_address(
    conn: &mut Conn,
    account: AccountId,
    inbox: InboxId,
    contact: ContactId,
    external_id: &str,
    now: Timestamp,
) -> Result<Option<Address>, StoreError> {
    let row = (
        addresses::account_id.eq(account),
        addresses::inbox_id.eq(inbox),
        addresses::contact_id.eq(contact),
        addresses::external_id.eq(external_id),
        addresses::created_at.eq(now),
    );
    let insert = diesel::insert_into(addresses::table).values(row).on_conflict_do_nothing().returning(addresses::id);
    Ok(conn.find::<AddressId, _>(insert).await?.map(|id| Address { id, contact }))
}

/// Keeps other transactions from changing this contact, or writing in its name, until the end of this one.
pub async fn lock(conn: &mut Conn, contact: ContactId) -> Result<(), StoreError> {
    conn.lock("contacts", contact.0).await
}

/// Those of these names that are known on that inbox, with the names.
pub async fn find_addresses(
    conn: &mut Conn,
    inbox: InboxId,
    external_ids: &[String],
) -> Result<Vec<(String, Address)>, StoreError> {
    // Nearly always there is one, and its statement stays prepared.
    if let [name] = external_ids {
        let found = find_address(conn, inbox, name).await?;
        return Ok(found.map(|address| (name.clone(), address)).into_iter().collect());
    }
    let query = addresses::table
        .filter(addresses::inbox_id.eq(inbox).and(addresses::external_id.eq_any(external_ids.to_vec())))
        .order(addresses::id)
        .select((addresses::external_id, addresses::id, addresses::contact_id));
    let rows = conn.load::<(String, AddressId, ContactId), _>(query).await?;
    Ok(rows.into_iter().map(|(name, id, contact)| (name, Address { id, contact })).collect())
}

/// All names of a contact on that inbox, the newest first.
pub async fn addresses_of(
    conn: &mut Conn,
    inbox: InboxId,
    contact: ContactId,
) -> Result<Vec<(AddressId, String)>, StoreError> {
    let query = addresses::table
        .filter(addresses::inbox_id.eq(inbox).and(addresses::contact_id.eq(contact)))
        .order(addresses::id.desc())
        .select((addresses::id, addresses::external_id));
    Ok(conn.load(query).await?)
}

/// Gives an address to another contact.
pub async fn hand_over(conn: &mut Conn, address: AddressId, to: ContactId) -> Result<(), StoreError> {
    let one = addresses::table.filter(addresses::id.eq(address));
    conn.execute(diesel::update(one).set(addresses::contact_id.eq(to))).await?;
    Ok(())
}
