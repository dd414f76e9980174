//! The query of an address, read by name.

use crate::Refused;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::convert::Infallible;
use std::str::FromStr;
use types::Problem;

/// The pairs of the query, decoded.
#[derive(Clone, Debug, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// The first value of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The text of that name; empty when it is not there.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// The value of that name, if it is there and not empty.
    ///
    /// # Errors
    /// `Invalid`, naming the field.
    pub fn optional<T: FromStr>(&self, name: &str) -> Result<Option<T>, Refused> {
        let given = self.get(name).filter(|text| !text.is_empty());
        Ok(given.map(|text| super::number(name, text)).transpose()?)
    }

    /// The value of that name.
    ///
    /// # Errors
    /// `Invalid`, naming the field, also when it is missing.
    pub fn required<T: FromStr>(&self, name: &str) -> Result<T, Refused> {
        let missing = || Problem::invalid(name, format!("The address lacks {name}."));
        Ok(self.optional(name)?.ok_or_else(missing)?)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        let query = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        Ok(Self(query.map(|pairs| pairs.0).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    async fn query(text: &str) -> Query {
        let (mut parts, ()) = Request::get(format!("/x?{text}")).body(()).unwrap().into_parts();
        let Ok(query) = Query::from_request_parts(&mut parts, &()).await;
        query
    }

    #[tokio::test]
    async fn a_query_is_read_by_name() {
        let query = query("after=5&name=a%20b&after=6&empty=").await;
        assert_eq!(query.required::<i64>("after"), Ok(5));
        assert_eq!(query.text("name"), "a b");
        assert_eq!(query.optional::<i64>("empty"), Ok(None));
        assert_eq!(query.optional::<i64>("limit"), Ok(None));
    }

    #[tokio::test]
    async fn what_is_wrong_or_missing_is_told_by_name() {
        let query = query("after=x").await;
        for name in ["after", "connection"] {
            let refused = query.required::<i64>(name).unwrap_err();
            assert!(matches!(refused.0, Problem::Invalid { field, .. } if field == name));
        }
    }
}
