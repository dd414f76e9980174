//! Who wrote: a phone number, a business-scoped user id, or both.

use super::Frame;
use crate::inbound::{Happening, Inbound, Person};
use crate::json::Lenient;
use crate::time_stamp;
use serde_json::Value;

/// The sender of a message. Since 2026 people with a username may hide their number: `from` and `wa_id` are then missing or empty, and
/// only the business-scoped id is left (developers.facebook.com, business-scoped user ids). Both are kept, so that they stay one contact.
pub(super) fn sender(message: &Value, frame: &Frame<'_>) -> Option<Person> {
    let named = [message.id("from"), message.id("from_user_id")];
    let contact = contact(&named, frame);
    let told = contact.map(|contact| [contact.id("wa_id"), contact.id("user_id")]).unwrap_or_default();
    let strangers = named.iter().any(Option::is_some) && !told.iter().flatten().any(|id| is_one_of(id, &named));
    person(named.into_iter().chain(told.into_iter().filter(|_| !strangers)), contact)
}

/// The same id, or the same number with or without the digit that Brazil, Argentina and Mexico put behind the country code.
fn is_one_of(id: &str, named: &[Option<String>]) -> bool {
    let tail = |number: &str| number.len().checked_sub(8).and_then(|start| number.get(start..)).map(str::to_owned);
    named.iter().flatten().any(|name| name == id || (tail(id).is_some() && tail(id) == tail(name)))
}

/// Somebody by the first of these ids; the others are kept beside it.
pub(super) fn person(ids: impl IntoIterator<Item = Option<String>>, contact: Option<&Value>) -> Option<Person> {
    let mut ids = ids.into_iter().flatten();
    let id = ids.next()?;
    let mut also: Vec<String> = Vec::new();
    for other in ids {
        if other != id && !also.contains(&other) {
            also.push(other);
        }
    }
    let profile = contact.and_then(|contact| contact.get("profile")).unwrap_or(&Value::Null);
    Some(Person { id, also, name: profile.filled("name"), username: profile.filled("username") })
}

/// The contact with one of these ids, never the one in the same place of the list. A single contact is the sender even when its
/// number differs: some numbers can be written in two ways.
pub(super) fn contact<'a>(ids: &[Option<String>], frame: &Frame<'a>) -> Option<&'a Value> {
    let known = |id: Option<String>| id.is_some() && ids.contains(&id);
    let same = |contact: &&&'a Value| known(contact.id("wa_id")) || known(contact.id("user_id"));
    match *frame.contacts {
        [single] => Some(single),
        _ => frame.contacts.iter().find(same).copied(),
    }
}

/// `user_preferences`: marketing messages wanted (`resume`) or not (`stop`).
pub(super) fn consent(choice: &Value, frame: &Frame<'_>) -> Option<Inbound> {
    let given = match choice.text("value")? {
        "resume" => true,
        "stop" => false,
        _ => return None,
    };
    let ids = [choice.id("wa_id"), choice.id("user_id")];
    let person = person(ids.clone(), contact(&ids, frame));
    let at = choice.get("timestamp").and_then(time_stamp::read);
    Some(Inbound::by(frame.route.clone(), person, at, Happening::Consent { given }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn frame<'a>(contacts: &[&'a Value]) -> Frame<'a> {
        Frame { route: None, display_number: None, contacts: contacts.to_vec(), passed_on: false }
    }

    #[test]
    fn contacts_are_matched_by_id_not_by_place() {
        let (bia, caio) = (
            json!({"profile": {"name": "Bia"}, "wa_id": "2"}),
            json!({"profile": {"name": "Caio"}, "user_id": "BR.1"}),
        );
        let person = sender(&json!({"from": "1", "from_user_id": "BR.1"}), &frame(&[&bia, &caio])).unwrap();
        assert_eq!((&*person.id, &*person.also, person.name.as_deref()), ("1", &["BR.1".to_owned()][..], Some("Caio")));
        assert_eq!(sender(&json!({"from": "3"}), &frame(&[&bia, &caio])).unwrap().name, None);
    }

    #[test]
    fn two_ways_to_write_a_number_are_one_person_but_two_numbers_are_not() {
        let contact = json!({"wa_id": "541155501234", "profile": {"name": "Martín"}});
        let martin = sender(&json!({"from": "5491155501234"}), &frame(&[&contact])).unwrap();
        assert_eq!((&*martin.id, martin.also.len()), ("5491155501234", 1));
        let other = sender(&json!({"from": "15005550106"}), &frame(&[&contact])).unwrap();
        assert_eq!((&*other.id, other.also.len()), ("15005550106", 0));
    }

    #[test]
    fn without_a_number_the_scoped_id_counts() {
        let contact = json!({"profile": {"name": "Asha"}, "user_id": "IN.2"});
        assert_eq!(sender(&json!({"from": "", "from_user_id": "IN.2"}), &frame(&[&contact])).unwrap().id, "IN.2");
        assert_eq!(sender(&json!({"from": ""}), &frame(&[&contact])).unwrap().id, "IN.2");
        assert_eq!(sender(&json!({}), &frame(&[&json!({"wa_id": "", "profile": {"name": "Ghost"}})])), None);
        assert_eq!(sender(&json!({}), &frame(&[&contact, &contact])), None);
    }
}
