//! Channels: the ways customers can write, how each is, and where to add one. For owners and admins.

mod add;
mod address;
mod connection;
mod copy_field;
mod dead_letters;
mod detail;
mod facts;
mod fields;
mod guide;
mod health;
mod logins;
mod new;
mod notices;
mod outcome;
mod remove;
mod settings;
mod sign_in;

pub use dead_letters::DeadLettersPage;
pub use detail::ChannelDetailPage;
pub use new::NewChannelPage;

use crate::api::channels::{ChannelList, channels};
use crate::components::channel_icon::ChannelIcon;
use crate::components::{EmptyState, Icon, Loading, Page};
use crate::resource::ask;
use add::AddSection;
use health::HealthLine;
use leptos::either::Either;
use leptos::prelude::*;
use outcome::every;
use sign_in::SignInProblem;
use std::time::Duration;
use types::inbox::ChannelPage;
use types::{Timestamp, Zone};

/// How often the list asks how the channels are.
const FRESH_FOR: Duration = Duration::from_secs(30);

/// The list of channels.
#[component]
pub fn ChannelsPage() -> impl IntoView {
    let list = ask(|| (), |()| channels());
    every(FRESH_FOR, move || list.refetch());
    view! {
        <Page title="Channels" about="Where customers write to you. Each channel is an inbox of its own." narrow=true>
            <SignInProblem/>
            <Loading from=list show=move |list, me| view! {
                <div class="flex flex-col gap-8">
                    <ChannelTable list zone=me.zone/>
                    <AddSection/>
                </div>
            }/>
        </Page>
    }
}

#[component]
fn ChannelTable(list: ChannelList, zone: Zone) -> impl IntoView {
    let ChannelList { now, channels } = list;
    let unused: i64 = channels.iter().map(|page| page.health.dead_letters).sum();
    let rows = if channels.is_empty() {
        Either::Left(view! {
            <EmptyState
                icon=icondata::LuCable
                title="No channels yet"
                text="Add the first one below. A website takes a minute, Telegram two."
            />
        })
    } else {
        let rows = channels.into_iter().map(|page| view! { <ChannelRow page now zone=zone.clone()/> });
        Either::Right(view! {
            <ul class="divide-y divide-line overflow-hidden rounded-lg border border-line">{rows.collect_view()}</ul>
        })
    };
    let words = match unused {
        0 => "Calls that could not be used".to_owned(),
        1 => "1 call could not be used".to_owned(),
        count => format!("{count} calls could not be used"),
    };
    let look = if unused > 0 { "text-warning" } else { "text-muted" };
    view! {
        <div>
            {rows}
            <p class="mt-3 text-end">
                <a
                    href="/channels/dead-letters"
                    class=format!("inline-flex items-center gap-1 rounded-sm text-sm font-medium hover:underline {look}")
                >
                    {words}
                    <Icon icon=icondata::LuChevronRight width="1rem"/>
                </a>
            </p>
        </div>
    }
}

/// One channel, as a link to its page.
#[component]
fn ChannelRow(page: ChannelPage, now: Timestamp, zone: Zone) -> impl IntoView {
    let inbox = page.inbox.clone();
    view! {
        <li>
            <a href=format!("/channels/{}", inbox.id) class="flex items-center gap-3 px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2">
                <span class="grid size-9 shrink-0 place-items-center rounded-md bg-hover text-lg text-muted">
                    <ChannelIcon channel=inbox.channel named=true/>
                </span>
                <span class="flex min-w-0 flex-1 flex-col gap-x-4 gap-y-0.5 md:flex-row md:items-center">
                    <span class="min-w-0 md:w-56 md:shrink-0">
                        <span class="block truncate font-medium">{inbox.name}</span>
                        <span class="block truncate text-sm text-muted">{inbox.channel.title()}</span>
                    </span>
                    <span class="min-w-0 flex-1"><HealthLine page now zone/></span>
                </span>
                <Icon icon=icondata::LuChevronRight width="1rem" class="text-faint"/>
            </a>
        </li>
    }
}
