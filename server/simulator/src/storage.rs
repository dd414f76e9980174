//! The state file: written after every change, many changes at once when there are many.

use crate::state::State;
use crate::world::World;
use bytes::Bytes;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

fn folder(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".files");
    PathBuf::from(name)
}

/// What was kept; an empty state when there is no file yet.
///
/// # Errors
/// The file cannot be read or is not ours.
pub(crate) fn load(file: &Path) -> io::Result<State> {
    let text = match fs::read(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::default()),
        Err(error) => return Err(error),
    };
    let mut state: State = serde_json::from_slice(&text)?;
    for (id, media) in &mut state.media {
        media.bytes = Bytes::from(fs::read(folder(file).join(id))?);
        media.kept = true;
    }
    Ok(state)
}

/// Writes until the end, and once more then.
pub(crate) async fn keep(world: Arc<World>) {
    let Some(file) = world.plan.state_file.clone() else { return };
    let mut versions = world.versions();
    loop {
        let last = tokio::select! {
            changed = versions.changed() => changed.is_err(),
            () = world.closed() => true,
        };
        save(&world, &file).await;
        if last {
            return;
        }
    }
}

/// Writes once.
pub(crate) async fn save(world: &World, file: &Path) {
    let (version, text, files) = world.snapshot();
    let (path, fresh) = (file.to_owned(), files.clone());
    let written = match text {
        Ok(text) => {
            tokio::task::spawn_blocking(move || write(&path, &text, &fresh)).await.unwrap_or_else(|e| Err(e.into()))
        }
        Err(error) => Err(error.into()),
    };
    if let Err(error) = written {
        tracing::error!(%error, "the state file cannot be written; a restart will forget what happened since");
    }
    world.is_saved(version, &files);
}

fn write(file: &Path, text: &[u8], files: &[(String, Bytes)]) -> io::Result<()> {
    if !files.is_empty() {
        fs::create_dir_all(folder(file))?;
    }
    for (id, bytes) in files {
        fs::write(folder(file).join(id), bytes)?;
    }
    // Renaming replaces the file in one step, so that a crash leaves the old or the new one.
    let beside = file.with_extension("new");
    fs::write(&beside, text)?;
    fs::rename(beside, file)
}
