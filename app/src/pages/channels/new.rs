//! Adding a channel: what to do at the provider, then what to enter here. The page of the new channel goes on from there.

use super::fields::ChannelFields;
use super::guide::{Steps, Unreachable, guide};
use super::logins::{LoginTabs, chosen};
use super::sign_in::RedirectAddress;
use crate::AppError;
use crate::api::channels::{AddChannel, channel_setup, kept};
use crate::components::{Button, ButtonLook, ErrorState, Loading, Page};
use crate::resource::ask;
use leptos::either::Either;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use types::inbox::{ChannelDraft, ChannelKind, MailLogin};
use types::{Noun, Problem};

/// The first of two steps; the second is on the page of the channel.
#[component]
pub fn NewChannelPage() -> impl IntoView {
    let params = use_params_map();
    let channel =
        Memo::new(move |_| params.read().get_str("channel").and_then(|word| word.parse::<ChannelKind>().ok()));
    let add = ServerAction::<AddChannel>::new();
    let setup = ask(
        move || channel.get(),
        |channel| async move {
            match channel {
                Some(_) => channel_setup().await,
                None => Err(AppError::from(Problem::NotFound { what: Noun::Page })),
            }
        },
    );
    view! {
        <Loading from=setup show=move |public_url, _| match channel.get_untracked() {
            Some(channel) => Either::Left(view! { <NewChannel channel public_url action=add/> }),
            None => Either::Right(view! { <ErrorState error=AppError(Problem::NotFound { what: Noun::Page })/> }),
        }/>
    }
}

#[component]
fn NewChannel(channel: ChannelKind, public_url: String, action: ServerAction<AddChannel>) -> impl IntoView {
    let query = use_query_map();
    let login = Memo::new(move |_| query.with(|query| chosen(query, channel, None)));
    let error = Signal::derive(move || action.value().get().and_then(Result::err));
    let draft = query.with_untracked(|query| kept::draft(query, channel, ChannelDraft::default()));
    let (about, has_steps) = {
        let guide = guide(channel, login.get_untracked());
        (guide.about, !guide.before.is_empty())
    };
    let address = public_url.clone();
    let first = has_steps.then(|| {
        let steps = move || view! { <Steps steps=guide(channel, login.get()).before/> };
        let redirect = move || {
            let address = address.clone();
            let is_needed = login.get().is_some_and(MailLogin::is_oauth);
            is_needed.then(|| view! { <div class="mt-4"><RedirectAddress public_url=address/></div> })
        };
        view! {
            <section aria-labelledby="before-heading" class="rounded-lg border border-line bg-sunken p-4">
                <h2 id="before-heading" class="mb-3 font-semibold">"Before you begin"</h2>
                {steps}
                {redirect}
            </section>
        }
    });
    let heading = if has_steps { "Then enter it here" } else { "Give it a name" };
    let tabs =
        login.get_untracked().map(|_| view! { <LoginTabs page="/channels/new/email?".to_owned() chosen=login/> });
    let fields = move || view! { <ChannelFields channel login=login.get() draft=draft.clone() error/> };
    view! {
        <Page title=format!("Add {}", channel.title()) about back=("/channels", "Channels") narrow=true>
            <div class="flex flex-col gap-6">
                <Unreachable public_url channel/>
                {tabs}
                {first}
                <section aria-labelledby="enter-heading">
                    <div class="mb-3 flex items-baseline justify-between gap-3">
                        <h2 id="enter-heading" class="text-lg font-semibold">{heading}</h2>
                        <span class="text-sm text-muted">"Step 1 of 2"</span>
                    </div>
                    <ActionForm action>
                        <input type="hidden" name="channel" value=channel.as_str()/>
                        {fields}
                        <div class="mt-5 flex gap-2">
                            <Button look=ButtonLook::Primary kind="submit" disabled=action.pending()>"Save and go on"</Button>
                            <Button look=ButtonLook::Quiet href="/channels">"Cancel"</Button>
                        </div>
                    </ActionForm>
                </section>
            </div>
        </Page>
    }
}
