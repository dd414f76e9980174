//! The way around: a rail at the left, icons alone on small screens, a bar at the bottom of telephones.

use super::frame::AlarmBell;
use super::theme::ThemeSwitch;
use super::{Avatar, AvatarSize, Icon, IconButton, Menu, MenuLine, menu_item_class};
use crate::AppError;
use crate::api::channels::channel_alarm;
use crate::api::session::SignOut;
use crate::resource::{Resource, ask};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_location;
use types::agent::Me;

/// Where one can go, and who is here.
#[component]
pub(super) fn Navigation(me: Resource<Result<Me, AppError>>) -> impl IntoView {
    let path = use_location().pathname;
    // Asked again on the way from one place to another.
    let place = Memo::new(move |_| path.read().split('/').nth(1).unwrap_or_default().to_owned());
    let bell = expect_context::<AlarmBell>().0;
    let alarm = ask(move || (place.get(), bell.get()), |_| channel_alarm());
    view! {
        <nav
            aria-label="Main"
            class="flex h-14 shrink-0 items-stretch justify-around border-t border-line bg-sunken pb-[env(safe-area-inset-bottom)] md:h-auto md:w-14 md:flex-col md:justify-start md:gap-1 md:border-e md:border-t-0 md:p-2 xl:w-48"
        >
            <a href="/inbox/mine" class="mb-2 hidden h-10 items-center gap-2.5 rounded-md px-1.5 md:flex" aria-label="Frontdesk">
                <img src="/favicon.svg" alt="" width="28" height="28" class="size-7"/>
                <span class="hidden font-semibold tracking-tight xl:inline">"Frontdesk"</span>
            </a>
            <Place href="/inbox/mine" below="/inbox" icon=icondata::LuInbox text="Inbox"/>
            <Place href="/search" below="/search" icon=icondata::LuSearch text="Search"/>
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    let (me, alarm) = (me.await, alarm.await.unwrap_or(false));
                    me.is_ok_and(|me| me.role.manages()).then(|| view! {
                        <Place href="/statistics" below="/statistics" icon=icondata::LuChartColumn text="Statistics"/>
                        <Place href="/groups" below="/groups" icon=icondata::LuUsers text="Groups"/>
                        <Place href="/channels" below="/channels" icon=icondata::LuCable text="Channels" alarm/>
                    })
                })}
            </Transition>
            <div class="hidden flex-1 md:block"></div>
            <Transition fallback=|| ()>
                {move || Suspend::new(async move { me.await.ok().map(|me| view! { <Account me/> }) })}
            </Transition>
        </nav>
    }
}

/// One of the places.
#[component]
fn Place(
    href: &'static str,
    /// Addresses that begin so belong to it.
    below: &'static str,
    icon: icondata::Icon,
    text: &'static str,
    /// Something there needs this person now.
    #[prop(optional)]
    alarm: bool,
) -> impl IntoView {
    let path = use_location().pathname;
    let is_here =
        Memo::new(move |_| path.get().strip_prefix(below).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')));
    view! {
        <a
            href=href
            aria-current=move || is_here.get().then_some("page")
            data-tip=text
            class="tip flex min-w-12 flex-col items-center justify-center gap-0.5 rounded-md font-medium text-muted transition-colors after:hidden hover:bg-hover hover:text-text aria-[current]:bg-accent-soft aria-[current]:text-accent max-md:my-1 md:h-10 md:min-w-0 md:flex-row md:after:block xl:justify-start xl:gap-3 xl:px-2.5 xl:after:hidden"
        >
            <span class="relative inline-flex">
                <Icon icon width="1.25rem"/>
                {alarm.then(|| view! {
                    <span aria-hidden="true" class="absolute -end-1 -top-0.5 size-2 rounded-full bg-danger ring-2 ring-sunken"></span>
                })}
            </span>
            <span class="text-xs md:sr-only xl:not-sr-only xl:text-base">
                {text}
                {alarm.then(|| view! { <span class="sr-only">", something needs you"</span> })}
            </span>
        </a>
    }
}

/// Who is here, how pages look, and the way out.
#[component]
fn Account(me: Me) -> impl IntoView {
    let Me { id, name, email, role, account_name, .. } = me;
    let (short_name, label) = (name.clone(), format!("{name}, your account"));
    let opener = move || {
        view! {
            <Avatar id=id.0 name=short_name.clone() size=AvatarSize::Small/>
            <span class="hidden min-w-0 truncate text-sm font-medium xl:block">{short_name.clone()}</span>
        }
    };
    let leave_line = view! {
        <form method="post" action=SignOut::url() class="md:hidden">
            <button type="submit" class=menu_item_class()>
                <Icon icon=icondata::LuLogOut width="1rem" class="text-muted"/>
                "Sign out"
            </button>
        </form>
    };
    view! {
        <div class="flex items-center md:flex-col md:gap-1 xl:flex-row">
            <Menu
                label
                opener
                opener_class="flex h-10 min-w-14 items-center justify-center gap-2 rounded-md px-1.5 hover:bg-hover md:min-w-0 xl:justify-start"
                upward=true
                class="min-w-0 max-md:[&>div]:start-auto max-md:[&>div]:end-0 xl:flex-1"
            >
                <div class="w-56 px-2 py-2">
                    <p class="truncate font-medium">{name}</p>
                    <p class="truncate text-sm text-muted">{email}</p>
                    <p class="mt-1 truncate text-sm text-muted">{format!("{role} · {account_name}")}</p>
                </div>
                <MenuLine/>
                <div class="p-1"><ThemeSwitch/></div>
                {leave_line}
            </Menu>
            // A plain form: the page that comes is a new document, so nothing of the session stays in memory.
            <form method="post" action=SignOut::url() class="hidden md:block">
                <IconButton icon=icondata::LuLogOut label="Sign out" kind="submit"/>
            </form>
        </div>
    }
}
