//! Signing in at the provider of a mailbox: how it stands, the button, and the address that has to be entered there.

use super::copy_field::CopyField;
use crate::api::channels::ChannelView;
use crate::components::{Button, ButtonLook, FormProblem, Icon, Time, TimeLook};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::Zone;
use types::inbox::{MailLogin, MailSignIn, REDIRECT_PATH, SignInOutcome};

/// How the last attempt ended, when the address of the page says so.
fn last_outcome() -> Memo<Option<SignInOutcome>> {
    let query = use_query_map();
    Memo::new(move |_| query.read().get_str("sign_in").and_then(|word| word.parse().ok()))
}

/// Why nobody is signed in, above a page that is not the inbox's own; nothing when the address does not say so.
#[component]
pub(super) fn SignInProblem() -> impl IntoView {
    let outcome = last_outcome();
    let text = Signal::derive(move || outcome.get().and_then(problem));
    move || text.get().map(|_| view! { <div class="mb-4"><FormProblem text/></div> })
}

/// Nothing but failures are problems.
fn problem(outcome: SignInOutcome) -> Option<String> {
    (outcome != SignInOutcome::Done).then(|| outcome.sentence().to_owned())
}

/// The section of the page of an inbox. Only for mailboxes that somebody signs in.
#[component]
pub(super) fn SignInSection(
    /// The channel as it is now.
    view: RwSignal<ChannelView>,
    /// The reader's zone.
    zone: Zone,
) -> impl IntoView {
    let page = view.with_untracked(|view| view.page.clone());
    let (id, public_url) = (page.inbox.id, view.with_untracked(|view| view.public_url.clone()));
    let login = MailLogin::of(page.values.get("login").map(String::as_str));
    let sign_in = Memo::new(move |_| view.with(|view| view.page.sign_in).unwrap_or_default());
    let outcome = last_outcome();
    let problem = Signal::derive(move || outcome.get().and_then(problem));
    let is_done = move || outcome.get() == Some(SignInOutcome::Done) && is_in(sign_in.get());
    let button = move || {
        let (look, words) = match (is_in(sign_in.get()), sign_in.get().good_until) {
            (true, _) => (ButtonLook::Secondary, "Sign in again with"),
            (false, Some(_)) => (ButtonLook::Primary, "Sign in again with"),
            (false, None) => (ButtonLook::Primary, "Sign in with"),
        };
        // External: to the browser, not to our router, which has no such page.
        view! {
            <Button look href=format!("/channels/{id}/oauth") icon=icondata::LuLogIn attr:rel="external">
                {format!("{words} {}", name(login))}
            </Button>
        }
    };
    view! {
        <section id="sign-in" aria-labelledby="sign-in-heading">
            <h2 id="sign-in-heading" class="text-lg font-semibold">"Sign-in"</h2>
            <div class="mt-3 flex flex-col gap-3 empty:hidden">
                <FormProblem text=problem/>
                {move || is_done().then(|| view! {
                    <p role="status" class="flex items-start gap-2 rounded-md bg-success-soft px-3 py-2 text-success">
                        <Icon icon=icondata::LuCircleCheck class="mt-px"/>
                        <span>{SignInOutcome::Done.sentence()}</span>
                    </p>
                })}
            </div>
            <p class="mt-1 mb-3 text-muted">{move || state(sign_in.get(), login, &zone)}</p>
            <div class="mb-4">{button}</div>
            <RedirectAddress public_url/>
        </section>
    }
}

fn is_in(sign_in: MailSignIn) -> bool {
    sign_in.held.is_none() && sign_in.good_until.is_some()
}

fn name(login: MailLogin) -> &'static str {
    if login.preset().is_some() { login.title() } else { "your provider" }
}

fn state(sign_in: MailSignIn, login: MailLogin, zone: &Zone) -> impl IntoView + use<> {
    let provider = login.provider();
    match (is_in(sign_in), sign_in.good_until) {
        (true, Some(at)) => Either::Left(view! {
            {format!("Frontdesk is signed in at {provider}, and renews that by itself. The present token is good until ")}
            <Time at zone=zone.clone() look=TimeLook::Full/>
            "."
        }),
        (_, Some(_)) => Either::Right(format!(
            "Sign in again: {provider} does not let Frontdesk in any more. Nothing is lost: what your team writes waits until then."
        )),
        (_, None) => Either::Right(format!(
            "Nobody has signed in at {provider} yet. What your team writes waits until then, and nothing is read."
        )),
    }
}

/// The address to which the provider sends people back. It is the same for all mailboxes.
#[component]
pub(super) fn RedirectAddress(
    /// How the world reaches this server.
    public_url: String,
) -> impl IntoView {
    let is_in_the_way = !public_url.starts_with("https://");
    view! {
        <div class="flex flex-col gap-3">
            <CopyField
                label="Redirect address"
                id="redirect-address"
                value=format!("{public_url}{REDIRECT_PATH}")
                hint="Enter it at the provider where the client is made, exactly as it is. It is the same for all mailboxes."
            />
            {is_in_the_way.then(|| view! {
                <p class="flex items-start gap-2 rounded-md bg-warning-soft px-3 py-2 text-warning">
                    <Icon icon=icondata::LuTriangleAlert class="mt-px"/>
                    <span>
                        "Providers only send people back to addresses that begin with https://. Set "
                        <code class="font-mono text-sm">"public_url"</code>
                        " in the settings of this server, or ask whoever runs it."
                    </span>
                </p>
            })}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::Timestamp;

    #[test]
    fn who_is_held_is_not_signed_in_whatever_was_given_out_before() {
        let until = Some(Timestamp::from_seconds(2));
        assert!(is_in(MailSignIn { held: None, good_until: until }));
        assert!(!is_in(MailSignIn { held: Some(Timestamp::from_seconds(1)), good_until: until }));
        assert!(!is_in(MailSignIn::default()));
    }

    #[test]
    fn only_failures_are_problems() {
        assert_eq!(problem(SignInOutcome::Done), None);
        for outcome in SignInOutcome::ALL.iter().filter(|outcome| **outcome != SignInOutcome::Done) {
            assert!(problem(*outcome).is_some_and(|sentence| sentence.ends_with('.')), "{outcome}");
        }
    }
}
