//! What became of a form: what follows from its success, and keeping a page fresh meanwhile.

use crate::AppError;
use crate::components::Toasts;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use std::time::Duration;

/// How often an action has succeeded since the page began.
pub(super) fn successes<S>(action: ServerAction<S>) -> Memo<usize>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    Memo::new(move |before: Option<&usize>| {
        let has_succeeded = matches!(*action.value().read(), Some(Ok(_)));
        before.copied().unwrap_or_default() + usize::from(has_succeeded)
    })
}

/// Does something after each success.
pub(super) fn after(successes: Memo<usize>, then: impl Fn() + 'static) {
    Effect::new(move |before: Option<usize>| {
        let count = successes.get();
        if before.is_some_and(|before| before < count) {
            then();
        }
        count
    });
}

/// Says that something was done. Without JavaScript the page comes back with the new state, which says the same.
pub(super) fn tell(successes: Memo<usize>, words: &'static str) {
    let toasts = expect_context::<Toasts>();
    after(successes, move || toasts.show(words, None));
}

/// Does something again and again while the page can be seen. Only in browsers.
pub(super) fn every(pause: Duration, again: impl Fn() + Clone + 'static) {
    Effect::new(move || {
        let again = again.clone();
        let tick = move || {
            if !document().hidden() {
                again();
            }
        };
        if let Ok(interval) = set_interval_with_handle(tick, pause) {
            on_cleanup(move || interval.clear());
        }
    });
}
