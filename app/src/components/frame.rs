//! What surrounds every page of somebody who is signed in, and the question who that is.

use super::navigation::Navigation;
use super::zone::keep_zone;
use crate::AppError;
use crate::api::session::current_user;
use crate::pages::sign_in_url;
use crate::resource::{Resource, ask};
use leptos::prelude::*;
use leptos_router::components::{Outlet, Redirect};
use leptos_router::hooks::use_location;
use types::Problem;
use types::agent::Me;

/// Who is signed in, asked once for all pages.
#[derive(Clone, Copy)]
struct CurrentUser(Resource<Result<Me, AppError>>);

/// Rings when the state of a channel has changed, so that what shows alarms asks again.
#[derive(Clone, Copy)]
pub struct AlarmBell(pub RwSignal<u32>);

/// Who is signed in. For pages inside [`Frame`]; await it in a `Suspend`, beside the page's own resource.
#[must_use]
pub fn use_me() -> Resource<Result<Me, AppError>> {
    expect_context::<CurrentUser>().0
}

/// Navigation and the page. Pages ask for their content at the same time as the frame asks who is there, so nobody waits
/// twice; the server refuses those who are signed out, and the frame sends them to the sign-in page.
#[component]
pub fn Frame() -> impl IntoView {
    let me = ask(|| (), |()| current_user());
    provide_context(CurrentUser(me));
    provide_context(AlarmBell(RwSignal::new(0)));
    // Only in browsers: times were written for another zone, so ask again.
    Effect::new(move |_| {
        if keep_zone() {
            me.refetch();
        }
    });
    let location = use_location();
    let sign_in = move || {
        let (path, search) = (location.pathname.get_untracked(), location.search.get_untracked());
        sign_in_url(&if search.is_empty() { path } else { format!("{path}?{search}") }, None, "")
    };
    view! {
        <a
            href="#main"
            class="sr-only z-50 rounded-md bg-accent px-4 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:start-3 focus:top-3"
        >
            "Skip to content"
        </a>
        <div class="flex h-dvh flex-col bg-sunken md:flex-row">
            <Navigation me/>
            <main id="main" tabindex="-1" class="order-first min-h-0 min-w-0 flex-1 overflow-y-auto bg-surface outline-none md:order-none">
                <Outlet/>
            </main>
        </div>
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                let is_signed_out = me.await.is_err_and(|error| error.0 == Problem::SignedOut);
                is_signed_out.then(|| view! { <Redirect path=sign_in()/> })
            })}
        </Suspense>
    }
}
