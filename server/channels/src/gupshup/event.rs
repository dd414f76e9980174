//! Version 2, everything else: statuses, opt-ins, news of the account.

use super::codes;
use crate::inbound::{Failure, Happening, Inbound, Mark, Notice, Person, Stage, Status, Subject, Target};
use crate::json::Lenient;
use crate::meta::codes::in_plain_words;
use crate::time_stamp;
use serde_json::Value;

/// `message-event`: a status. `id` is our id on `enqueued` and early failures and WhatsApp's id later, when `gsId` has ours; after a week
/// `gsId` is gone. So all ids are kept, and `enqueued` teaches which belong together.
pub(super) fn of_message(body: &Value, payload: &Value) -> Option<Inbound> {
    let stage = Stage::from_word(payload.text("type")?)?;
    let details = payload.get("payload").unwrap_or(&Value::Null);
    let message = Target::first_of([payload.id("gsId"), payload.id("id"), details.id("whatsappMessageId")])?;
    let code = details.code("code");
    let failure = code.is_some().then(|| Failure { code, reason: details.filled("reason") });
    let failure = failure.map(|failure| in_plain_words(failure, codes::meaning));
    let what = Happening::Status(Status { messages: Mark::One(message), stage, failure, reference: None });
    let times = [details.get("ts"), body.get("timestamp")];
    let at = times.into_iter().flatten().find_map(time_stamp::read);
    let customer = payload.id("destination").map(Person::nameless);
    Some(Inbound::outgoing(body.id("app"), customer, at, what))
}

/// `user-event`: wanted or unwanted. The rest of them are probes of the address.
pub(super) fn of_person(body: &Value, payload: &Value) -> Option<Inbound> {
    let given = match payload.text("type")? {
        "opted-in" => true,
        "opted-out" => false,
        _ => return None,
    };
    let person = payload.id("phone").map(Person::nameless);
    let at = body.get("timestamp").and_then(time_stamp::read);
    Some(Inbound::by(body.id("app"), person, at, Happening::Consent { given }))
}

/// `template-event` and `account-event`.
pub(super) fn of_account(body: &Value, kind: &str, payload: &Value) -> Inbound {
    let subject = if kind == "template-event" { Subject::Template } else { Subject::Account };
    let event = payload.filled("type").unwrap_or_else(|| kind.to_owned());
    let notice = Notice { subject, event, failure: None, details: payload.clone() };
    let at = body.get("timestamp").and_then(time_stamp::read);
    Inbound::outgoing(body.id("app"), None, at, Happening::Notice(notice))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn enqueued_teaches_the_other_id() {
        let payload =
            json!({"id": "ours", "type": "enqueued", "payload": {"whatsappMessageId": "gBEG", "type": "session"}});
        let inbound = of_message(&json!({"app": "A"}), &payload).unwrap();
        let Happening::Status(status) = inbound.what else { panic!() };
        assert_eq!(status.messages, Mark::One(Target { id: "ours".to_owned(), also: vec!["gBEG".to_owned()] }));
    }

    #[test]
    fn opting_out_is_consent_withdrawn() {
        let person = |kind: &str| of_person(&json!({}), &json!({"phone": "9198", "type": kind}));
        assert_eq!(person("opted-out").unwrap().what, Happening::Consent { given: false });
        assert_eq!(person("sandbox-start"), None);
    }
}
