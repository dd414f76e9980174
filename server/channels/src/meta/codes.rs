//! Meta's error codes: what each means for the message and, in plain words, for the agent.
//!
//! Sources: developers.facebook.com, WhatsApp Cloud API error codes; Messenger Platform error codes.

mod pages;
mod whatsapp;

use crate::SendError;
use crate::http::Answer;
use crate::inbound::Failure;
use crate::json::Lenient;
use serde_json::Value;
use std::time::Duration;

/// Which of Meta's products.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Product {
    Whatsapp,
    Messenger,
    Instagram,
}

impl Product {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Whatsapp => "WhatsApp",
            Self::Messenger => "Messenger",
            Self::Instagram => "Instagram",
        }
    }
}

/// What to do about a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Advice {
    /// It passes; when, nobody says.
    Wait,
    /// It passes after so many seconds.
    WaitFor(u64),
    /// It does not pass.
    GiveUp,
}

/// What to do, and the words for people.
pub(crate) type Meaning = (Advice, &'static str);

/// A failure told in a status, in the words its code has in an answer.
pub(crate) fn in_plain_words(failure: Failure, meaning: impl Fn(i64) -> Option<Meaning>) -> Failure {
    let known = failure.code.as_deref().and_then(|code| meaning(code.parse().ok()?));
    let reason = match (known, failure.reason) {
        (Some((_, words)), Some(told)) if words.ends_with(':') => Some(format!("{words} {told}")),
        (Some((_, words)), _) => Some(words.trim_end_matches(':').to_owned()),
        (None, told) => told,
    };
    Failure { reason, ..failure }
}

/// What a code of WhatsApp means, wherever it turns up: in an answer, in a status, through Gupshup.
pub(crate) fn whatsapp_meaning(code: i64) -> Option<Meaning> {
    whatsapp::meaning(code)
}

/// The fate of a message that was answered with this error.
pub(super) fn meaning(product: Product, error: &Value, answer: &Answer) -> SendError {
    let (code, subcode) = (error.code("code"), error.id("error_subcode"));
    let number = |code: &Option<String>| code.as_deref().and_then(|code| code.parse::<i64>().ok());
    let known = match (product, number(&code)) {
        (_, None) => None,
        (Product::Whatsapp, Some(code)) => whatsapp::meaning(code),
        (_, Some(code)) => pages::meaning(code, number(&subcode)),
    };
    let written = match (product, code, subcode) {
        (Product::Messenger | Product::Instagram, Some(code), Some(subcode)) => Some(format!("{code}/{subcode}")),
        (_, code, _) => code,
    };
    let after = answer.retry_after;
    match known {
        Some((Advice::GiveUp, words)) => SendError::never(written, with_details(words, error)),
        Some((Advice::Wait, words)) => SendError::later(after, written, words),
        Some((Advice::WaitFor(seconds), words)) => {
            SendError::later(after.or(Some(Duration::from_secs(seconds))), written, words)
        }
        None if error.flag("is_transient") || answer.status.as_u16() == 429 => {
            SendError::later(after, written, in_their_words(product, error))
        }
        // Something broke over there, and it is not one of the codes that promise that nothing was done.
        None if answer.status.is_server_error() || answer.status.is_success() => {
            SendError::uncertain(written, in_their_words(product, error))
        }
        None => SendError::never(written, in_their_words(product, error)),
    }
}

/// What the provider adds helps only where our words leave open what exactly is wrong.
fn with_details(words: &str, error: &Value) -> String {
    if !words.ends_with(':') {
        return words.to_owned();
    }
    format!("{words} {}", details(error).unwrap_or_else(|| "no reason given.".to_owned()))
}

fn in_their_words(product: Product, error: &Value) -> String {
    let details = details(error).unwrap_or_else(|| "no reason given.".to_owned());
    format!("{} did not take the message: {details}", product.name())
}

fn details(error: &Value) -> Option<String> {
    let data = error.object("error_data").and_then(|data| data.filled("details"));
    data.or_else(|| error.filled("error_user_msg")).or_else(|| error.filled("message"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::StatusCode;
    use serde_json::json;

    fn fate(product: Product, status: u16, error: &Value) -> SendError {
        let status = StatusCode::from_u16(status).unwrap();
        meaning(product, error, &Answer { status, retry_after: None, body: None })
    }

    #[test]
    fn throttling_waits_and_refusals_do_not() {
        for code in [1, 2, 4, 80_007, 130_429, 131_000, 131_016, 131_048, 131_053, 131_056, 131_057, 132_069, 133_016] {
            let error = fate(Product::Whatsapp, 400, &json!({"code": code}));
            assert!(matches!(error, SendError::Later { .. }), "{code}: {error:?}");
        }
        for code in [
            0, 3, 10, 33, 100, 190, 200, 299, 368, 130_472, 130_497, 131_008, 131_009, 131_021, 131_026, 131_030,
            131_031, 131_037, 131_042, 131_045, 131_047, 131_049, 131_050, 131_051, 131_052, 131_062, 131_063, 131_064,
            132_000, 132_001, 132_005, 132_007, 132_012, 132_015, 132_016, 132_068, 133_010, 135_000, 137_000,
        ] {
            let error = fate(Product::Whatsapp, 400, &json!({"code": code}));
            assert!(matches!(error, SendError::Never { .. }), "{code}: {error:?}");
            assert_eq!(error.failure().code, Some(code.to_string()));
        }
    }

    #[test]
    fn an_unknown_code_goes_by_the_status_and_by_what_it_says_of_itself() {
        let transient = json!({"code": 7_777, "message": "x", "is_transient": true});
        assert!(matches!(fate(Product::Whatsapp, 500, &transient), SendError::Later { .. }));
        let unknown = json!({"code": 7_777, "message": "Odd."});
        assert!(matches!(fate(Product::Whatsapp, 500, &unknown), SendError::Uncertain { .. }));
        let refused = fate(Product::Whatsapp, 400, &unknown);
        assert_eq!(refused, SendError::never(Some("7777".to_owned()), "WhatsApp did not take the message: Odd."));
    }

    #[test]
    fn the_subcode_decides_on_pages() {
        let window = json!({"code": 10, "error_subcode": 2_018_278, "message": "outside"});
        let error = fate(Product::Messenger, 403, &window);
        assert_eq!(error.failure().code.as_deref(), Some("10/2018278"));
        assert!(error.sentence().contains("24 hours"), "{error}");
        let temporary = json!({"code": 9, "error_subcode": 2_018_352});
        assert!(matches!(fate(Product::Messenger, 400, &temporary), SendError::Later { .. }));
    }

    #[test]
    fn a_wrong_parameter_is_named() {
        let error = json!({"code": 132_000, "message": "(#132000)", "error_data": {"details": "body: 1 of 2 given"}});
        assert!(fate(Product::Whatsapp, 400, &error).sentence().ends_with(": body: 1 of 2 given"));
    }
}
