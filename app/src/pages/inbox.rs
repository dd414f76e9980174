//! The inbox: list, conversation and context beside each other; on small screens one of them, as the address says.

mod layout;
mod title;

use crate::AppError;
use crate::components::message::Lightbox;
use crate::components::{ErrorState, Skeleton, use_me};
use crate::resource::{Resource, ask_first};
use crate::workspace::{Loaded, Place, Workspace, fetch_page};
use layout::Layout;
use leptos::either::Either;
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use title::InboxTitle;
use types::agent::Me;

/// The page. It is loaded once; from then on the live connection keeps it right, and other lists and conversations are fetched
/// into it.
#[component]
pub fn InboxPage() -> impl IntoView {
    let (me, place) = (use_me(), Place::follow());
    let first = place.get_untracked();
    let loaded = ask_first(move |()| fetch_page(first));
    view! {
        <Suspense fallback=Waiting>
            {move || Suspend::new(async move {
                // Who it is may become known better later, as their time zone; the page then stays, and learns it.
                let known = ScopedFuture::new_untracked(async move { me.await }).await;
                match (loaded.await, known) {
                    (Ok(loaded), Ok(known)) => {
                        Either::Left(view! { <Inbox loaded loaded_for=first known me place/> })
                    }
                    (Err(error), _) | (_, Err(error)) => Either::Right(
                        view! { <ErrorState error retry=Callback::new(move |()| loaded.refetch())/> },
                    ),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Inbox(
    loaded: Loaded,
    loaded_for: Place,
    known: Me,
    me: Resource<Result<Me, AppError>>,
    place: Memo<Place>,
) -> impl IntoView {
    let latest = Signal::derive(move || me.get().and_then(Result::ok));
    Workspace::provide(loaded, loaded_for, known, latest, place);
    Lightbox::provide();
    view! {
        <InboxTitle/>
        <Layout/>
    }
}

/// Only seen when the browser comes from another page of ours by itself.
#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="flex h-full">
            <div class="w-full border-e border-line px-4 md:w-85"><Skeleton lines=8/></div>
            <div class="hidden flex-1 px-6 md:block"><Skeleton lines=6/></div>
        </div>
    }
}
