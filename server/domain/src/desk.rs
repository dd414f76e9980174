//! The desk: store, clock, files and live hub in one cheap handle. Its verbs stand in the files of their topics.

use crate::blobs::{Blobs, Bucket};
use crate::clock::{Clock, SystemClock};
use crate::errands::Wakers;
use crate::live::Hub;
use crate::providers::Gate;
use crate::sessions::Throttle;
use crate::vault::{SecretKey, Vault};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use store::{OpenError, Store};
use types::{Problem, Timestamp};

/// Everything the product can do. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) blobs: Blobs,
    pub(crate) hub: Hub,
    pub(crate) throttle: Arc<Throttle>,
    pub(crate) vault: Vault,
    pub(crate) wakers: Wakers,
    pub(crate) gate: Gate,
    pub(crate) calls_kept: Duration,
}

/// What a desk is opened with.
#[derive(Clone)]
pub struct Opening {
    /// `sqlite:path` or `postgres://…`.
    pub database_url: String,
    /// Most database connections at a time.
    pub connections: usize,
    /// Where attached files lie, unless they lie in a bucket.
    pub files_folder: PathBuf,
    /// The bucket they lie in instead.
    pub bucket: Option<Bucket>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// With what the secrets of inboxes are encrypted.
    pub secret_key: SecretKey,
    /// How long calls of providers are kept to be looked at.
    pub calls_kept: Duration,
}

impl Opening {
    /// With the machine's clock.
    #[must_use]
    pub fn new(database_url: impl Into<String>, connections: usize, files_folder: impl Into<PathBuf>) -> Self {
        let files_folder = files_folder.into();
        Self {
            database_url: database_url.into(),
            connections,
            secret_key: SecretKey::File(files_folder.with_file_name("secret.key")),
            files_folder,
            bucket: None,
            clock: Arc::new(SystemClock),
            calls_kept: Duration::from_hours(7 * 24),
        }
    }
}

/// Why a desk cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpeningError {
    /// The database cannot be reached or brought up to date.
    #[error(transparent)]
    Database(#[from] OpenError),
    /// The folder for files cannot be used.
    #[error("the folder for files cannot be used: {0}")]
    Files(String),
    /// The key for the secrets of inboxes cannot be read or made.
    #[error("the key that encrypts the secrets of inboxes cannot be used: {0}")]
    Key(String),
}

impl Desk {
    /// Connects, brings the tables up to date, and is ready for work.
    ///
    /// # Errors
    /// When database or files cannot be used.
    pub async fn open(opening: Opening) -> Result<Self, OpeningError> {
        let store = Store::open(&opening.database_url, opening.connections)?;
        store.migrate().await?;
        let blobs = match &opening.bucket {
            Some(bucket) => Blobs::in_bucket(bucket)?,
            None => Blobs::in_folder(&opening.files_folder)?,
        };
        let hub = Hub::new(store.clone(), opening.clock.clone());
        let vault = Vault::open(&opening.secret_key)?;
        let (throttle, wakers, gate) = (Arc::default(), Wakers::default(), Gate::default());
        let (clock, calls_kept) = (opening.clock, opening.calls_kept);
        Ok(Self { store, clock, blobs, hub, throttle, vault, wakers, gate, calls_kept })
    }

    /// Only brings the tables up to date.
    ///
    /// # Errors
    /// When the database cannot be reached or a migration fails.
    pub async fn migrate_only(database_url: &str) -> Result<(), OpeningError> {
        Ok(Store::open(database_url, 1)?.migrate().await?)
    }

    /// Whether the database answers and has every migration.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn ready(&self) -> Result<(), Problem> {
        if self.store.is_ready().await { Ok(()) } else { Err(Problem::Unavailable) }
    }

    /// What time it is for the product.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}
