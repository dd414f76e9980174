//! What a place says when its content could not be had.

use super::{Button, EmptyState, Icon};
use crate::AppError;
use leptos::prelude::*;
use types::Problem;

/// Says what went wrong and what to do about it.
#[component]
pub fn ErrorState(
    /// What went wrong.
    error: AppError,
    /// Tries again. Without it the page is loaded anew, which also works without JavaScript.
    #[prop(optional)]
    retry: Option<Callback<()>>,
) -> impl IntoView {
    let text = error.to_string();
    let (icon, title) = match &error.0 {
        Problem::SignedOut => (icondata::LuLogIn, "You are signed out"),
        Problem::Forbidden { .. } => (icondata::LuLock, "For owners and admins"),
        Problem::NotFound { .. } => (icondata::LuSearchX, "Not found"),
        Problem::Unreachable => (icondata::LuWifiOff, "No connection"),
        _ => (icondata::LuTriangleAlert, "That did not work"),
    };
    let what_to_do = match (&error.0, retry) {
        (Problem::SignedOut, _) => view! { <Button href="/sign-in">"Sign in"</Button> }.into_any(),
        (Problem::Forbidden { .. } | Problem::NotFound { .. }, _) => {
            view! { <Button href="/inbox/mine">"Go to the inbox"</Button> }.into_any()
        }
        (_, Some(retry)) => view! { <Button on:click=move |_| retry.run(())>"Try again"</Button> }.into_any(),
        // External: to the browser, not to our router, for which it would be the page that is already open.
        (_, None) => view! { <Button href="" attr:rel="external">"Try again"</Button> }.into_any(),
    };
    view! {
        <div role="alert">
            <EmptyState icon title text>{what_to_do}</EmptyState>
        </div>
    }
}

/// What is wrong with a form as a whole, above it; nothing when all is well.
#[component]
pub fn FormProblem(
    /// What is wrong.
    #[prop(into)]
    text: Signal<Option<String>>,
) -> impl IntoView {
    move || {
        text.get().map(|text| {
            view! {
                <p role="alert" class="flex items-start gap-2 rounded-md bg-danger-soft px-3 py-2 text-danger">
                    <Icon icon=icondata::LuCircleAlert class="mt-px"/>
                    <span>{text}</span>
                </p>
            }
        })
    }
}
