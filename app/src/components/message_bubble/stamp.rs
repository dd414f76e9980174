//! When a message was written.

use crate::components::{Time, TimeLook};
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::message::Message;

/// The time, as a link to the message.
#[component]
pub(super) fn Stamp(message: Memo<Option<Message>>) -> impl IntoView {
    let workspace = use_workspace();
    move || {
        let zone = workspace.zone.get();
        message.get().map(|message| {
            let time = view! { <Time at=message.sent_at zone look=TimeLook::Clock/> };
            // One that is on its way has no address yet.
            if message.id.0 == i64::MAX {
                return time.into_any();
            }
            let href = move || workspace.place.get().at(Some(message.id)).url();
            view! { <a href=href class="rounded-sm hover:underline" title="Link to this message">{time}</a> }.into_any()
        })
    }
}
