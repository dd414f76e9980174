//! Statuses of messages we sent (developers.facebook.com, WhatsApp status reference).

use super::{Frame, message, people};
use crate::gupshup;
use crate::inbound::{Failure, Happening, Inbound, Mark, Stage, Status, Target};
use crate::json::Lenient;
use crate::meta::codes;
use crate::time_stamp;
use serde_json::Value;

/// `None` for values that do not exist yet, and for Gupshup's probe of the address, which has no id.
pub(super) fn read(status: &Value, frame: &Frame<'_>) -> Option<Inbound> {
    let stage = Stage::from_word(status.text("status")?)?;
    let message = Target::first_of(["gs_id", "id", "meta_msg_id"].map(|key| status.id(key)))?;
    let what = Happening::Status(Status {
        messages: Mark::One(message),
        stage,
        failure: failure(status, frame),
        reference: status.id("biz_opaque_callback_data"),
    });
    let customer = people::person([status.id("recipient_id"), status.id("recipient_user_id")], None);
    let at = status.get("timestamp").and_then(time_stamp::read);
    let group = status.id("recipient_id").filter(|_| status.text("recipient_type") == Some("group"));
    Some(Inbound { group, ..Inbound::outgoing(frame.route.clone(), customer, at, what) })
}

/// The first error counts. Failures on Gupshup's side stand on the status itself.
fn failure(status: &Value, frame: &Frame<'_>) -> Option<Failure> {
    if let Some(error) = status.objects("errors").next() {
        return Some(codes::in_plain_words(message::failure(error), codes::whatsapp_meaning));
    }
    let code = status.code("code").filter(|_| frame.passed_on)?;
    let failure = Failure { code: Some(code), reason: status.filled("reason") };
    Some(codes::in_plain_words(failure, gupshup::code_meaning))
}
