//! Files, places, contact cards and orders, as WhatsApp writes them. Gupshup's own format uses the same cards and places.

use crate::inbound::{Enclosure, File, Place, Source};
use crate::json::Lenient;
use serde_json::Value;
use types::message::{ContactCard, MediaKind, OrderItem};

/// The id is good for days, the address for minutes: the id is preferred.
pub(super) fn file(media: MediaKind, kind: &str, object: &Value) -> Option<File> {
    let source = object.id("id").map(Source::Id).or_else(|| object.filled("url").map(Source::Address))?;
    Some(File {
        media_type: object.filled("mime_type"),
        name: object.filled("filename"),
        sha256: object.filled("sha256"),
        voice: kind == "voice" || object.flag("voice"),
        ..File::new(media, source)
    })
}

/// Coordinates are numbers at Meta and texts at Gupshup.
pub(crate) fn place(object: &Value) -> Option<Place> {
    let (latitude, longitude) = object.number("latitude").zip(object.number("longitude"))?;
    Some(Place { latitude, longitude, name: object.filled("name"), address: object.filled("address") })
}

/// Any number of cards; phones, mails and even the name may be missing.
pub(crate) fn cards(items: &[Value]) -> Vec<Enclosure> {
    items.iter().filter(|item| item.is_object()).map(card).map(Enclosure::Card).collect()
}

fn card(card: &Value) -> ContactCard {
    let name = card.get("name").unwrap_or(&Value::Null);
    let parts = [name.filled("first_name"), name.filled("last_name")];
    let full = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    ContactCard {
        name: name.filled("formatted_name").unwrap_or(full),
        phones: card.objects("phones").filter_map(|phone| phone.id("phone")).collect(),
        emails: card.objects("emails").filter_map(|email| email.filled("email")).collect(),
    }
}

pub(super) fn order(order: &Value) -> Enclosure {
    let items = order.objects("product_items").map(item).collect();
    Enclosure::Order { catalog: order.id("catalog_id"), items }
}

fn item(item: &Value) -> OrderItem {
    OrderItem {
        product: item.id("product_retailer_id").unwrap_or_default(),
        quantity: item.number("quantity").unwrap_or(1.0).round() as u32,
        price_cents: (item.number("item_price").unwrap_or_default() * 100.0).round() as i64,
        currency: item.filled("currency").unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_order_counts_in_cents() {
        let given = json!({"catalog_id": 35, "product_items": [
            {"product_retailer_id": "B", "quantity": 2, "item_price": 31.9, "currency": "BRL"},
            null,
            {"product_retailer_id": "F", "quantity": "3", "item_price": "14", "currency": "BRL"}]});
        let Enclosure::Order { catalog, items } = order(&given) else { panic!() };
        assert_eq!(catalog.as_deref(), Some("35"));
        assert_eq!(
            items.iter().map(|item| (item.quantity, item.price_cents)).collect::<Vec<_>>(),
            [(2, 3190), (3, 1400)]
        );
    }

    #[test]
    fn a_card_needs_nothing() {
        let cards = cards(&[
            json!({}),
            json!("x"),
            json!({"name": {"first_name": "Ada", "last_name": "L"}, "phones": [{}, {"phone": "1"}]}),
        ]);
        let Some(Enclosure::Card(ada)) = cards.get(1) else { panic!() };
        assert_eq!((cards.len(), &*ada.name, &*ada.phones), (2, "Ada L", &["1".to_owned()][..]));
    }
}
