//! What to do about a message that the server has and could not hand over. Plain forms, so it works without JavaScript.

use super::is_stored;
use crate::api::messages::SendAgain;
use crate::components::{ButtonLook, ButtonSize, Icon, button_class};
use crate::workspace::{Possible, use_workspace};
use leptos::ev;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::MessageId;
use types::message::{Delivery, Message, MessageBody};

/// As small as the words around it.
const LINK: &str = "flex items-center gap-1 rounded-sm px-1.5 py-0.5 text-sm font-semibold text-accent hover:bg-hover disabled:opacity-50";

/// How a message is stuck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// It did not arrive.
    Failed,
    /// It may have arrived.
    Uncertain,
}

/// Send again below a message that is stuck; nothing below any other.
#[component]
pub(super) fn Stuck(message: Memo<Option<Message>>) -> impl IntoView {
    let workspace = use_workspace();
    let stuck = Memo::new(move |_| {
        let (id, trouble, template) = message.with(|message| {
            let message = message.as_ref().filter(|message| is_stored(message))?;
            let template = matches!(message.body, MessageBody::Template { .. });
            Some((message.id, trouble(&message.delivery)?, template))
        })?;
        Some((id, trouble, way_out(workspace.possible(), template)))
    });
    move || {
        let (id, trouble, blocked) = stuck.get()?;
        Some(match (blocked, trouble) {
            (Some(words), _) => view! { <p class="mt-0.5 max-w-full text-sm text-muted">{words}</p> }.into_any(),
            (None, Trouble::Failed) => view! { <SendAgainForm id words="Send again" class=LINK/> }.into_any(),
            (None, Trouble::Uncertain) => view! { <Doubt id/> }.into_any(),
        })
    }
}

/// Asks before it makes two of one.
#[component]
fn Doubt(id: MessageId) -> impl IntoView {
    view! {
        <details class="mt-0.5 max-w-full text-sm">
            <summary class=format!("ms-auto w-fit {LINK}")>
                <Icon icon=icondata::LuRotateCw width="1em"/>
                "Send again…"
            </summary>
            <div class="mt-1 flex flex-col gap-2 rounded-md bg-warning-soft px-3 py-2 text-warning">
                <p>
                    "It may have arrived: the connection ended before the channel said so. Sending it again may give it to the customer twice."
                </p>
                <SendAgainForm id words="Send it again anyway" class=button_class(ButtonLook::Secondary, ButtonSize::Small)/>
            </div>
        </details>
    }
}

#[component]
fn SendAgainForm(id: MessageId, words: &'static str, #[prop(into)] class: String) -> impl IntoView {
    let workspace = use_workspace();
    let busy = RwSignal::new(false);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        workspace.send_stored_again(id, busy);
    };
    view! {
        <form method="post" action=SendAgain::url() on:submit=submit class="mt-0.5">
            <input type="hidden" name="message" value=id.to_string()/>
            <button
                type="submit"
                disabled=move || busy.get()
                class=class
            >
                <Icon icon=icondata::LuRotateCw width="1em"/>
                {words}
            </button>
        </form>
    }
}

const fn trouble(delivery: &Delivery) -> Option<Trouble> {
    match delivery {
        Delivery::Failed { .. } => Some(Trouble::Failed),
        Delivery::Uncertain { .. } => Some(Trouble::Uncertain),
        _ => None,
    }
}

/// Why sending it again would fail at once; `None`: it may work.
const fn way_out(possible: Possible, template: bool) -> Option<&'static str> {
    match (possible, template) {
        (Possible::Words, _) | (Possible::Templates, true) => None,
        (Possible::Templates, false) => Some("The reply window has closed since. Send a template instead."),
        (Possible::Nothing, _) => Some("Nothing can be sent in this conversation now."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_failed_or_is_in_doubt_is_stuck() {
        assert_eq!(trouble(&Delivery::Failed { reason: String::new(), code: None }), Some(Trouble::Failed));
        assert_eq!(trouble(&Delivery::Uncertain { reason: String::new() }), Some(Trouble::Uncertain));
        assert_eq!(trouble(&Delivery::Queued), None);
    }

    #[test]
    fn nothing_is_sent_again_into_a_closed_window_but_a_template() {
        assert_eq!(way_out(Possible::Words, false), None);
        assert_eq!(way_out(Possible::Templates, true), None);
        assert!(way_out(Possible::Templates, false).is_some());
        assert!(way_out(Possible::Nothing, true).is_some());
    }
}
