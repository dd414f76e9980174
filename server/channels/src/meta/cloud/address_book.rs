//! `smb_app_state_sync`: the address book of the WhatsApp Business app (developers.facebook.com, smb_app_state_sync webhook reference).

use super::{Frame, people};
use crate::inbound::{Happening, Inbound};
use crate::json::Lenient;
use crate::time_stamp;
use serde_json::Value;

/// What the owner calls somebody; `None` for one who was removed, and for one without a name.
pub(super) fn read(entry: &Value, frame: &Frame<'_>) -> Option<Inbound> {
    if entry.text("action") == Some("remove") {
        return None;
    }
    let contact = entry.object("contact")?;
    let name = contact.filled("full_name").or_else(|| contact.filled("first_name"))?;
    let number = contact.id("phone_number").map(|number| number.chars().filter(char::is_ascii_digit).collect());
    let person = people::person([number, contact.id("user_id")], None)?;
    let at = entry.object("metadata").and_then(|metadata| metadata.get("timestamp")).and_then(time_stamp::read);
    Some(Inbound::incoming(frame.route.clone(), person, at, Happening::Named { name }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn who_was_added_has_a_name_and_who_was_removed_has_not() {
        let frame = Frame { route: None, display_number: None, contacts: Vec::new(), passed_on: false };
        let told = |action: &str| {
            let contact =
                json!({"full_name": "Pablo Morales", "first_name": "Pablo", "phone_number": "+1 650 555 1234"});
            read(&json!({"type": "contact", "contact": contact, "action": action}), &frame)
        };
        let added = told("add").unwrap();
        assert_eq!(added.customer.unwrap().id, "16505551234");
        assert_eq!(added.what, Happening::Named { name: "Pablo Morales".to_owned() });
        assert_eq!(told("remove"), None);
    }
}
