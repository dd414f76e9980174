//! Goods chosen from a catalogue.

use serde::{Deserialize, Serialize};

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderItem {
    /// The catalogue's number or name.
    pub product: String,
    /// How many.
    pub quantity: u32,
    /// Price of one, in hundredths of the currency.
    pub price_cents: i64,
    /// ISO 4217 code.
    pub currency: String,
}
