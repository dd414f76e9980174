//! A connection to whichever database the settings name.

use super::{Kind, Lite, Pg};
use crate::StoreError;
use crate::closing::Closing;
use diesel::QueryResult;
use diesel::result::Error;
use diesel_async::methods::{ExecuteDsl, LoadQuery};
use diesel_async::pooled_connection::deadpool::Object;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection as _};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

/// A connection to whichever database the settings name.
///
/// A query is built once and must be good for both. The futures are boxed so that the query's type does not appear
/// in the caller's: as `async fn`s they fail with "`Send` is not general enough" in axum handlers.
pub struct Conn {
    link: Option<Link>,
    /// A call has begun and not come back: if that is still so on drop, it was cancelled.
    busy: bool,
    /// What is written when the transaction closes.
    closing: Closing,
    /// A statement failed. PostgreSQL then answers COMMIT with a silent rollback; `Tx::commit` says so.
    failed: bool,
}

#[expect(clippy::large_enum_variant, reason = "there are as many of them as pooled connections: a few")]
pub(crate) enum Link {
    Postgres(Object<Pg>),
    Sqlite(Object<Lite>),
}

/// Runs one query on `$conn` (a `&mut Conn`). Written once, checked for both databases.
/// Only needed where the query must know its database: `into_boxed::<Db>()`. Everything else is `conn.load(query)`.
macro_rules! on {
    ($conn:ident, $query:expr) => {{
        let result = match $conn.link()? {
            $crate::db::Link::Postgres($conn) => {
                type Db = diesel::pg::Pg;
                $query
            }
            $crate::db::Link::Sqlite($conn) => {
                type Db = diesel::sqlite::Sqlite;
                $query
            }
        };
        $conn.note(result)
    }};
}
pub(crate) use on;

impl Conn {
    pub(super) fn new(link: Link) -> Self {
        Self { link: Some(link), busy: false, closing: Closing::default(), failed: false }
    }

    /// None at all: what stays behind when one is moved out.
    pub(super) fn closed() -> Self {
        Self { link: None, busy: false, closing: Closing::default(), failed: false }
    }

    /// Which database it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self.link {
            Some(Link::Postgres(_)) => Kind::Postgres,
            _ => Kind::Sqlite,
        }
    }

    /// All rows.
    pub(crate) fn load<'q, U, Q>(&'q mut self, query: Q) -> BoxFuture<'q, QueryResult<Vec<U>>>
    where
        U: Send + 'q,
        Q: LoadQuery<'q, Pg, U> + LoadQuery<'q, Lite, U> + Send + 'q,
    {
        async move {
            let result = match self.link()? {
                Link::Postgres(c) => RunQueryDsl::load(query, &mut **c).await,
                Link::Sqlite(c) => RunQueryDsl::load(query, &mut **c).await,
            };
            self.note(result)
        }
        .boxed()
    }

    /// The first row, or `NotFound`.
    pub(crate) fn get<'q, U, Q>(&'q mut self, query: Q) -> BoxFuture<'q, QueryResult<U>>
    where
        U: Send + 'q,
        Q: LoadQuery<'q, Pg, U> + LoadQuery<'q, Lite, U> + Send + 'q,
    {
        async move {
            let result = match self.link()? {
                Link::Postgres(c) => RunQueryDsl::get_result(query, &mut **c).await,
                Link::Sqlite(c) => RunQueryDsl::get_result(query, &mut **c).await,
            };
            self.note(result)
        }
        .boxed()
    }

    /// The first row, if there is one.
    pub(crate) fn find<'q, U, Q>(&'q mut self, query: Q) -> BoxFuture<'q, QueryResult<Option<U>>>
    where
        U: Send + 'q,
        Q: LoadQuery<'q, Pg, U> + LoadQuery<'q, Lite, U> + Send + 'q,
    {
        self.get(query)
            .map(|result| match result {
                Ok(row) => Ok(Some(row)),
                Err(Error::NotFound) => Ok(None),
                Err(e) => Err(e),
            })
            .boxed()
    }

    /// How many rows were touched.
    pub(crate) fn execute<'q, Q>(&'q mut self, query: Q) -> BoxFuture<'q, QueryResult<usize>>
    where
        Q: ExecuteDsl<Pg> + ExecuteDsl<Lite> + Send + 'q,
    {
        async move {
            let result = match self.link()? {
                Link::Postgres(c) => RunQueryDsl::execute(query, &mut **c).await,
                Link::Sqlite(c) => RunQueryDsl::execute(query, &mut **c).await,
            };
            self.note(result)
        }
        .boxed()
    }

    /// SQL that is the same on both databases and takes no values.
    pub(crate) async fn run(&mut self, sql: &str) -> QueryResult<()> {
        let result = match self.link()? {
            Link::Postgres(c) => c.batch_execute(sql).await,
            Link::Sqlite(c) => {
                let sql = sql.to_owned();
                c.spawn_blocking(move |c| diesel::connection::SimpleConnection::batch_execute(c, &sql)).await
            }
        };
        self.note(result)
    }

    /// Keeps other transactions from changing this row until the end of this one. SQLite has one writer anyway.
    pub(crate) async fn lock(&mut self, table: &'static str, id: i64) -> Result<(), StoreError> {
        if self.kind() == Kind::Postgres {
            self.run(&format!("SELECT 1 FROM {table} WHERE id = {id} FOR UPDATE")).await?;
        }
        Ok(())
    }

    /// What is written when the transaction closes. Outside of one it is never written.
    pub(crate) const fn closing(&mut self) -> &mut Closing {
        &mut self.closing
    }

    /// Writes it.
    pub(super) async fn close(&mut self) -> Result<(), StoreError> {
        std::mem::take(&mut self.closing).write(self).await
    }

    pub(crate) fn link(&mut self) -> QueryResult<&mut Link> {
        self.busy = true;
        self.link.as_mut().ok_or(Error::BrokenTransactionManager)
    }

    pub(crate) fn note<T>(&mut self, result: QueryResult<T>) -> QueryResult<T> {
        self.busy = false;
        self.failed |= !matches!(result, Ok(_) | Err(Error::NotFound));
        result
    }

    pub(super) const fn is_busy(&self) -> bool {
        self.busy
    }

    pub(super) const fn has_failed(&self) -> bool {
        self.failed
    }

    /// After a rollback to a savepoint the failure is undone.
    pub(super) const fn forgive(&mut self) {
        self.failed = false;
    }

    /// Closes instead of going back to the pool.
    pub(super) fn hang_up(&mut self) {
        match self.link.take() {
            Some(Link::Postgres(c)) => drop(Object::take(c)),
            Some(Link::Sqlite(c)) => drop(Object::take(c)),
            None => {}
        }
    }
}

impl Drop for Conn {
    /// After a cancelled call the pool would hand out a connection that is still busy with it.
    fn drop(&mut self) {
        if self.busy {
            self.hang_up();
        }
    }
}
