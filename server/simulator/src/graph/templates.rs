//! The approved templates, and their list (`GET /{WABA}/message_templates`).

use super::access::{self, Query};
use super::error::GraphError;
use crate::part::{items, text};
use crate::router::Shared;
use axum::Json;
use axum::extract::{Path, Query as UrlQuery, State};
use axum::http::HeaderMap;
use serde_json::{Value, json};

/// Every template, as Meta lists it.
pub(crate) fn all() -> Vec<Value> {
    serde_json::from_str(include_str!("../../assets/templates.json")).unwrap_or_default()
}

/// The part of a template of this type (`HEADER`, `BODY`, `FOOTER`, `BUTTONS`).
pub(crate) fn component<'a>(template: &'a Value, kind: &str) -> Option<&'a Value> {
    items(template, "components").iter().find(|component| text(component, "type") == Some(kind))
}

pub(super) async fn list(
    State(world): State<Shared>,
    Path((_, id)): Path<(String, String)>,
    UrlQuery(query): UrlQuery<Query>,
    headers: HeaderMap,
) -> Result<Json<Value>, GraphError> {
    access::line(&world, &id, &headers, &query)?;
    let wanted = |template: &Value| {
        let is = |key: &str| query.get(key).is_none_or(|value| text(template, key) == Some(value));
        is("status") && is("name") && is("language") && is("category")
    };
    let number = |key: &str, otherwise: usize| query.get(key).and_then(|value| value.parse().ok()).unwrap_or(otherwise);
    let (after, limit) = (number("after", 0), number("limit", 25).clamp(1, 1000));
    let templates: Vec<Value> = all().into_iter().filter(wanted).collect();
    let page: Vec<&Value> = templates.iter().skip(after).take(limit).collect();
    let end = after + page.len();
    let mut paging = json!({"cursors": {"before": after.to_string(), "after": end.to_string()}});
    let next = format!("{}/graph/v25.0/{id}/message_templates?limit={limit}&after={end}", world.origin);
    crate::part::put(&mut paging, "next", (end < templates.len()).then_some(next));
    Ok(Json(json!({"data": page, "paging": paging})))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_templates_are_approved_and_one_has_named_variables() {
        let approved: Vec<_> =
            all().into_iter().filter(|template| text(template, "status") == Some("APPROVED")).collect();
        let named = approved.iter().filter(|template| text(template, "parameter_format") == Some("NAMED"));
        assert_eq!((approved.len(), named.count()), (4, 1));
    }
}
