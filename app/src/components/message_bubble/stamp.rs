//! When a message was written, and whether it was rewritten.

use super::is_stored;
use crate::components::time::full_time;
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
            if !is_stored(&message) {
                return time.into_any();
            }
            let edited = message.edited_at.map(|at| {
                let when = full_time(&workspace.zone.get(), at);
                view! { <span title=format!("Edited {when}")>"edited"</span> }
            });
            let href = move || workspace.place.get().at(Some(message.id)).url();
            view! {
                {edited}
                <a href=href class="rounded-sm hover:underline" title="Link to this message">{time}</a>
            }
            .into_any()
        })
    }
}
