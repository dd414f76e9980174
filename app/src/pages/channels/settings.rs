//! Changing a channel: its name and settings, and whether it works.

use super::fields::ChannelFields;
use super::logins::{LoginTabs, chosen};
use crate::AppError;
use crate::api::channels::{EditChannel, SwitchChannel};
use crate::components::{Button, FormProblem};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::InboxId;
use types::inbox::{ChannelDraft, ChannelPage, InboxState};

/// The form with everything that was entered, without secrets.
#[component]
pub(super) fn SettingsSection(
    /// The channel.
    page: ChannelPage,
    /// What stands in the fields at first.
    draft: ChannelDraft,
    /// Saves it.
    edit: ServerAction<EditChannel>,
) -> impl IntoView {
    let error: Signal<Option<AppError>> = Signal::derive(move || edit.value().get().and_then(Result::err));
    let ChannelPage { inbox, values, secrets, .. } = page;
    let (query, channel, stored) = (use_query_map(), inbox.channel, values.get("login").cloned());
    let login = Memo::new(move |_| query.with(|query| chosen(query, channel, stored.as_deref())));
    let tabs = login.get_untracked().map(|_| {
        let page = format!("/channels/{}?", inbox.id);
        view! { <div class="mb-4"><LoginTabs page place="#settings" chosen=login/></div> }
    });
    let fields = move || {
        view! { <ChannelFields channel login=login.get() draft=draft.clone() stored=secrets.clone() error/> }
    };
    view! {
        <section id="settings" aria-labelledby="settings-heading" class="border-t border-line pt-6">
            <h2 id="settings-heading" class="mb-3 text-lg font-semibold">"Settings"</h2>
            {tabs}
            <ActionForm action=edit>
                <input type="hidden" name="inbox" value=inbox.id.to_string()/>
                {fields}
                <div class="mt-5"><Button kind="submit" disabled=edit.pending()>"Save settings"</Button></div>
            </ActionForm>
        </section>
    }
}

/// Pausing, or going on.
#[component]
pub(super) fn PauseSection(
    /// Which inbox.
    id: InboxId,
    /// Whether it works now.
    state: InboxState,
    /// Switches it.
    switch: ServerAction<SwitchChannel>,
) -> impl IntoView {
    let is_paused = state == InboxState::Paused;
    let problem = Signal::derive(move || switch.value().get().and_then(Result::err).map(|error| error.to_string()));
    let (heading, about, button, icon) = if is_paused {
        (
            "Paused",
            "What customers write still comes in. What your team writes waits, and is sent when you resume.",
            "Resume sending",
            icondata::LuPlay,
        )
    } else {
        (
            "Pause",
            "What customers write still comes in. What your team writes waits until you resume.",
            "Pause sending",
            icondata::LuPause,
        )
    };
    view! {
        <section aria-labelledby="pause-heading" class="border-t border-line pt-6">
            <h2 id="pause-heading" class="text-lg font-semibold">{heading}</h2>
            <p class="mt-1 mb-3 text-muted">{about}</p>
            <FormProblem text=problem/>
            <ActionForm action=switch>
                <input type="hidden" name="inbox" value=id.to_string()/>
                <input type="hidden" name="paused" value=(!is_paused).to_string()/>
                <Button kind="submit" icon disabled=switch.pending()>{button}</Button>
            </ActionForm>
        </section>
    }
}
