//! Statements that stay prepared although Diesel would not keep them.

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};

/// A statement of which every run has the same text.
///
/// Diesel prepares each `UPDATE` and each `ON CONFLICT DO UPDATE` anew, because a changeset could leave columns out: on PostgreSQL a
/// round trip, on SQLite half of what the statement costs. Ours name the same columns every time.
pub(crate) struct Kept<Q>(pub(crate) Q);

impl<Q> QueryId for Kept<Q> {
    type QueryId = ();
    // Known by its text.
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<Q: Query> Query for Kept<Q> {
    type SqlType = Q::SqlType;
}
impl<DB: Backend, Q: QueryFragment<DB>> QueryFragment<DB> for Kept<Q> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }

    fn is_safe_to_cache_prepared(&self, _: &DB) -> QueryResult<bool> {
        Ok(true)
    }
}
