//! Gupshup's error codes (partner-docs.gupshup.io, error codes); from 100000 on they are Meta's.

use crate::SendError;
use crate::http::Answer;
use crate::json::Lenient;
use crate::meta::codes::{self, Advice};
use serde_json::Value;
use std::time::Duration;

/// What a code means, wherever it turns up: in an answer or in a status. `None` for codes that are not known.
pub(crate) fn meaning(code: i64) -> Option<codes::Meaning> {
    use Advice::{GiveUp, Wait};
    Some(match code {
        1001 => (GiveUp, "Gupshup does not know the number, or the app does not own it."),
        1002 | 1013 => (GiveUp, "The number is not on WhatsApp."),
        1003 => (GiveUp, "The Gupshup wallet is empty: an administrator has to fill it."),
        1004 | 470 => (GiveUp, "More than 24 hours since the customer's last message: send a template instead."),
        1005 => (GiveUp, "The template does not fit what Gupshup has approved."),
        1006 => (GiveUp, "The customer has not agreed to get templates."),
        1007 | 1008 => {
            (GiveUp, "The number or the app is not active at Gupshup: an administrator has to look into it.")
        }
        1010 | 1011 | 1014 => (GiveUp, "Gupshup could not get the file, or does not accept it."),
        1012 => (GiveUp, "The customer does not want messages from us any more."),
        4001 | 471 => (Wait, "Too many messages through Gupshup in a short time."),
        4002 | 4003 => (GiveUp, "Gupshup does not know the template, or it is not approved."),
        500 => (Wait, "Gupshup has a fault at the moment."),
        100_000.. => return codes::whatsapp_meaning(code),
        _ => return None,
    })
}

/// The fate of a message whose answer has a body that is no success.
pub(super) fn fate(answer: &Answer) -> SendError {
    let status = answer.status.as_u16();
    let body = answer.body.as_ref().unwrap_or(&Value::Null);
    let (code, told) = (code(body), words(body));
    let shown = code.clone().or_else(|| Some(status.to_string()));
    let in_their_words = format!("Gupshup did not take the message: {}", told.as_deref().unwrap_or("no reason given."));
    match code.and_then(|code| meaning(code.parse().ok()?)) {
        Some((Advice::GiveUp, words)) => return SendError::never(shown, words),
        Some((Advice::Wait, words)) => return SendError::later(answer.retry_after, shown, words),
        Some((Advice::WaitFor(seconds), words)) => {
            return SendError::later(answer.retry_after.or(Some(Duration::from_secs(seconds))), shown, words);
        }
        None => {}
    }
    match status {
        401 | 403 => {
            SendError::never(shown, "Gupshup does not accept the API key: an administrator has to check key and app.")
        }
        429 => SendError::later(answer.retry_after, shown, "Too many messages through Gupshup in a short time."),
        // A refusal in its own words, whatever the status in front of it.
        500.. if is_refusal(body) => SendError::later(answer.retry_after, shown, in_their_words),
        500.. => SendError::uncertain(shown, in_their_words),
        _ => SendError::never(shown, in_their_words),
    }
}

fn is_refusal(body: &Value) -> bool {
    body.text("status") == Some("error")
}

/// The code stands beside the message or within it.
fn code(body: &Value) -> Option<String> {
    let inner = body.get("message").unwrap_or(&Value::Null);
    [body, inner].into_iter().find_map(|place| place.code("code").or_else(|| place.code("errorCode")))
}

fn words(body: &Value) -> Option<String> {
    let inner = body.get("message").unwrap_or(&Value::Null);
    let within = ["message", "reason", "error"].into_iter().find_map(|key| inner.filled(key));
    body.filled("message").or(within).or_else(|| body.filled("reason")).or_else(|| body.filled("error"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::StatusCode;
    use serde_json::json;

    fn told(status: u16, body: Value) -> SendError {
        fate(&Answer { status: StatusCode::from_u16(status).unwrap(), retry_after: None, body: Some(body) })
    }

    #[test]
    fn codes_count_more_than_the_status() {
        assert!(matches!(told(400, json!({"status": "error", "message": {"code": 4001}})), SendError::Later { .. }));
        assert!(matches!(told(200, json!({"status": "error", "code": 1003})), SendError::Never { .. }));
        assert!(told(400, json!({"code": "131047"})).sentence().contains("template"));
    }

    #[test]
    fn a_fault_without_a_refusal_is_uncertain() {
        assert!(matches!(told(500, json!({"status": "error", "message": "Internal"})), SendError::Later { .. }));
        assert!(matches!(told(502, json!({"hint": "proxy"})), SendError::Uncertain { .. }));
        let refused = told(400, json!({"status": "error", "message": "Invalid Destination"}));
        assert_eq!(
            refused,
            SendError::never(Some("400".to_owned()), "Gupshup did not take the message: Invalid Destination")
        );
    }
}
