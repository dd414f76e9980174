//! "Why?": what happened to a message on its way, step by step, with times to the millisecond.

mod steps;

use crate::AppError;
use crate::api::messages::{Journey, message_journey};
use crate::components::{Button, Dialog, FormProblem, Skeleton};
use crate::workspace::{Overlay, Workspace, use_workspace};
use leptos::prelude::*;
use leptos::task::spawn_local;
use steps::Steps;
use types::MessageId;

/// The dialog. Stands once in the page, and is about the message of the overlay.
#[component]
pub fn JourneyDialog() -> impl IntoView {
    let workspace = use_workspace();
    let about = Memo::new(move |_| match workspace.overlay.get() {
        Some(Overlay::Journey(message)) => Some(message),
        _ => None,
    });
    let open = RwSignal::new(false);
    let answer = RwSignal::new(None::<Result<Journey, AppError>>);
    Effect::new(move || {
        open.set(about.get().is_some());
        answer.set(None);
        if let Some(message) = about.get() {
            ask(workspace, message, answer);
        }
    });
    Effect::new(move |before: Option<bool>| {
        let is_open = open.get();
        if before == Some(true) && !is_open && about.get_untracked().is_some() {
            workspace.overlay.set(None);
        }
        is_open
    });
    let content = move || match answer.get() {
        None => view! { <Skeleton/> }.into_any(),
        Some(Ok(journey)) => view! { <Told journey/> }.into_any(),
        Some(Err(error)) => {
            let text = error.to_string();
            let again = move |_| {
                if let Some(message) = about.get_untracked() {
                    answer.set(None);
                    ask(workspace, message, answer);
                }
            };
            view! {
                <FormProblem text=Signal::derive(move || Some(text.clone()))/>
                <div class="mt-3"><Button on:click=again>"Try again"</Button></div>
            }
            .into_any()
        }
    };
    view! { <Dialog open title="What happened to this message" wide=true>{content}</Dialog> }
}

/// Asks the server. The answer counts as long as the dialog is about the same message.
fn ask(workspace: Workspace, message: MessageId, answer: RwSignal<Option<Result<Journey, AppError>>>) {
    spawn_local(async move {
        let told = message_journey(message).await;
        if workspace.overlay.try_get_untracked().flatten() == Some(Overlay::Journey(message)) {
            answer.try_set(Some(told));
        }
    });
}

#[component]
fn Told(journey: Journey) -> impl IntoView {
    let Journey { steps, call } = journey;
    let nothing = steps.is_empty().then(|| {
        view! { <p class="text-muted">"Nothing was noted on its way: it was stored here directly, or long ago."</p> }
    });
    let call = call.map(|call| {
        view! {
            <details class="mt-4">
                <summary class="inline-block rounded-sm text-sm text-muted underline hover:text-text">
                    "Show the call it came by, with words and numbers of people blacked out"
                </summary>
                <pre tabindex="0" aria-label="The call" class="mt-2 max-h-80 overflow-auto rounded-md bg-sunken p-3 font-mono text-sm whitespace-pre-wrap">
                    {call}
                </pre>
            </details>
        }
    });
    view! {
        {nothing}
        <Steps steps/>
        {call}
    }
}
