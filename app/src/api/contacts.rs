//! People who write to the business.

use crate::AppError;
use leptos::prelude::*;
use types::ContactId;
use types::contact::{Contact, ContactProfile};

/// What the context panel tells of a contact.
///
/// # Errors
/// `NotFound` when there is none such, or not for this agent.
#[server(name = FetchContactProfile, prefix = "/api/fn", endpoint = "contact_profile")]
pub async fn contact_profile(contact: ContactId) -> Result<ContactProfile, AppError> {
    use crate::server::{actor, desk};
    Ok(desk().contact_profile(&actor().await?, contact).await?)
}

/// Changes what is known of a contact; an empty field makes it unknown.
///
/// # Errors
/// `Invalid`, naming the field.
#[server(prefix = "/api/fn", endpoint = "edit_contact")]
pub async fn edit_contact(
    contact: ContactId,
    name: String,
    #[server(default)] email: String,
    #[server(default)] phone: String,
) -> Result<Contact, AppError> {
    use crate::server::{actor, desk};
    use types::contact::ContactEdit;
    Ok(desk().edit_contact(&actor().await?, contact, ContactEdit { name, email, phone }).await?)
}
