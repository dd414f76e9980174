//! The shape of Graph API errors.

use crate::ids;
use crate::part::put;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// An error as the Graph API writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GraphError {
    pub(crate) status: StatusCode,
    pub(crate) code: i64,
    pub(crate) subcode: Option<i64>,
    pub(crate) title: String,
    /// What WhatsApp adds for people.
    pub(crate) details: Option<String>,
    pub(crate) transient: bool,
}

impl GraphError {
    /// A parameter that is missing or wrong.
    pub(crate) fn parameter(what: impl Into<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            code: 100,
            subcode: None,
            title: what.into(),
            details: None,
            transient: false,
        }
    }

    /// The same error with these details.
    pub(crate) fn because(self, details: impl Into<String>) -> Self {
        Self { details: Some(details.into()), ..self }
    }

    fn body(&self) -> Value {
        let message = format!("(#{}) {}", self.code, self.title);
        let mut error = json!({"message": message, "type": "OAuthException", "code": self.code});
        put(&mut error, "error_subcode", self.subcode);
        let data = self.details.as_ref().map(|details| json!({"messaging_product": "whatsapp", "details": details}));
        put(&mut error, "error_data", data);
        put(&mut error, "is_transient", self.transient.then_some(true));
        put(&mut error, "fbtrace_id", Some(ids::trace()));
        json!({"error": error})
    }

    /// The same as an item of a status's `errors`.
    pub(crate) fn in_status(&self) -> Value {
        let details = self.details.as_ref().unwrap_or(&self.title);
        json!({"code": self.code, "title": self.title, "message": self.title, "error_data": {"details": details},
            "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"})
    }
}

impl IntoResponse for GraphError {
    fn into_response(self) -> Response {
        (self.status, Json(self.body())).into_response()
    }
}
