//! Content that has to be asked for: its waiting, its coming and its failing, the same way everywhere.

use super::{ErrorState, Skeleton, use_me};
use crate::AppError;
use crate::resource::Resource;
use leptos::either::Either;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use types::agent::Me;

/// Shows what a resource holds, to the person who is signed in. While it is asked for again, the old content stays.
#[component]
pub fn Loading<T, F, V>(
    /// What is asked for.
    from: Resource<Result<T, AppError>>,
    /// Shows it. `Me` has the zone for times and the role.
    show: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    F: Fn(T, Me) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let me = use_me();
    let show = Arc::new(show);
    view! {
        <Transition fallback=|| view! { <Skeleton/> }>
            {move || {
                let show = Arc::clone(&show);
                Suspend::new(async move {
                    // Both were asked for when the page began; neither waits for the other.
                    let (content, me) = (from.await, me.await);
                    match content.and_then(|content| Ok((content, me?))) {
                        Ok((content, me)) => Either::Left(show(content, me)),
                        Err(error) => Either::Right(
                            view! { <ErrorState error retry=Callback::new(move |()| from.refetch())/> },
                        ),
                    }
                })
            }}
        </Transition>
    }
}
