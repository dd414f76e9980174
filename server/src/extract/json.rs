//! JSON bodies: what is wrong with one is told by field, always as 422.

use crate::Refused;
use crate::security::limits::{self, BODY_BYTES};
use axum::extract::{FromRequest, Request};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;
use types::Problem;

const LONGEST: usize = BODY_BYTES as usize;

/// A JSON object in the body. The `Content-Type` does not matter: what it is shows when it is read.
#[derive(Clone, Copy, Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Self::Rejection> {
        let body = axum::body::to_bytes(request.into_body(), LONGEST).await;
        Ok(Self(read_json(&body.map_err(|error| limits::unreadable(&error, BODY_BYTES, "body"))?)?))
    }
}

/// A value from JSON text.
///
/// # Errors
/// `Invalid`, naming the field, or `body` when it is no JSON object at all.
pub fn read_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let text = std::str::from_utf8(body).map_err(|_| Problem::invalid("body", "The body must be JSON in UTF-8."))?;
    // Serde would take an array for an object, its items for the fields in order.
    if !text.trim_start().starts_with('{') {
        let is_json = || Problem::invalid("body", "The body must be a JSON object.");
        return Err(syntax_error(text).unwrap_or_else(is_json));
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| explain(&error, text))?;
    json.end().map_err(|error| no_json(&error))?;
    Ok(value)
}

fn explain(error: &serde_path_to_error::Error<serde_json::Error>, text: &str) -> Problem {
    // Serde calls it a syntax error, too, where a number stands in place of a word.
    if error.inner().classify() != Category::Data
        && let Some(problem) = syntax_error(text)
    {
        return problem;
    }
    let path = match error.path().to_string() {
        path if path == "." => String::new(),
        path => path,
    };
    let said = error.inner().to_string();
    let why = said.rsplit_once(" at line ").map_or(said.as_str(), |(why, _place)| why);
    // Serde finds these two out at the object, and names the field only in its words.
    for (found, told) in [("missing field `", "is missing"), ("duplicate field `", "stands there twice")] {
        if let Some(name) = why.strip_prefix(found).and_then(|rest| rest.strip_suffix('`')) {
            let field = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            let message = format!("The field {field} {told}.");
            return Problem::invalid(field, message);
        }
    }
    if path.is_empty() {
        return Problem::invalid("body", format!("The body cannot be taken: {why}."));
    }
    let message = format!("The field {path} cannot be taken: {why}.");
    Problem::invalid(path, message)
}

fn syntax_error(text: &str) -> Option<Problem> {
    serde_json::from_str::<IgnoredAny>(text).err().map(|error| no_json(&error))
}

fn no_json(error: &serde_json::Error) -> Problem {
    Problem::invalid("body", format!("The body is not valid JSON: {error}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Order {
        name: String,
        place: Place,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Place {
        row: u8,
        side: Option<Side>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    enum Side {
        Left,
    }

    #[test]
    fn an_object_is_read() {
        let order = Order { name: "tea".to_owned(), place: Place { row: 3, side: Some(Side::Left) } };
        assert_eq!(read_json(br#" {"name": "tea", "place": {"row": 3, "side": "Left"}, "more": null} "#), Ok(order));
    }

    #[test]
    fn what_is_wrong_is_told_by_field() {
        for (body, field) in [
            (&br#"{"place": {"row": 3}}"#[..], "name"),
            (br#"{"name": 5, "place": {"row": 3}}"#, "name"),
            (br#"{"name": null, "place": {"row": 3}}"#, "name"),
            (br#"{"name": "tea", "name": "tea", "place": {"row": 3}}"#, "name"),
            (br#"{"name": "tea", "place": {}}"#, "place.row"),
            (br#"{"name": "tea", "place": {"row": 256}}"#, "place.row"),
            (br#"{"name": "tea", "place": {"row": 3, "side": 5}}"#, "place.side"),
            (br#"["tea", {"row": 3}]"#, "body"),
            (br#""tea""#, "body"),
            (br#"{"name": "tea""#, "body"),
            (br#"{"name": "tea", "place": {"row": 3}} x"#, "body"),
            (br#"{"name": "\ud800", "place": {"row": 3}}"#, "name"),
            (b"", "body"),
            (b"{\"name\": \"\xff\"}", "body"),
        ] {
            let Err(Problem::Invalid { field: told, message }) = read_json::<Order>(body) else {
                panic!("{:?} was taken", String::from_utf8_lossy(body));
            };
            assert_eq!(told, field, "{message}");
            assert!(message.contains(field) && message.ends_with('.'), "{message}");
        }
    }

    #[test]
    fn deep_nesting_is_refused_before_it_overflows() {
        let body = format!("{{\"name\": {}", "[".repeat(100_000));
        assert!(matches!(read_json::<Order>(body.as_bytes()), Err(Problem::Invalid { .. })));
    }
}
