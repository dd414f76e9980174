//! The one place that knows there are two databases. Everything else writes a query once, good for both.

mod conn;
mod hop;
mod kept;
mod rows;
mod transaction;
mod writer;

pub use conn::Conn;
pub(crate) use conn::{Link, on};
pub(crate) use kept::Kept;
pub(crate) use rows::{Columns, Rows};
pub use transaction::Tx;

use crate::StoreError;
use diesel::connection::SimpleConnection as _;
use diesel::result::{ConnectionError, DatabaseErrorKind, Error};
use diesel::{QueryResult, SqliteConnection};
use diesel_async::pooled_connection::deadpool::Pool;
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use diesel_async::sync_connection_wrapper::SyncConnectionWrapper;
use diesel_async::{AsyncConnection as _, AsyncMigrationHarness, AsyncPgConnection, SimpleAsyncConnection as _};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use writer::Writer;

/// A PostgreSQL connection.
pub(crate) type Pg = AsyncPgConnection;
/// A SQLite connection; every call is one trip to a blocking thread, except inside `hop::in_one_hop`.
pub(crate) type Lite = SyncConnectionWrapper<SqliteConnection, hop::Hop>;

const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");
const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");

/// WAL: readers never wait. FULL: a commit that returned survives a power cut. The busy handler polls with sleeps,
/// so writers queue in `Writer` and this is a last resort. A checkpoint every 16,000 pages costs less than every 1,000.
/// A reader forgets its pages whenever somebody has written, so it needs room for little more than one query.
const SQLITE_SETUP: &str = "
    PRAGMA busy_timeout = 5000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA wal_autocheckpoint = 16000;
    PRAGMA cache_size = -4000;
    PRAGMA temp_store = MEMORY;
";

/// The one connection that writes keeps its pages from one change to the next.
const SQLITE_WRITER_SETUP: &str = "PRAGMA cache_size = -32000;";

/// A dropped client does not stop its statement by itself; the check interval does, within a second.
const POSTGRES_SETUP: &str = "
    SET client_connection_check_interval = '1s';
    SET statement_timeout = '30s';
    SET lock_timeout = '5s';
    SET idle_in_transaction_session_timeout = '30s';
";

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One file, embedded.
    Sqlite,
    /// A server.
    Postgres,
}

/// How a connection is asked for and refused.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Neither of the two databases.
    #[error("the database URL must start with sqlite: or postgres:, not {0:?}")]
    Scheme(String),
    /// The folder of the SQLite file cannot be made.
    #[error("the folder of the database file cannot be made: {0}")]
    Folder(#[from] std::io::Error),
    /// The pool cannot be built.
    #[error("no connection pool: {0}")]
    Pool(#[from] diesel_async::pooled_connection::deadpool::BuildError),
    /// The database does not answer.
    #[error("no connection to the database: {0}")]
    Connection(String),
    /// A migration failed; the ones before it are done.
    #[error("a migration failed: {0}")]
    Migration(String),
}

/// The database the settings name. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pools: Pools,
    writer: Writer,
}

#[derive(Clone)]
enum Pools {
    Postgres(Pool<Pg>),
    /// SQLite has one writer. Waiting for its connection is fair and wakes at once, waiting in SQLite is neither; and always
    /// the same connection finds its pages still in memory, where another one would read them again after every change.
    Sqlite {
        readers: Pool<Lite>,
        writer: Pool<Lite>,
    },
}

