//! What is on its way, kept in the browser's storage: a closed tab or a crash loses nothing that was sent off.

use super::{Echo, Sending};
use crate::resource::read;
use leptos::prelude::window;
use leptos::web_sys::Storage;
use types::{Problem, UserId, Uuid};

/// Several people may share a browser.
fn key(me: UserId) -> String {
    format!("frontdesk.outbox.{me}")
}

/// Without storage (it may be forbidden) everything works, only a closed tab forgets.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// What an earlier page left. Nobody knows how far it came, so it counts as not got through, and goes again by itself.
pub(super) fn load(me: UserId) -> Vec<Echo> {
    let text = storage().and_then(|storage| storage.get_item(&key(me)).ok().flatten()).unwrap_or_default();
    let mut echoes: Vec<Echo> = read(&text).unwrap_or_default();
    for echo in &mut echoes {
        if echo.sending == Sending::Now {
            echo.sending = Sending::Failed(Problem::Unreachable);
        }
    }
    echoes
}

/// Keeps these.
pub(super) fn store(me: UserId, echoes: &[Echo]) {
    let Some(storage) = storage() else { return };
    // A full storage keeps the page working.
    let _ = match serde_json::to_string(echoes) {
        Ok(text) if !echoes.is_empty() => storage.set_item(&key(me), &text),
        _ => storage.remove_item(&key(me)),
    };
}

/// Forgets one.
pub(super) fn forget(me: UserId, client_id: Uuid) {
    let mut echoes = load(me);
    echoes.retain(|echo| echo.client_id != client_id);
    store(me, &echoes);
}
