//! A database for one test: a copy of a prepared SQLite file, or a schema of its own on PostgreSQL.

use domain::clock::FixedClock;
use domain::{Desk, Opening};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use types::Uuid;

/// A database and a folder for files, gone with the value.
pub(crate) struct TestDatabase {
    url: String,
    folder: TempDir,
}

impl TestDatabase {
    /// With every migration; on SQLite with the demo's data as well, because that is copied for nothing.
    pub(crate) async fn fresh() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = match std::env::var("TEST_DATABASE_URL") {
            Ok(server) => schema_of_its_own(&server).await,
            Err(_) => copy_of_template(folder.path()).await,
        };
        Self { url, folder }
    }

    /// In a schema of its own of that PostgreSQL.
    pub(crate) async fn fresh_on(server: &str) -> Self {
        Self { url: schema_of_its_own(server).await, folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

async fn schema_of_its_own(server: &str) -> String {
    let schema = format!("test_{}", Uuid::new_v4().simple());
    let (client, connection) = tokio_postgres::connect(server, tokio_postgres::NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    client.batch_execute(&format!("CREATE SCHEMA {schema}")).await.unwrap();
    drop(client);
    connection.await.unwrap().unwrap();
    let separator = if server.contains('?') { '&' } else { '?' };
    format!("{server}{separator}options=-csearch_path%3D{schema}")
}

/// Made once per build of the tests, by whichever test comes first; all others copy it.
async fn copy_of_template(folder: &Path) -> String {
    let template = template();
    if !template.exists() {
        make(&template).await;
    }
    let copy = folder.join("frontdesk.db");
    std::fs::copy(&template, &copy).unwrap();
    format!("sqlite:{}", copy.display())
}

/// Named by the time of the build, so that a changed migration gets a new one.
fn template() -> PathBuf {
    let built = std::env::current_exe().unwrap().metadata().unwrap().modified().unwrap();
    let built = built.duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos();
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("template-{built}.db"))
}

async fn make(template: &Path) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let file = folder.path().join("new.db");
    let url = format!("sqlite:{}", file.display());
    let clock = Arc::new(FixedClock::at(super::NOW));
    let opening = Opening { clock, ..Opening::new(&url, 1, folder.path().join("files")) };
    let desk = Desk::open(opening).await.unwrap();
    desk.seed_demo().await.unwrap();
    drop(desk);
    // The last connection that closes puts the write-ahead log into the file and removes it.
    let log = folder.path().join("new.db-wal");
    while log.exists() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    forget_old_ones();
    // In a moment and whole, so that tests of other processes never see half of it.
    std::fs::rename(&file, template).unwrap();
}

/// Every build leaves a template behind; those of another hour are nobody's.
fn forget_old_ones() {
    for entry in std::fs::read_dir(env!("CARGO_TARGET_TMPDIR")).unwrap().flatten() {
        let age = entry.metadata().and_then(|known| known.modified()).ok().and_then(|made| made.elapsed().ok());
        let is_template = entry.file_name().to_string_lossy().starts_with("template-");
        if is_template && age.is_some_and(|age| age > Duration::from_hours(1)) {
            // Another test may be faster.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
