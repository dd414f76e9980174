//! A transaction that is undone when it is dropped, whatever happened to its owner.

use super::conn::Link;
use super::{Conn, Lite, Pg};
use crate::StoreError;
use diesel::QueryResult;
use diesel::connection::AnsiTransactionManager as SyncTransactions;
use diesel::result::Error;
use diesel_async::{AnsiTransactionManager as PgTransactions, AsyncConnection, TransactionManager as _};
use std::ops::{Deref, DerefMut};
use std::time::Duration;

type LiteTransactions = <Lite as AsyncConnection>::TransactionManager;

/// How long a forgotten transaction may take to roll back before the connection is given up.
const PATIENCE: Duration = Duration::from_secs(1);

/// An open transaction; use it wherever a `&mut Conn` is wanted.
pub struct Tx {
    conn: Conn,
    /// Ended by `commit`: nothing to undo.
    ended: bool,
}

impl Tx {
    pub(super) async fn begin(conn: Conn, on_sqlite: &'static str) -> QueryResult<Self> {
        let mut tx = Self { conn, ended: false };
        let result = match tx.conn.link()? {
            // A snapshot needs REPEATABLE READ: by default each statement sees its own state.
            Link::Postgres(c) if on_sqlite == "BEGIN" => {
                <Pg as AsyncConnection>::TransactionManager::begin_transaction_sql(
                    &mut **c,
                    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                )
                .await
            }
            Link::Postgres(c) => PgTransactions::begin_transaction(&mut **c).await,
            // A deferred transaction that turns into a writer fails at once instead of waiting: writers say IMMEDIATE.
            Link::Sqlite(c) => c.spawn_blocking(move |c| SyncTransactions::begin_transaction_sql(c, on_sqlite)).await,
        };
        tx.conn.note(result)?;
        Ok(tx)
    }

    /// Makes everything since the beginning durable and visible.
    ///
    /// # Errors
    /// When a statement has failed before, or the database cannot commit.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        if !self.conn.has_failed() {
            self.conn.close().await?;
        }
        if self.conn.has_failed() {
            return Err(Error::RollbackTransaction.into()); // and drop undoes
        }
        let result = match self.conn.link()? {
            Link::Postgres(c) => PgTransactions::commit_transaction(&mut **c).await,
            Link::Sqlite(c) => LiteTransactions::commit_transaction(&mut **c).await,
        };
        self.conn.note(result)?;
        self.ended = true;
        Ok(())
    }

    async fn rollback(conn: &mut Conn) -> QueryResult<()> {
        let result = match conn.link()? {
            Link::Postgres(c) => PgTransactions::rollback_transaction(&mut **c).await,
            Link::Sqlite(c) => LiteTransactions::rollback_transaction(&mut **c).await,
        };
        conn.note(result)
    }
}

impl Drop for Tx {
    /// The pool would keep the open transaction, with its locks, until someone asks for this very connection.
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        let mut conn = std::mem::replace(&mut self.conn, Conn::closed());
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) if !conn.is_busy() => drop(runtime.spawn(async move {
                if !matches!(tokio::time::timeout(PATIENCE, Self::rollback(&mut conn)).await, Ok(Ok(()))) {
                    conn.hang_up();
                }
            })),
            _ => conn.hang_up(),
        }
    }
}

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}
impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}
