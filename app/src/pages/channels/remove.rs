//! Removing a channel: what is written stays, and nothing can be sent any more.

use crate::api::channels::RemoveChannel;
use crate::components::{Button, ButtonLook, Dialog, FormProblem};
use leptos::ev;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::InboxId;
use types::inbox::ChannelPage;

/// Asks in a dialog; without JavaScript the button leads to the same page with the question in it.
#[component]
pub(super) fn RemoveSection(
    /// The channel.
    page: ChannelPage,
    /// Removes it.
    action: ServerAction<RemoveChannel>,
) -> impl IntoView {
    let query = use_query_map();
    let is_asked = Memo::new(move |_| query.read().get_str("remove").is_some());
    let open = RwSignal::new(false);
    let (id, waiting) = (page.inbox.id, page.health.waiting);
    let title = format!("Remove {}?", page.inbox.name);
    let ask = move |event: ev::MouseEvent| {
        event.prevent_default();
        open.set(true);
    };
    view! {
        <section aria-labelledby="remove-heading" class="border-t border-line pt-6">
            <h2 id="remove-heading" class="text-lg font-semibold">"Remove this channel"</h2>
            <p class="mt-1 mb-3 text-muted">"Nothing that was written is lost: its conversations can still be read."</p>
            {move || if is_asked.get() {
                view! { <RemoveForm id waiting action/> }.into_any()
            } else {
                view! {
                    <Button href=format!("/channels/{id}?remove=1") icon=icondata::LuTrash2 on:click=ask>"Remove channel…"</Button>
                }.into_any()
            }}
            <Dialog open title>
                <RemoveForm id waiting action/>
            </Dialog>
        </section>
    }
}

#[component]
fn RemoveForm(id: InboxId, waiting: i64, action: ServerAction<RemoveChannel>) -> impl IntoView {
    let problem = Signal::derive(move || action.value().get().and_then(Result::err).map(|error| error.to_string()));
    let lost = match waiting {
        0 => None,
        1 => Some("1 message that waits will not be sent.".to_owned()),
        count => Some(format!("{count} messages that wait will not be sent.")),
    };
    view! {
        <ActionForm action>
            <input type="hidden" name="inbox" value=id.to_string()/>
            <div class="flex flex-col gap-4">
                <FormProblem text=problem/>
                <ul class="list-disc space-y-1 ps-5 text-muted">
                    <li>"Its conversations stay, and can be read and searched."</li>
                    <li>"Nothing comes in and nothing can be sent in them any more."</li>
                    <li>"Its tokens and passwords are forgotten. This cannot be taken back."</li>
                    {lost.map(|lost| view! { <li class="font-medium text-danger">{lost}</li> })}
                </ul>
                <div><Button look=ButtonLook::Danger kind="submit" disabled=action.pending()>"Remove channel"</Button></div>
            </div>
        </ActionForm>
    }
}
