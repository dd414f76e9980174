//! Trying the set-up of a channel, and telling the provider where to call.

use super::guide::can_be_told;
use crate::AppError;
use crate::api::channels::{ConnectChannel, test_address};
use crate::components::{Button, ButtonLook, FormProblem, Icon};
use crate::resource::Resource;
use leptos::either::{Either, EitherOf3};
use leptos::ev;
use leptos::form::ActionForm;
use leptos::prelude::*;
use types::InboxId;
use types::inbox::{ChannelKind, Finding, Severity};

/// What a look at the set-up found; nothing when nobody has asked.
pub(super) type Findings = Resource<Result<Option<Vec<Finding>>, AppError>>;

/// Testing is a link, because it changes nothing: `?test=1` shows the page with what was found. Connecting is a form.
#[component]
pub(super) fn ConnectionSection(
    /// Which inbox.
    id: InboxId,
    /// Its channel.
    channel: ChannelKind,
    /// It was added a moment ago, and the page tells what is left to do.
    is_new: bool,
    /// What was found, when the address asks for it.
    findings: Findings,
    /// Whether the address asks for it already.
    is_asked: Memo<bool>,
    /// Tells the provider.
    connect: ServerAction<ConnectChannel>,
) -> impl IntoView {
    let problem = Signal::derive(move || connect.value().get().and_then(Result::err).map(|error| error.to_string()));
    let test = move |event: ev::MouseEvent| {
        connect.clear();
        if is_asked.get_untracked() {
            event.prevent_default();
            findings.refetch();
        }
    };
    // The next thing to do, but only once.
    let look = if is_new { ButtonLook::Primary } else { ButtonLook::Secondary };
    let connect_form = can_be_told(channel).then(|| {
        view! {
            <ActionForm action=connect>
                <input type="hidden" name="inbox" value=id.to_string()/>
                <input type="hidden" name="new" value=is_new.to_string()/>
                <Button look kind="submit" icon=icondata::LuPlugZap disabled=connect.pending()>"Connect"</Button>
            </ActionForm>
        }
    });
    let about = if can_be_told(channel) {
        "Connect tells the provider to bring messages here. Testing tries each part of the set-up and changes nothing."
    } else {
        "Testing tries each part of the set-up and changes nothing."
    };
    view! {
        <section id="connection" aria-labelledby="connection-heading">
            <h2 id="connection-heading" class="text-lg font-semibold">"Connection"</h2>
            <p class="mt-1 mb-3 text-muted">{about}</p>
            <div class="flex flex-wrap gap-2">
                {connect_form}
                <Button href=test_address(id, is_new) icon=icondata::LuStethoscope on:click=test>"Test the connection"</Button>
            </div>
            <div class="mt-3 empty:hidden" role="status">
                <FormProblem text=problem/>
                {move || if connect.pending().get() {
                    EitherOf3::A(view! { <Asking/> })
                } else if let Some(Ok(found)) = connect.value().get() {
                    EitherOf3::B(view! { <FindingList found/> })
                } else {
                    EitherOf3::C(view! { <Found findings/> })
                }}
            </div>
        </section>
    }
}

/// What the address has asked for.
#[component]
fn Found(findings: Findings) -> impl IntoView {
    view! {
        <Suspense fallback=|| view! { <Asking/> }>
            {move || Suspend::new(async move {
                match findings.await {
                    Ok(found) => Either::Left(found.map(|found| view! { <FindingList found/> })),
                    Err(error) => Either::Right(view! { <FormProblem text=Some(error.to_string())/> }),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Asking() -> impl IntoView {
    view! { <p class="animate-breathe text-muted">"Asking the provider…"</p> }
}

#[component]
fn FindingList(found: Vec<Finding>) -> impl IntoView {
    let lines = found.into_iter().map(|finding| {
        let Finding { step, severity, sentence } = finding;
        view! {
            <li class="flex items-start gap-3 px-3 py-2">
                <SeverityIcon severity/>
                <span class="min-w-0 flex-1 md:flex md:gap-3">
                    <span class="block font-medium md:w-40 md:shrink-0">{step}</span>
                    <span class="block min-w-0 text-muted">{sentence}</span>
                </span>
            </li>
        }
    });
    view! { <ul class="divide-y divide-line rounded-lg border border-line">{lines.collect_view()}</ul> }
}

/// How bad something is, as a picture with words for screen readers.
#[component]
pub(super) fn SeverityIcon(
    /// How bad.
    severity: Severity,
) -> impl IntoView {
    let (icon, look, words) = match severity {
        Severity::Info => (icondata::LuCircleCheck, "text-success", "In order"),
        Severity::Warning => (icondata::LuTriangleAlert, "text-warning", "Warning"),
        Severity::Bad => (icondata::LuCircleAlert, "text-danger", "Problem"),
    };
    view! {
        <span role="img" aria-label=words title=words class=format!("mt-0.5 inline-flex shrink-0 {look}")>
            <Icon icon width="1.125rem"/>
        </span>
    }
}
