//! What concerns the account and no conversation.

use super::{Frame, message};
use crate::inbound::{Happening, Inbound, Notice, Subject};
use crate::json::Lenient;
use crate::time_stamp;
use serde_json::Value;

/// A change of another field than messages; `None` for fields nobody needs to see.
pub(super) fn of_field(field: &str, value: &Value, frame: &Frame<'_>) -> Option<Inbound> {
    let subject = match field {
        "message_template_status_update"
        | "message_template_quality_update"
        | "message_template_components_update"
        | "template_category_update"
        | "template-event" => Subject::Template,
        "account_update"
        | "account_review_update"
        | "account_alerts"
        | "business_capability_update"
        | "security"
        | "account-event" => Subject::Account,
        "phone_number_name_update" | "phone_number_quality_update" => Subject::Number,
        _ => return None,
    };
    Some(notice(Notice { subject, event: field.to_owned(), failure: None, details: value.clone() }, value, frame))
}

/// An error that belongs to no message.
pub(super) fn of_error(error: &Value, frame: &Frame<'_>) -> Inbound {
    let event = error.filled("title").unwrap_or_else(|| "error".to_owned());
    let failure = Some(message::failure(error));
    notice(Notice { subject: Subject::Error, event, failure, details: error.clone() }, error, frame)
}

fn notice(notice: Notice, source: &Value, frame: &Frame<'_>) -> Inbound {
    let at = source.get("timestamp").and_then(time_stamp::read);
    Inbound::outgoing(frame.route.clone(), None, at, Happening::Notice(notice))
}
