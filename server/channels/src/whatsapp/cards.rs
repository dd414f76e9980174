//! Contact cards in WhatsApp's form. A card needs a formatted name and one part of a name.

use serde_json::{Value, json};
use types::message::ContactCard;

/// One card.
pub(crate) fn card(card: &ContactCard) -> Value {
    let named = [&card.name].into_iter().chain(&card.phones).chain(&card.emails).find(|name| !name.trim().is_empty());
    let name = named.map_or("?", |name| name.trim());
    let first = name.split_whitespace().next().unwrap_or(name);
    let mut written = json!({"name": {"formatted_name": name, "first_name": first}});
    if let Some(last) = name.strip_prefix(first).map(str::trim).filter(|last| !last.is_empty()) {
        written["name"]["last_name"] = json!(last);
    }
    if !card.phones.is_empty() {
        written["phones"] = card.phones.iter().map(|phone| json!({"phone": phone, "type": "CELL"})).collect();
    }
    if !card.emails.is_empty() {
        written["emails"] = card.emails.iter().map(|email| json!({"email": email, "type": "WORK"})).collect();
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_without_a_name_is_called_by_its_number() {
        let nameless = ContactCard { name: " ".to_owned(), phones: vec!["+491".to_owned()], emails: Vec::new() };
        assert_eq!(card(&nameless)["name"], json!({"formatted_name": "+491", "first_name": "+491"}));
        let named = ContactCard { name: "Ada King Lovelace".to_owned(), phones: Vec::new(), emails: Vec::new() };
        assert_eq!(card(&named)["name"]["last_name"], "King Lovelace");
        assert!(card(&named).get("phones").is_none());
    }
}
