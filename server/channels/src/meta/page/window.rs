//! When a page may write: 24 hours after the customer's last message, a person seven days (developers.facebook.com, message tags).

use crate::{Outbound, SendError};
use serde_json::{Value, json};
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Says in the request why it may be sent. Comments have a rule of their own, which the provider keeps.
pub(crate) fn apply(body: &mut Value, out: &Outbound, channel: &str) -> Result<(), SendError> {
    if out.comment.is_some() {
        return Ok(());
    }
    match out.customer_wrote_ago {
        // When nothing is known of a message of theirs the provider knows better.
        None => body["messaging_type"] = json!("RESPONSE"),
        Some(ago) if ago <= DAY => body["messaging_type"] = json!("RESPONSE"),
        Some(ago) if ago <= WEEK && out.by_person => {
            body["messaging_type"] = json!("MESSAGE_TAG");
            body["tag"] = json!("HUMAN_AGENT");
        }
        Some(ago) if ago <= WEEK => {
            return Err(SendError::never(
                None,
                format!(
                    "More than 24 hours since the customer's last message: on {channel} only a person may answer now, not a bot."
                ),
            ));
        }
        Some(_) => {
            return Err(SendError::never(
                None,
                format!(
                    "More than seven days since the customer's last message: {channel} lets nobody write until they do."
                ),
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Content;

    fn applied(hours: Option<u64>, by_person: bool) -> Result<Value, SendError> {
        let out = Outbound {
            to: "1".to_owned(),
            also: Vec::new(),
            reference: String::new(),
            content: Content::Text("x".to_owned()),
            reply_to: None,
            comment: None,
            customer_wrote_ago: hours.map(|hours| Duration::from_secs(hours * 3600)),
            by_person,
            mail: None,
        };
        let mut body = json!({});
        apply(&mut body, &out, "Messenger").map(|()| body)
    }

    #[test]
    fn a_day_for_everybody_a_week_for_people() {
        let response = json!({"messaging_type": "RESPONSE"});
        assert_eq!(applied(None, false), Ok(response.clone()));
        assert_eq!(applied(Some(24), false), Ok(response));
        assert_eq!(applied(Some(25), true), Ok(json!({"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"})));
        assert!(applied(Some(25), false).unwrap_err().sentence().contains("only a person"));
        assert!(applied(Some(169), true).unwrap_err().sentence().contains("seven days"));
    }
}
