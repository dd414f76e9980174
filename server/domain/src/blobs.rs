//! Where the bytes of attached files lie.

use crate::desk::OpeningError;
use bytes::Bytes;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _};
use std::sync::Arc;
use types::{Noun, Problem};

/// A place for bytes: a local folder, or a bucket.
#[derive(Clone)]
pub(crate) struct Blobs(Arc<dyn ObjectStore>);

/// A bucket of files at a service that speaks S3. Its credentials come from the environment, as with all tools for it
/// (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// Where the service is; empty: Amazon.
    pub endpoint: String,
    /// The service's word for the place.
    pub region: String,
}

impl Blobs {
    /// In a bucket.
    pub(crate) fn in_bucket(bucket: &Bucket) -> Result<Self, OpeningError> {
        let mut place = AmazonS3Builder::from_env().with_bucket_name(&bucket.name).with_region(&bucket.region);
        if !bucket.endpoint.is_empty() {
            place = place.with_endpoint(&bucket.endpoint).with_allow_http(bucket.endpoint.starts_with("http://"));
        }
        Ok(Self(Arc::new(place.build().map_err(|e| OpeningError::Files(e.to_string()))?)))
    }

    /// In a folder, which is made when missing.
    pub(crate) fn in_folder(folder: &std::path::Path) -> Result<Self, OpeningError> {
        std::fs::create_dir_all(folder).map_err(|e| OpeningError::Files(e.to_string()))?;
        let place = LocalFileSystem::new_with_prefix(folder).map_err(|e| OpeningError::Files(e.to_string()))?;
        // The row that names a file is written after it: a file that could vanish at power loss would be a lost message.
        Ok(Self(Arc::new(place.with_fsync(true))))
    }

    /// Stores bytes under a new key.
    pub(crate) async fn put(&self, key: &str, bytes: Bytes) -> Result<(), Problem> {
        self.0.put(&path(key), bytes.into()).await.map(drop).map_err(|error| {
            tracing::error!(%error, "a file could not be stored");
            Problem::Unavailable
        })
    }

    /// The bytes of a key.
    pub(crate) async fn get(&self, key: &str) -> Result<Bytes, Problem> {
        let found = async { self.0.get(&path(key)).await?.bytes().await };
        found.await.map_err(|error| match error {
            object_store::Error::NotFound { .. } => Problem::NotFound { what: Noun::Attachment },
            error => {
                tracing::error!(%error, "a file could not be read");
                Problem::Unavailable
            }
        })
    }

    /// Removes the bytes of a key, if it can.
    pub(crate) async fn delete(&self, key: &str) {
        if let Err(error) = self.0.delete(&path(key)).await {
            tracing::warn!(%error, "a file could not be removed");
        }
    }
}

/// Two levels of folders, so that none grows too large. Keys are made by us: letters, digits, dashes, underscores.
fn path(key: &str) -> Path {
    let (start, _) = key.split_at_checked(2).unwrap_or((key, ""));
    Path::from_iter([start, key])
}