impl Store {
    /// Prepares up to `size` connections to `sqlite:path` or `postgres://…`; makes the folder of the file.
    ///
    /// # Errors
    /// When the URL makes no sense. The database itself is first asked by `migrate` or a query.
    pub fn open(url: &str, size: usize) -> Result<Self, OpenError> {
        let pools = if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if let Some(folder) = std::path::Path::new(path).parent() {
                std::fs::create_dir_all(folder)?;
            }
            let pool = |setup, size| {
                let manager = AsyncDieselConnectionManager::new_with_config(path, sqlite(setup));
                Pool::builder(manager).max_size(size).build()
            };
            Pools::Sqlite { readers: pool("", size)?, writer: pool(SQLITE_WRITER_SETUP, 1)? }
        } else if url.starts_with("postgres") {
            let manager = AsyncDieselConnectionManager::new_with_config(url, postgres());
            Pools::Postgres(Pool::builder(manager).max_size(size).build()?)
        } else {
            return Err(OpenError::Scheme(url.split(':').next().unwrap_or_default().to_owned()));
        };
        Ok(Self { pools, writer: Writer::default() })
    }

    /// Which database it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self.pools {
            Pools::Postgres(_) => Kind::Postgres,
            Pools::Sqlite { .. } => Kind::Sqlite,
        }
    }

    /// Brings the tables up to date.
    ///
    /// # Errors
    /// When the database does not answer or a migration fails.
    pub async fn migrate(&self) -> Result<(), OpenError> {
        self.harness(
            |harness| harness.run_pending_migrations(POSTGRES).map(drop),
            |harness| harness.run_pending_migrations(SQLITE).map(drop),
        )
        .await
    }

    /// Takes every migration back, newest first. For tests: it empties the database.
    ///
    /// # Errors
    /// When the database does not answer or a migration fails.
    pub async fn unmigrate(&self) -> Result<(), OpenError> {
        self.harness(
            |harness| harness.revert_all_migrations(POSTGRES).map(drop),
            |harness| harness.revert_all_migrations(SQLITE).map(drop),
        )
        .await
    }

    /// Whether the database answers and has every migration.
    pub async fn is_ready(&self) -> bool {
        let pending = |harness: bool| if harness { Err("migrations are missing".into()) } else { Ok(()) };
        self.harness(
            move |harness| pending(harness.has_pending_migration(POSTGRES)?),
            move |harness| pending(harness.has_pending_migration(SQLITE)?),
        )
        .await
        .is_ok()
    }

    async fn harness(
        &self,
        on_postgres: impl FnOnce(&mut AsyncMigrationHarness<deadpool::Object<Pg>>) -> diesel::migration::Result<()>
        + Send
        + 'static,
        on_sqlite: impl FnOnce(&mut SqliteConnection) -> diesel::migration::Result<()> + Send + 'static,
    ) -> Result<(), OpenError> {
        let unreachable = |e: &dyn std::fmt::Display| OpenError::Connection(e.to_string());
        let done = match &self.pools {
            Pools::Postgres(pool) => {
                let conn = pool.get().await.map_err(|e| unreachable(&e))?;
                // The harness calls block_in_place, which a single-threaded runtime does not have.
                tokio::task::spawn_blocking(move || on_postgres(&mut AsyncMigrationHarness::new(conn)))
                    .await
                    .map_err(|e| unreachable(&e))?
            }
            Pools::Sqlite { writer, .. } => {
                let mut conn = writer.get().await.map_err(|e| unreachable(&e))?;
                conn.spawn_blocking(|c| Ok(on_sqlite(c))).await.map_err(|e| unreachable(&e))?
            }
        };
        done.map_err(|e| OpenError::Migration(e.to_string()))
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn conn(&self) -> Result<Conn, StoreError> {
        Ok(Conn::new(match &self.pools {
            Pools::Postgres(pool) => Link::Postgres(pool.get().await.map_err(unavailable)?),
            Pools::Sqlite { readers, .. } => Link::Sqlite(readers.get().await.map_err(unavailable)?),
        }))
    }

    /// Several reads of one and the same state of the database.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn snapshot(&self) -> Result<Tx, StoreError> {
        Ok(Tx::begin(self.conn().await?, "BEGIN").await?)
    }

    /// A transaction of its own for writing. Dropped without `commit` it never happened.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let conn = match &self.pools {
            Pools::Postgres(_) => self.conn().await?,
            Pools::Sqlite { writer, .. } => Conn::new(Link::Sqlite(writer.get().await.map_err(unavailable)?)),
        };
        Ok(Tx::begin(conn, "BEGIN IMMEDIATE").await?)
    }

    /// Does `work` in a transaction and returns after its commit; an `Err` undoes all of it.
    ///
    /// Runs to its end even when the caller is dropped. On SQLite, changes that wait at the same time share one
    /// transaction, each in its own savepoint, and so one fsync; on PostgreSQL each has its own.
    ///
    /// # Errors
    /// What `work` returns, or why the commit failed.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'a> FnOnce(&'a mut Conn) -> BoxFuture<'a, Result<T, E>> + Send + 'static,
    {
        match &self.pools {
            Pools::Sqlite { .. } => self.writer.write(self, work).await,
            Pools::Postgres(_) => {
                let store = self.clone();
                let alone = tokio::spawn(async move {
                    let mut tx = store.begin().await?;
                    let out = work(&mut tx).await?;
                    tx.commit().await?;
                    Ok(out)
                });
                alone.await.unwrap_or_else(|e| Err(StoreError::Failed(e.to_string()).into()))
            }
        }
    }
}

mod deadpool {
    pub(super) use diesel_async::pooled_connection::deadpool::Object;
}

/// What every connection begins with, and then `setup`.
fn sqlite(setup: &'static str) -> ManagerConfig<Lite> {
    let mut config = ManagerConfig::default();
    config.recycling_method = RecyclingMethod::Fast;
    config.custom_setup = Box::new(move |path| {
        let path = path.to_owned();
        async move {
            let mut conn = Lite::establish(&path).await?;
            conn.spawn_blocking(move |c| c.batch_execute(SQLITE_SETUP).and_then(|()| c.batch_execute(setup)))
                .await
                .map_err(ConnectionError::CouldntSetupConfiguration)?;
            Ok(conn)
        }
        .boxed()
    });
    config
}

fn postgres() -> ManagerConfig<Pg> {
    let mut config = ManagerConfig::default();
    // Fast still refuses closed and mid-transaction connections; Verified costs a round trip each.
    config.recycling_method = RecyclingMethod::Fast;
    config.custom_setup = Box::new(|url| {
        let url = url.to_owned();
        async move {
            let mut conn = Pg::establish(&url).await?;
            conn.batch_execute(POSTGRES_SETUP).await.map_err(ConnectionError::CouldntSetupConfiguration)?;
            Ok(conn)
        }
        .boxed()
    });
    config
}

fn unavailable(e: impl std::fmt::Display) -> Error {
    Error::DatabaseError(DatabaseErrorKind::UnableToSendCommand, Box::new(e.to_string()))
}

/// The result of a whole batch, for callers that cannot share an `Error`.
type Done = QueryResult<()>;
