//! What Messenger and Instagram say about their threads: the items of the Messenger Platform
//! (developers.facebook.com, Messenger Platform webhook events; Instagram messaging webhooks).

mod attachments;
mod effects;
mod message;

use crate::inbound::{Happening, Inbound, Person};
use crate::json::Lenient;
use crate::time_stamp;
use serde_json::Value;
use types::Timestamp;

/// An item with what stands around it.
struct Item {
    /// The account of ours: id of the entry.
    route: Option<String>,
    sender: Option<String>,
    recipient: Option<String>,
    at: Option<Timestamp>,
}

/// Reads the content of one kind of item.
type Reader = fn(&Item, &Value) -> Vec<Inbound>;

/// Everything an entry says about threads: first what another application answers at present, then what is ours.
pub(crate) fn read(entry: &Value) -> Vec<Inbound> {
    let standby = entry.objects("standby").flat_map(|item| {
        let all = read_item(item, entry);
        all.into_iter().map(|inbound| Inbound { standby: true, ..inbound })
    });
    standby.chain(entry.objects("messaging").flat_map(|item| read_item(item, entry))).collect()
}

/// One item. Items are told apart by the key they have; those that do not exist yet, and hand-overs and opt-ins, say nothing to an inbox.
pub(crate) fn read_item(value: &Value, entry: &Value) -> Vec<Inbound> {
    let party = |key: &str| value.object(key).and_then(|party| party.id("id"));
    let item = Item {
        route: entry.id("id"),
        sender: party("sender"),
        recipient: party("recipient"),
        at: value.get("timestamp").and_then(time_stamp::read),
    };
    let readers: [(&str, Reader); 8] = [
        ("message", message::read),
        ("message_edit", effects::edit),
        ("postback", message::postback),
        ("reaction", effects::reaction),
        ("delivery", effects::delivery),
        ("read", effects::read),
        ("referral", message::referral),
        ("policy_enforcement", effects::policy),
    ];
    let known = readers.iter().find_map(|(key, reader)| value.object(key).map(|content| (reader, content)));
    known.map(|(reader, content)| reader(&item, content)).unwrap_or_default()
}

impl Item {
    /// The item as something the sender did. Without a sender it is nobody's.
    fn by_sender(&self, what: Happening, echo: bool) -> Vec<Inbound> {
        let [sender, recipient] = [&self.sender, &self.recipient].map(|party| party.clone().map(Person::nameless));
        let route = self.route.clone();
        vec![if echo {
            Inbound { business: sender, ..Inbound::outgoing(route, recipient, self.at, what) }
        } else {
            Inbound { business: recipient, ..Inbound::by(route, sender, self.at, what) }
        }]
    }

    /// The business wrote: it says so, or the sender is the account itself.
    fn is_echo(&self, content: &Value) -> bool {
        content.flag("is_echo") || (self.sender.is_some() && self.sender == self.route && self.recipient != self.route)
    }
}
