//! Meta's error codes and their words (WhatsApp Cloud API error codes, May 2026; Messenger Platform error codes).

use super::error::GraphError;
use axum::http::StatusCode;

/// The error with this code.
pub(crate) fn known(code: i64, subcode: Option<i64>) -> GraphError {
    let (status, title, details) = words(code, subcode);
    GraphError {
        status: StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST),
        code,
        subcode,
        title: title.to_owned(),
        details: (!details.is_empty()).then(|| details.to_owned()),
        transient: matches!(code, 2 | 1200 | 131_016),
    }
}

/// HTTP status, title, details.
fn words(code: i64, subcode: Option<i64>) -> (u16, &'static str, &'static str) {
    match (code, subcode) {
        (10, Some(2_018_278 | 2_534_022)) => (
            403,
            "This message is sent outside of allowed window. Learn more about the new policy here: https://developers.facebook.com/docs/messenger-platform/policy-overview",
            "",
        ),
        (10, Some(1_893_063)) => (403, "The Page is temporarily restricted from sending messages.", ""),
        (100, Some(2_018_001)) => (400, "No matching user found", ""),
        (100, Some(33)) => (
            400,
            "Unsupported request. Object does not exist, cannot be loaded due to missing permissions, or does not support this operation.",
            "",
        ),
        (551, _) => (400, "This person isn't available right now.", ""),
        (0, _) => (401, "AuthException", "We were unable to authenticate the app user."),
        (1, _) => (500, "An unknown error occurred", ""),
        (2, _) => (503, "Service temporarily unavailable", ""),
        (4, _) => (400, "Application request limit reached", ""),
        (10, _) => (403, "Application does not have permission for this action", ""),
        (104, _) => (400, "An access token is required to request this resource.", ""),
        (190, _) => (401, "Invalid OAuth access token - Cannot parse access token", ""),
        (200..=299, _) => (403, "Permissions error", ""),
        (368, _) => (403, "Temporarily blocked for policies violations", ""),
        (613, _) => (400, "Calls to this api have exceeded the rate limit.", ""),
        (1200, _) => (400, "Temporary send message failure. Please try again later.", ""),
        (80_006 | 80_007, _) => (400, "Rate limit issues", "The account has reached its rate limit."),
        (130_429, _) => (400, "Rate limit hit", "Cloud API message throughput has been reached."),
        (130_472, _) => {
            (400, "User's number is part of an experiment", "Message was not sent as part of an experiment.")
        }
        (130_497, _) => (403, "Business account is restricted from messaging users in this country.", ""),
        (131_000, _) => (500, "Something went wrong", "Message failed to send due to an unknown error."),
        (131_005, _) => (403, "Access denied", "Permission is either not granted or has been removed."),
        (131_008, _) => (400, "Required parameter is missing", ""),
        (131_009, _) => (400, "Parameter value is not valid", ""),
        (131_016, _) => (503, "Service unavailable", "A service is temporarily unavailable."),
        (131_021, _) => (400, "Recipient cannot be sender", "Sender and recipient phone number is the same."),
        (131_026, _) => (400, "Message undeliverable", "Message undeliverable."),
        (131_030, _) => {
            (400, "Recipient phone number not in allowed list", "Add the number to the recipient list and try again.")
        }
        (131_031, _) => (403, "Business account locked", "The account has been restricted or disabled."),
        (131_042, _) => {
            (400, "Business eligibility payment issue", "There was an error related to your payment method.")
        }
        (131_045, _) => {
            (400, "Incorrect certificate", "Message failed to send due to a phone number registration error.")
        }
        (131_047, _) => (
            400,
            "Re-engagement message",
            "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
        ),
        (131_048, _) => (
            400,
            "Spam rate limit hit",
            "There are restrictions on how many messages can be sent from this phone number.",
        ),
        (131_049, _) => (
            400,
            "Meta chose not to deliver.",
            "This message was not delivered to maintain healthy ecosystem engagement.",
        ),
        (131_050, _) => {
            (400, "User has stopped marketing messages", "The recipient does not want marketing messages from you.")
        }
        (131_051, _) => (400, "Unsupported message type", "Message type is currently not supported."),
        (131_052, _) => (400, "Media download error", "Failed to download the media sent by the user."),
        (131_053, _) => (400, "Media upload error", "Failed to upload the media used in the message."),
        (131_056, _) => (
            400,
            "(Business Account, Consumer Account) pair rate limit hit",
            "Too many messages sent from this phone number to the same phone number in a short period of time.",
        ),
        (131_057, _) => (500, "Account in maintenance mode", "Business account is in maintenance mode."),
        (131_062, _) => (400, "Recipient not supported", "This message cannot be sent to a business-scoped user id."),
        (132_000, _) => (400, "Number of parameters does not match the expected number of params", ""),
        (132_001, _) => (404, "Template name does not exist in the translation", ""),
        (132_005, _) => (400, "Translated text too long", ""),
        (132_007, _) => (400, "Template format character policy violated", ""),
        (132_012, _) => (400, "Parameter format does not match format in the created template", ""),
        (132_015, _) => (400, "Template is paused", "The template is paused due to low quality."),
        (132_016, _) => (400, "Template is disabled", "The template has been paused too many times."),
        (133_010, _) => {
            (400, "Phone number not registered", "Phone number is not registered on the WhatsApp Business Platform.")
        }
        (133_016, _) => (400, "Account register or deregister rate limit exceeded", ""),
        (135_000, _) => {
            (400, "Generic user error", "Message failed to send because of an unknown error with the request.")
        }
        _ => (400, "Invalid parameter", ""),
    }
}
