//! The one error of all server functions: a `Problem`, as it travels to the browser.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use types::Problem;

/// A problem on its way to a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AppError(pub Problem);

impl AppError {
    /// What to say beside the form field of that name.
    #[must_use]
    pub fn beside(&self, name: &str) -> Option<String> {
        match &self.0 {
            Problem::Invalid { field, message } if field == name => Some(message.clone()),
            _ => None,
        }
    }

    /// What to say above a form that has fields of these names, when none of them is to blame.
    #[must_use]
    pub fn above(&self, names: &[&str]) -> Option<String> {
        match &self.0 {
            Problem::Invalid { field, .. } if names.contains(&field.as_str()) => None,
            other => Some(other.to_string()),
        }
    }
}

/// For `?` in server functions. On the server it also gives the HTTP answer the status that says the same.
impl From<Problem> for AppError {
    fn from(problem: Problem) -> Self {
        #[cfg(feature = "ssr")]
        crate::server::tell_status(&problem);
        Self(problem)
    }
}

impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for AppError {}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        Self(match error {
            // No answer, or one that is not ours, as from a proxy whose server is away.
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Deserialization(_) => Problem::Unreachable,
            ServerFnErrorErr::MissingArg(field) => {
                Problem::invalid(&field, format!("The form lacks the field {field}."))
            }
            ServerFnErrorErr::Args(why) => Problem::invalid("form", format!("The form could not be read: {why}.")),
            ServerFnErrorErr::UnsupportedRequestMethod(_)
            | ServerFnErrorErr::Registration(_)
            | ServerFnErrorErr::Response(_)
            | ServerFnErrorErr::Serialization(_)
            | ServerFnErrorErr::ServerError(_)
            | ServerFnErrorErr::MiddlewareError(_) => Problem::Internal,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_stands_beside_its_field_or_above_the_form() {
        let error = AppError(Problem::invalid("name", "Please enter a name."));
        assert_eq!(error.beside("name").as_deref(), Some("Please enter a name."));
        assert_eq!(error.beside("members"), None);
        assert_eq!(error.above(&["name"]), None);
        assert_eq!(AppError(Problem::SignedOut).above(&["name"]).as_deref(), Some("Please sign in."));
    }

    #[test]
    fn a_problem_survives_its_journey() {
        let error = AppError(Problem::TooMany { after_seconds: 30 });
        assert_eq!(AppError::de(error.ser()), error);
    }
}
