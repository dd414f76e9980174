//! The payloads in `tests/payloads`.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use types::inbox::ChannelKind;

/// A request body and what it should say.
pub(crate) struct Recorded {
    pub(crate) name: String,
    pub(crate) body: Vec<u8>,
    pub(crate) expected: Value,
}

impl Recorded {
    pub(crate) fn channel(&self) -> ChannelKind {
        self.expected["channel"].as_str().unwrap().parse().unwrap()
    }
}

/// All of them, in order.
pub(crate) fn recorded() -> Vec<Recorded> {
    let folders = folder("").into_iter().filter(|path| path.is_dir() && !path.ends_with("sequences"));
    folders.flat_map(|folder| recorded_in(&folder)).collect()
}

/// What is delivered in the steps of each sequence.
pub(crate) fn sequences() -> Vec<(String, ChannelKind, Value)> {
    let mut all = Vec::new();
    for payload in recorded_in(&Path::new(PAYLOADS).join("sequences")) {
        let sequence: Value = serde_json::from_slice(&payload.body).unwrap();
        let kind = sequence["channel"].as_str().unwrap().parse().unwrap();
        let bodies = sequence["steps"].as_array().unwrap().iter().filter_map(|step| step.get("deliver"));
        all.extend(bodies.map(|body| (payload.name.clone(), kind, body.clone())));
    }
    all
}

const PAYLOADS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/payloads");

fn folder(name: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new(PAYLOADS).join(name)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn recorded_in(path: &Path) -> Vec<Recorded> {
    let expectations =
        folder(&path.to_string_lossy()).into_iter().filter(|file| file.to_string_lossy().ends_with(".expect.json"));
    let read = |file: PathBuf| {
        let body = PathBuf::from(file.to_string_lossy().replace(".expect.json", ".json"));
        let name = body.strip_prefix(PAYLOADS).unwrap().display().to_string();
        let expected = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        Recorded { name, body: fs::read(body).unwrap(), expected }
    };
    expectations.map(read).collect()
}
