//! `smb_message_echoes`: what the owner wrote in the WhatsApp Business app on the phone.

use super::{Frame, message, people};
use crate::inbound::{Inbound, Person};
use crate::json::Lenient;
use crate::time_stamp;
use serde_json::Value;

/// The same kinds as a customer's messages, the other way round.
pub(super) fn read(echo: &Value, frame: &Frame<'_>) -> Option<Inbound> {
    let customer = people::person([echo.id("to"), echo.id("to_user_id")], None);
    let at = echo.get("timestamp").and_then(time_stamp::read);
    let business = echo.id("from").or_else(|| frame.display_number.clone()).map(Person::nameless);
    let what = message::happening(echo)?;
    Some(Inbound { business, ..Inbound::outgoing(frame.route.clone(), customer, at, what) })
}
