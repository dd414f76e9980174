//! One channel: how it is, what to copy, its connection, its news, its settings, and its end.

use super::address::AddressSection;
use super::connection::{ConnectionSection, Findings};
use super::facts::FactsSection;
use super::fields::id_of;
use super::guide::{Steps, guide};
use super::health::HealthLine;
use super::notices::NoticesSection;
use super::outcome::{after, every, successes, tell};
use super::remove::RemoveSection;
use super::settings::{PauseSection, SettingsSection};
use super::sign_in::SignInSection;
use crate::AppError;
use crate::api::channels::{
    ChannelView, ConnectChannel, EditChannel, RemoveChannel, SettleNotice, SwitchChannel, channel, kept, test_channel,
};
use crate::components::channel_icon::ChannelIcon;
use crate::components::field::refill;
use crate::components::{Loading, Page};
use crate::resource::ask;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_params_map, use_query_map};
use std::time::Duration;
use types::inbox::{ChannelDraft, ChannelKind, MailLogin};
use types::{InboxId, Noun, Problem, Zone};

/// How often the page asks how the channel is.
const FRESH_FOR: Duration = Duration::from_secs(15);

/// What can be done on the page. Made once, so that what became of it outlives the parts of the page.
#[derive(Clone, Copy)]
struct Deeds {
    connect: ServerAction<ConnectChannel>,
    settle: ServerAction<SettleNotice>,
    edit: ServerAction<EditChannel>,
    switch: ServerAction<SwitchChannel>,
    remove: ServerAction<RemoveChannel>,
    /// How often settings were saved.
    saved: Memo<usize>,
}

/// The page of one channel. Its parts are plain forms; each tells what is wrong beside its own fields.
#[component]
pub fn ChannelDetailPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let id = Memo::new(move |_| params.read().get_str("id").and_then(|id| id.parse::<InboxId>().ok()));
    let is_asked = Memo::new(move |_| query.read().get_str("test").is_some());
    let (edit, switch) = (ServerAction::new(), ServerAction::new());
    let (saved, switched) = (successes(edit), successes(switch));
    let deeds = Deeds {
        connect: ServerAction::new(),
        settle: ServerAction::new(),
        edit,
        switch,
        remove: ServerAction::new(),
        saved,
    };
    tell(saved, "Settings saved");
    let view = ask(
        move || (id.get(), saved.get(), switched.get()),
        |(id, ..)| async move {
            match id {
                Some(id) => channel(id).await,
                None => Err(AppError::from(Problem::NotFound { what: Noun::Inbox })),
            }
        },
    );
    let findings: Findings = ask(
        move || id.get().filter(|_| is_asked.get()),
        |id| async move {
            match id {
                Some(id) => test_channel(id).await.map(Some),
                None => Ok(None),
            }
        },
    );
    view! { <Loading from=view show=move |view, me| view! { <ChannelParts view zone=me.zone deeds findings is_asked/> }/> }
}

#[component]
fn ChannelParts(
    view: ChannelView,
    zone: Zone,
    deeds: Deeds,
    findings: Findings,
    is_asked: Memo<bool>,
) -> impl IntoView {
    let page = view.page.clone();
    let (id, kind, state) = (page.inbox.id, page.inbox.channel, page.inbox.state);
    let fresh = RwSignal::new(view.clone());
    let ask_again = move || {
        spawn_local(async move {
            if let Ok(view) = channel(id).await {
                fresh.try_set(view);
            }
        });
    };
    every(FRESH_FOR, ask_again);
    after(successes(deeds.settle), ask_again);
    after(successes(deeds.connect), ask_again);
    after(deeds.saved, move || forget_secrets(kind));

    let query = use_query_map();
    let is_new = Memo::new(move |_| query.read().get_str("new").is_some());
    let draft = ChannelDraft { name: page.inbox.name.clone(), values: page.values.clone() };
    let draft = if deeds.saved.get_untracked() == 0 {
        query.with_untracked(|query| kept::draft(query, kind, draft))
    } else {
        draft
    };
    let line_zone = zone.clone();
    let line = move || {
        let ChannelView { now, page, .. } = fresh.get();
        view! { <HealthLine page now zone=line_zone.clone()/> }
    };
    let connection = kind.capabilities().provider.then(|| {
        view! { <ConnectionSection id channel=kind is_new=is_new.get_untracked() findings is_asked connect=deeds.connect/> }
    });
    let login = (kind == ChannelKind::Email).then(|| MailLogin::of(page.values.get("login").map(String::as_str)));
    let sign_in = page.sign_in.map(|_| view! { <SignInSection view=fresh zone=zone.clone()/> });
    // Nobody posts the mails of a mailbox at one of the large providers.
    let address = login.is_none_or(|login| login.preset().is_none()).then(|| view! { <AddressSection view/> });
    let pause = kind.capabilities().provider.then(|| view! { <PauseSection id state switch=deeds.switch/> });
    view! {
        <Page title=page.inbox.name.clone() back=("/channels", "Channels") narrow=true>
            <div class="-mt-4 mb-6 flex flex-wrap items-center gap-x-4 gap-y-1">
                <span class="inline-flex items-center gap-1.5 text-sm text-muted"><ChannelIcon channel=kind named=true/>{kind.title()}</span>
                {line}
            </div>
            <div class="flex flex-col gap-8">
                {move || is_new.get().then(|| view! { <SecondStep channel=kind login/> })}
                <NoticesSection view=fresh zone=zone.clone() settle=deeds.settle/>
                {sign_in}
                {address}
                {connection}
                <FactsSection view=fresh zone/>
                <SettingsSection page=page.clone() draft edit=deeds.edit/>
                {pause}
                <RemoveSection page action=deeds.remove/>
            </div>
        </Page>
    }
}

/// What to do after everything was entered.
#[component]
fn SecondStep(channel: ChannelKind, login: Option<MailLogin>) -> impl IntoView {
    view! {
        <section aria-labelledby="second-heading" class="rounded-lg border border-line bg-sunken p-4">
            <div class="mb-3 flex items-baseline justify-between gap-3">
                <h2 id="second-heading" class="font-semibold">"Saved. What is left to do"</h2>
                <span class="text-sm text-muted">"Step 2 of 2"</span>
            </div>
            <Steps steps=guide(channel, login).after/>
        </section>
    }
}

/// Empties the fields of secrets that have been saved: they say that they are entered instead.
fn forget_secrets(channel: ChannelKind) {
    for field in channel.setup_fields().iter().filter(|field| field.secret) {
        refill(&id_of(field.name), "");
    }
}
