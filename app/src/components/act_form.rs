//! Forms that do something to conversations: plain posts without JavaScript, at once and in place with it.

use crate::api::conversations::Act;
use crate::workspace::use_workspace;
use leptos::ev;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::ConversationId;
use types::action::Action;
use wasm_bindgen::JsCast;
use web_sys::HtmlButtonElement;

/// A form around buttons named `value`: each does the action with its value.
#[component]
pub fn ActForm(
    /// To which conversation.
    #[prop(into)]
    conversation: Signal<ConversationId>,
    /// What to do, as `Action` spells it.
    #[prop(into)]
    action: Signal<&'static str>,
    /// More classes.
    #[prop(optional)]
    class: &'static str,
    /// The buttons.
    children: Children,
) -> impl IntoView {
    let workspace = use_workspace();
    let submit = move |event: ev::SubmitEvent| {
        let value = pressed_value(&event);
        // What cannot be read is left to the server, which says why.
        if let Ok(action) = Action::read(action.get_untracked(), &value) {
            event.prevent_default();
            workspace.act(vec![conversation.get_untracked()], action);
        }
    };
    view! {
        <form method="post" action=Act::url() class=class on:submit=submit>
            <input type="hidden" name="conversations" value=move || conversation.get().to_string()/>
            <input type="hidden" name="action" value=move || action.get()/>
            {children()}
        </form>
    }
}

/// The value of the button that sent the form.
#[must_use]
pub fn pressed_value(event: &ev::SubmitEvent) -> String {
    let button = event.submitter().and_then(|pressed| pressed.dyn_into::<HtmlButtonElement>().ok());
    button.map(|button| button.value()).unwrap_or_default()
}
