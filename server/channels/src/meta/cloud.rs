//! What an entry of WhatsApp's webhooks says; Gupshup passes the same on.

mod address_book;
mod content;
mod echo;
mod enclosures;
mod history;
mod message;
mod notices;
mod people;
mod status;
mod system;

pub(crate) use enclosures::{cards, place};
pub(crate) use message::referral;

use crate::Inbound;
use crate::json::Lenient;
use serde_json::Value;

/// What stands for our side.
pub(crate) enum Account {
    /// The number the call names (`metadata.phone_number_id`).
    PhoneNumber,
    /// An app at a provider in between, who often leaves the number out.
    App(Option<String>),
}

/// The frame around the messages of one change.
struct Frame<'a> {
    /// Our side's id.
    route: Option<String>,
    /// Our number as people write it.
    display_number: Option<String>,
    /// `contacts`: each person once, in no particular order.
    contacts: Vec<&'a Value>,
    /// A provider in between puts its own codes on statuses.
    passed_on: bool,
}

/// Everything one entry says, in its order.
pub(crate) fn read(entry: &Value, account: &Account) -> Vec<Inbound> {
    entry.objects("changes").flat_map(|change| read_change(change, account)).collect()
}

fn read_change(change: &Value, account: &Account) -> Vec<Inbound> {
    let Some(value) = change.object("value") else { return Vec::new() };
    let metadata = value.get("metadata").unwrap_or(&Value::Null);
    let number = metadata.id("phone_number_id");
    let frame = Frame {
        route: match account {
            Account::PhoneNumber => number,
            Account::App(app) => app.clone().or(number),
        },
        display_number: metadata.id("display_phone_number"),
        contacts: value.objects("contacts").collect(),
        passed_on: matches!(account, Account::App(_)),
    };
    let mut all = Vec::new();
    match change.text("field").unwrap_or("messages") {
        "messages" => {
            all.extend(value.objects("messages").filter_map(|message| message::read(message, &frame)));
            all.extend(value.objects("statuses").filter_map(|status| status::read(status, &frame)));
        }
        "smb_message_echoes" => {
            all.extend(value.objects("message_echoes").filter_map(|message| echo::read(message, &frame)));
        }
        "history" => all.extend(history::read(value, &frame)),
        "smb_app_state_sync" => {
            all.extend(value.objects("state_sync").filter_map(|entry| address_book::read(entry, &frame)));
        }
        "user_preferences" => {
            all.extend(value.objects("user_preferences").filter_map(|choice| people::consent(choice, &frame)));
        }
        field => all.extend(notices::of_field(field, value, &frame)),
    }
    all.extend(value.objects("errors").map(|error| notices::of_error(error, &frame)));
    all
}
