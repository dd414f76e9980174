//! Codes of Messenger and Instagram. The subcode, where there is one, decides first.

use super::Advice::{GiveUp, Wait};
use super::Meaning;

/// `None` for codes that are not known; then the answer's status counts.
pub(super) fn meaning(code: i64, subcode: Option<i64>) -> Option<Meaning> {
    subcode.and_then(|subcode| with_subcode(code, subcode)).or_else(|| alone(code))
}

fn with_subcode(code: i64, subcode: i64) -> Option<Meaning> {
    Some(match (code, subcode) {
        (10, 2_018_278 | 2_534_022) => (
            GiveUp,
            "More than 24 hours since the customer's last message. Only a person may answer now, and only within seven days.",
        ),
        (10, 1_893_063) => {
            (GiveUp, "The page is restricted for a while: an administrator has to look into the page's support inbox.")
        }
        (551, 1_545_041) => (GiveUp, "This person cannot be reached. They may have left, or do not want messages."),
        (100, 2_018_001) => (GiveUp, "This person is not known to our page. They have to write to it first."),
        (9, 2_018_352) => (Wait, "Messages cannot be taken at the moment."),
        _ => return None,
    })
}

fn alone(code: i64) -> Option<Meaning> {
    Some(match code {
        1 | 2 | 99 | 1_200 => (Wait, "Meta has a fault at the moment."),
        4 | 613 | 80_006 => (Wait, "Too many messages in a short time."),
        551 => (GiveUp, "This person cannot be reached. They may have left, or do not want messages."),
        100 => (GiveUp, "Meta does not accept the message as it is:"),
        190 => (GiveUp, "Meta no longer accepts the access token: an administrator has to connect the inbox again."),
        368 => (GiveUp, "Meta has blocked the account for breaking its rules: an administrator has to look into it."),
        10 | 200..=299 => {
            (GiveUp, "Meta does not permit it: an administrator has to check the permissions of the app. Its words:")
        }
        _ => return None,
    })
}
