//! Two things Diesel does only for one database at a time: column lists and inserts of many rows.

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::insertable::{CanInsertInSingleQuery, Insertable};
use diesel::query_builder::{AstPass, QueryFragment, QueryId, ValuesClause};

/// The columns of a row type, by name, good for both databases (`as_select()` is tied to one).
pub(crate) trait Columns: diesel::Selectable<diesel::pg::Pg> {
    fn columns() -> Self::SelectExpression {
        Self::construct_selection()
    }
}
impl<T: diesel::Selectable<diesel::pg::Pg>> Columns for T {}

/// Many rows in one `INSERT`, on both databases: `insert_into(t).values(Rows(vec))`.
///
/// Diesel's own `Vec` is only for PostgreSQL in async code. All rows must name the same columns, so derive
/// `Insertable` with `treat_none_as_default_value = false`. SQLite takes 32 766 values per statement.
pub(crate) struct Rows<R>(pub(crate) Vec<R>);

/// Rows in one statement of `Rows::portions`, at most.
const PORTION: usize = 64;

impl<R> Rows<R> {
    /// All of it in portions of which each has one of a few sizes, so that their statements stay prepared.
    pub(crate) fn portions(rows: Vec<R>) -> impl Iterator<Item = Self> {
        let mut rows = rows.into_iter();
        std::iter::from_fn(move || {
            let size = rows.len().min(PORTION).checked_ilog2().map(|power| 1 << power)?;
            Some(Self(rows.by_ref().take(size).collect()))
        })
    }
}

/// What `Rows` becomes inside the statement.
pub(crate) struct RowsClause<V, Tab>(Vec<ValuesClause<V, Tab>>);

impl<R, V, Tab> Insertable<Tab> for Rows<R>
where
    R: Insertable<Tab, Values = ValuesClause<V, Tab>>,
{
    type Values = RowsClause<V, Tab>;
    fn values(self) -> Self::Values {
        RowsClause(self.0.into_iter().map(Insertable::values).collect())
    }
}
impl<V, Tab> QueryId for RowsClause<V, Tab> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<DB: Backend, V, Tab> CanInsertInSingleQuery<DB> for RowsClause<V, Tab> {
    fn rows_to_insert(&self) -> Option<usize> {
        Some(self.0.len())
    }
}
impl<DB: Backend, V, Tab> QueryFragment<DB> for RowsClause<V, Tab>
where
    V: QueryFragment<DB>,
    ValuesClause<V, Tab>: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        // The text depends on the count; only a few counts may stay among the prepared statements.
        if self.0.len() > PORTION || !self.0.len().is_power_of_two() {
            out.unsafe_to_cache_prepared();
        }
        for (i, row) in self.0.iter().enumerate() {
            if i == 0 {
                row.walk_ast(out.reborrow())?;
            } else {
                out.push_sql(", (");
                row.values.walk_ast(out.reborrow())?;
                out.push_sql(")");
            }
        }
        Ok(())
    }
}
