//! A `Problem` as an HTTP answer: its status, `kind` for programs, `message` for people.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use types::Problem;

/// Why a request was not answered. The log has already what there is to log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub Problem);

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl Refused {
    /// The JSON of the answer: the problem's own fields and its sentence.
    #[must_use]
    pub fn body(&self) -> Value {
        let mut body = serde_json::to_value(&self.0).unwrap_or_default();
        if let Some(fields) = body.as_object_mut() {
            fields.insert("message".to_owned(), Value::String(self.0.to_string()));
        }
        body
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self.body())).into_response();
        if let Problem::TooMany { after_seconds } = self.0 {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(after_seconds));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_problem_tells_its_kind_its_field_and_its_sentence() {
        let refused = Refused(Problem::invalid("text", "The text is empty."));
        assert_eq!(refused.body(), json!({"kind": "invalid", "field": "text", "message": "The text is empty."}));
        let refused = Refused(Problem::SignedOut);
        assert_eq!(refused.body(), json!({"kind": "signed_out", "message": "Please sign in."}));
    }

    #[test]
    fn who_comes_too_often_is_told_when_to_come_back() {
        let response = Refused(Problem::TooMany { after_seconds: 7 }).into_response();
        assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(response.headers()[header::RETRY_AFTER], "7");
    }
}
