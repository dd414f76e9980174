//! Numbers and ids in paths and queries.

use std::str::FromStr;
use types::Problem;

/// A value from its text in a path or query.
///
/// # Errors
/// `Invalid`, naming the field.
pub fn number<T: FromStr>(field: &str, text: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem::invalid(field, format!("The {field} cannot be {text:?}.")))
}
