//! What to do about a message that this page could not send: nothing is lost, it can go again.

use crate::components::thread::Key;
use crate::workspace::{Sending, use_workspace};
use leptos::prelude::*;
use types::message::Message;

/// Retry and Discard below a message of this page that did not get through; nothing below any other.
#[component]
pub(super) fn FailedEcho(key: Key, message: Memo<Option<Message>>) -> impl IntoView {
    let workspace = use_workspace();
    let client_id = match key {
        Key::Client(client_id) => Some(client_id),
        Key::Id(_) => None,
    };
    let failed = Memo::new(move |_| {
        message.track();
        client_id.filter(|client_id| {
            workspace.echoes.with(|echoes| {
                echoes.iter().any(|echo| echo.client_id == *client_id && matches!(echo.sending, Sending::Failed(_)))
            })
        })
    });
    let button = "rounded-sm px-1.5 py-0.5 font-semibold hover:bg-hover";
    move || {
        failed.get().map(|client_id| {
            view! {
                <p class="mt-0.5 flex items-center gap-1 text-sm">
                    <button
                        type="button"
                        class=format!("{button} text-accent")
                        on:click=move |_| workspace.send_again(client_id)
                    >
                        "Retry"
                    </button>
                    <button type="button" class=format!("{button} text-muted") on:click=move |_| workspace.discard(client_id)>
                        "Discard"
                    </button>
                </p>
            }
        })
    }
}
