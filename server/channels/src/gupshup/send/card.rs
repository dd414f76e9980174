//! A contact card. Gupshup has one in each message and writes names in its own way, unlike those of Meta it passes on
//! (docs.gupshup.io, contact messages).

use crate::whatsapp::cards;
use serde_json::{Value, json};
use types::message::ContactCard;

/// The message with this card.
pub(super) fn message(card: &ContactCard) -> Value {
    let mut contact = cards::card(card);
    let name = contact["name"].take();
    let names = [("formattedName", "formatted_name"), ("firstName", "first_name"), ("lastName", "last_name")];
    let written = names.into_iter().filter_map(|(ours, theirs)| Some((ours.to_owned(), name.get(theirs)?.clone())));
    contact["name"] = Value::Object(written.collect());
    json!({"type": "contact", "contact": contact})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_in_gupshups_way() {
        let card = ContactCard { name: "Ada King".to_owned(), phones: vec!["+491".to_owned()], emails: Vec::new() };
        let name = json!({"formattedName": "Ada King", "firstName": "Ada", "lastName": "King"});
        let phones = json!([{"phone": "+491", "type": "CELL"}]);
        assert_eq!(message(&card), json!({"type": "contact", "contact": {"name": name, "phones": phones}}));
    }
}
