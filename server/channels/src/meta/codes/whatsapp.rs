//! Codes of the WhatsApp Cloud API.

use super::Advice::{GiveUp, Wait, WaitFor};
use super::Meaning;

/// `None` for codes that are not known; then the answer's status counts.
pub(super) fn meaning(code: i64) -> Option<Meaning> {
    Some(match code {
        0 | 190 => (GiveUp, "WhatsApp no longer accepts the access token: an administrator has to enter a new one."),
        3 | 10 | 200..=299 => {
            (GiveUp, "The access token lacks a permission: an administrator has to grant whatsapp_business_messaging.")
        }
        368 | 131_031 => (
            GiveUp,
            "WhatsApp has locked the account for breaking its rules: an administrator has to look into Meta's Business Manager.",
        ),
        1 | 2 | 131_000 | 131_016 => (Wait, "WhatsApp has a fault at the moment."),
        4 | 80_007 => (Wait, "Too many calls to WhatsApp: it takes a break."),
        130_429 => (Wait, "The number sends faster than WhatsApp allows."),
        131_048 => (Wait, "WhatsApp limits this number because people reported its messages."),
        131_056 => (WaitFor(6), "Too many messages to this customer in a short time."),
        131_057 => (WaitFor(60), "The WhatsApp account is being worked on."),
        131_053 => (Wait, "WhatsApp could not take in the file."),
        133_016 => (Wait, "WhatsApp was asked to register the number too often."),
        33 => (
            GiveUp,
            "WhatsApp does not know the phone number id: an administrator has to check it in the settings of the inbox.",
        ),
        100 | 131_008 | 131_009 | 135_000 | 137_000 => (GiveUp, "WhatsApp does not accept the message as it is:"),
        131_021 => (GiveUp, "The message would go to the business itself."),
        131_026 => {
            (GiveUp, "WhatsApp cannot deliver to this number. It may not be on WhatsApp, or its app is too old.")
        }
        131_030 => (
            GiveUp,
            "The number is not in the list of test recipients: an administrator has to add it, or take the app out of test mode.",
        ),
        131_037 => {
            (GiveUp, "WhatsApp has not approved the display name of our number: an administrator has to see to it.")
        }
        131_042 => (GiveUp, "WhatsApp has a problem with the payment method: an administrator has to see to it."),
        131_045 => (GiveUp, "Our number is not registered with WhatsApp: an administrator has to register it."),
        131_047 => (GiveUp, "More than 24 hours since the customer's last message: send a template instead."),
        131_049 => (GiveUp, "WhatsApp limits how much advertising a person gets: try again tomorrow at the earliest."),
        131_050 => (GiveUp, "The customer does not want advertising from us any more."),
        131_051 => (GiveUp, "WhatsApp does not know this kind of message."),
        131_052 => (GiveUp, "WhatsApp could not get the file: ask for it again."),
        131_062 => (GiveUp, "This kind of message needs the customer's phone number, and WhatsApp hides it."),
        131_063 | 131_064 => (GiveUp, "WhatsApp does not let us send this kind of message to this customer."),
        130_472 => (GiveUp, "WhatsApp keeps advertising from this customer as part of an experiment."),
        130_497 => (GiveUp, "WhatsApp does not let us write to the customer's country."),
        132_000 => (GiveUp, "The template has another number of gaps than were filled:"),
        132_001 => (GiveUp, "The template does not exist in this language, or is not approved yet."),
        132_005 => (GiveUp, "The text is too long once the gaps of the template are filled."),
        132_007 => (GiveUp, "WhatsApp has refused the template for breaking its rules."),
        132_012 => (GiveUp, "A gap of the template was filled in the wrong form:"),
        132_015 => (GiveUp, "The template is paused because people reported it."),
        132_016 => (GiveUp, "The template was switched off because people reported it."),
        132_068 => (GiveUp, "The form in the template is blocked."),
        132_069 => (Wait, "The form in the template is slowed down."),
        133_000..=133_999 => (GiveUp, "Our number is not set up completely: an administrator has to register it."),
        _ => return None,
    })
}
