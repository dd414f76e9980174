//! `history`: what was said in the WhatsApp Business app before the number was connected
//! (developers.facebook.com, history webhook reference).

use super::{Frame, message, notices, people};
use crate::inbound::{Happening, Inbound, Person};
use crate::json::Lenient;
use crate::time_stamp;
use serde_json::Value;

/// Stands for a file that comes in a call of its own if it is younger than two weeks, and else never.
const PLACEHOLDER: &str = "media_placeholder";

/// Old messages of both sides, by chat; and the files that belong to some of them, as plain messages.
pub(super) fn read(value: &Value, frame: &Frame<'_>) -> Vec<Inbound> {
    let mut all = Vec::new();
    for part in value.objects("history") {
        for thread in part.objects("threads") {
            let customer = people::person([thread.id("id"), thread.id("user_id")], None);
            all.extend(thread.objects("messages").filter_map(|old| one(old, customer.clone(), frame)));
        }
        // The owner does not want to share it, for instance.
        all.extend(part.objects("errors").map(|error| notices::of_error(error, frame)));
    }
    all.extend(value.objects("messages").filter_map(|old| one(old, None, frame)));
    all
}

/// A message of the owner names its receiver, one of the customer does not.
fn one(old: &Value, chat: Option<Person>, frame: &Frame<'_>) -> Option<Inbound> {
    let mut what = message::happening(old)?;
    if old.text("type") == Some(PLACEHOLDER)
        && let Happening::Said(said) = &mut what
    {
        // The file will come under the id: one must not be taken for a repetition of the other.
        said.id = said.id.take().map(|id| format!("{id}:placeholder"));
    }
    let at = old.get("timestamp").and_then(time_stamp::read);
    let receiver = people::person([old.id("to"), old.id("to_user_id")], None);
    let by_owner = receiver.is_some() || (old.id("from").is_some() && old.id("from") == frame.display_number);
    let route = frame.route.clone();
    let inbound = if by_owner {
        let business = old.id("from").or_else(|| frame.display_number.clone()).map(Person::nameless);
        Inbound { business, ..Inbound::outgoing(route, chat.or(receiver), at, what) }
    } else {
        Inbound::by(route, chat.or_else(|| people::sender(old, frame)), at, what)
    };
    Some(Inbound { old: true, ..inbound })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use types::message::Direction;

    fn frame() -> Frame<'static> {
        let (route, display_number) = (Some("1065".to_owned()), Some("15550783881".to_owned()));
        Frame { route, display_number, contacts: Vec::new(), passed_on: false }
    }

    fn text(more: &Value) -> Value {
        let mut message = json!({"id": "wamid.1", "timestamp": "1738796547", "type": "text", "text": {"body": "hi"}});
        message.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        message
    }

    #[test]
    fn both_sides_of_a_chat_are_the_customers() {
        let messages = [
            text(&json!({"from": "5511955501234", "history_context": {"status": "READ"}})),
            text(&json!({"id": "wamid.2", "from": "15550783881", "to": "5511955501234"})),
            text(&json!({"id": "wamid.3", "from": "15550783881"})),
        ];
        let threads = json!([{"id": "5511955501234", "messages": messages}]);
        let all = read(&json!({"history": [{"metadata": {"phase": 0}, "threads": threads}]}), &frame());
        let directions: Vec<_> = all.iter().map(|inbound| inbound.direction).collect();
        assert_eq!(directions, [Direction::Incoming, Direction::Outgoing, Direction::Outgoing]);
        assert!(all.iter().all(|inbound| {
            inbound.old && inbound.customer.as_ref().is_some_and(|customer| customer.id == "5511955501234")
        }));
    }

    #[test]
    fn a_file_and_its_placeholder_are_two_things() {
        let placeholder =
            json!({"id": "wamid.7", "from": "5511", "timestamp": "1738796547", "type": "media_placeholder"});
        let file =
            json!({"id": "wamid.7", "from": "5511", "timestamp": "1738796547", "type": "image", "image": {"id": "m"}});
        let told = json!({"history": [{"threads": [{"id": "5511", "messages": [placeholder]}]}], "messages": [file]});
        let all = read(&told, &frame());
        let ids: Vec<_> = all
            .iter()
            .map(|inbound| match &inbound.what {
                Happening::Said(said) => said.id.clone().unwrap(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(ids, ["wamid.7:placeholder", "wamid.7"]);
    }

    #[test]
    fn a_history_that_is_not_shared_is_told_to_administrators() {
        let error =
            json!({"code": 2_593_109, "title": "History sync is turned off", "error_data": {"details": "Off."}});
        let all = read(&json!({"history": [{"errors": [error]}]}), &frame());
        assert!(matches!(&all[..], [Inbound { what: Happening::Notice(_), .. }]), "{all:?}");
    }
}
