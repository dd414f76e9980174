//! Signing in.

use crate::api::session::{DemoSignIn, SignIn, demo_sign_ins};
use crate::components::field::refill;
use crate::components::page::tell_awake;
use crate::components::zone::keep_zone;
use crate::components::{Avatar, AvatarSize, Button, ButtonLook, ButtonSize, Field, FormProblem, Icon};
use crate::resource::ask;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;
use types::Problem;

/// The address of the sign-in page: where to go afterwards, why the last attempt failed, and the e-mail that was typed.
#[must_use]
pub fn sign_in_url(next: &str, problem: Option<&Problem>, email: &str) -> String {
    let error = problem.map(|problem| match problem {
        Problem::TooMany { after_seconds } => format!("wait-{after_seconds}"),
        Problem::Unavailable | Problem::Unreachable | Problem::Internal => "later".to_owned(),
        _ => "wrong".to_owned(),
    });
    let pairs = [("next", next), ("error", error.as_deref().unwrap_or_default()), ("email", email)];
    let query: Vec<_> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", Url::escape(value)))
        .collect();
    if query.is_empty() { "/sign-in".to_owned() } else { format!("/sign-in?{}", query.join("&")) }
}

/// What the word in the address stands for.
fn reason(word: &str) -> Option<String> {
    match word.split_once('-') {
        Some(("wait", seconds)) => Some(Problem::TooMany { after_seconds: seconds.parse().ok()? }.to_string()),
        _ if word == "later" => Some(Problem::Unavailable.to_string()),
        _ if word == "wrong" => Some("E-mail and password do not match. Please check both.".to_owned()),
        _ => None,
    }
}

/// The sign-in page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let demo = ask(|| (), |()| demo_sign_ins());
    // So that already the first page after this one shows the right times.
    Effect::new(|_| {
        keep_zone();
    });
    view! {
        <Title text="Sign in"/>
        <main class="grid min-h-dvh place-items-center bg-sunken px-4 py-10">
            <div class="w-full max-w-sm">
                <div class="mb-6 flex flex-col items-center gap-3 text-center">
                    <img src="/favicon.svg" alt="" width="44" height="44" class="size-11"/>
                    <h1 class="text-xl font-semibold tracking-tight">"Sign in to Frontdesk"</h1>
                </div>
                <Suspense fallback=|| ()>
                    {move || Suspend::new(async move {
                        let demo = demo.await.unwrap_or_default();
                        view! { <SignInForm demo/> }
                    })}
                </Suspense>
            </div>
        </main>
    }
}

/// The form, and below it the people of a demo. A link to one of them fills the form in, with or without JavaScript.
#[component]
fn SignInForm(demo: Vec<DemoSignIn>) -> impl IntoView {
    tell_awake();
    let query = use_query_map();
    let action = ServerAction::<SignIn>::new();
    let problem = Signal::derive(move || match action.value().get() {
        Some(Err(error)) => Some(error.to_string()),
        Some(Ok(())) => None,
        None => query.read().get_str("error").and_then(reason),
    });
    let known = demo.clone();
    let filled = Memo::new(move |_| {
        let query = query.read();
        let word = |name: &str| query.get(name).unwrap_or_default();
        match known.iter().find(|person| person.email == word("as")) {
            Some(person) => (person.email.clone(), person.password.clone()),
            None => (word("email"), String::new()),
        }
    });
    // Once somebody has typed, the attributes count no more.
    Effect::new(move |before: Option<(String, String)>| {
        let (email, password) = filled.get();
        if before.is_some_and(|before| before != (email.clone(), password.clone())) {
            refill("email", &email);
            refill("password", &password);
        }
        (email, password)
    });
    let next = Memo::new(move |_| query.read().get("next").unwrap_or_default());
    let (email, password) = filled.get_untracked();
    let is_demo = !demo.is_empty();
    view! {
        <div class="rounded-xl border border-line bg-raised p-6 shadow-float">
            <ActionForm action>
                <div class="flex flex-col gap-4">
                    <FormProblem text=problem/>
                    <Field
                        label="E-mail"
                        name="email"
                        kind="email"
                        value=email
                        autocomplete="username"
                        required=true
                        autofocus=true
                    />
                    <Field
                        label="Password"
                        name="password"
                        kind="password"
                        value=password
                        autocomplete="current-password"
                        required=true
                    />
                    <input type="hidden" name="next" value=move || next.get()/>
                    <Button look=ButtonLook::Primary size=ButtonSize::Large kind="submit" disabled=action.pending() class="w-full">
                        "Sign in"
                    </Button>
                </div>
            </ActionForm>
        </div>
        {is_demo.then(|| view! { <DemoPeople demo next/> })}
    }
}

#[component]
fn DemoPeople(demo: Vec<DemoSignIn>, next: Memo<String>) -> impl IntoView {
    let people = demo.into_iter().zip(0..).map(|(person, number)| {
        let choice = format!("/sign-in?as={}", Url::escape(&person.email));
        let href = move || match next.get().as_str() {
            "" => choice.clone(),
            next => format!("{choice}&next={}", Url::escape(next)),
        };
        view! {
            <li>
                <a href=href class="flex items-center gap-3 rounded-md px-2 py-1.5 hover:bg-hover">
                    <Avatar id=number name=person.name.clone() size=AvatarSize::Small/>
                    <span class="min-w-0 flex-1">
                        <span class="block truncate font-medium">{person.name}</span>
                        <span class="block truncate text-sm text-muted">{person.email}</span>
                    </span>
                    <span class="shrink-0 text-sm text-muted">{person.role}</span>
                </a>
            </li>
        }
    });
    view! {
        <section aria-labelledby="demo" class="mt-5 rounded-xl border border-note-line bg-note p-4">
            <h2 id="demo" class="flex items-center gap-2 font-semibold text-note-text">
                <Icon icon=icondata::LuFlaskConical/>
                "This is a demo"
            </h2>
            <p class="mt-1 mb-2 text-sm text-note-text">
                "Everything here is made up, and everyone can enter. Choose a person to fill the form in."
            </p>
            <ul class="-mx-2">{people.collect_view()}</ul>
        </section>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn the_address_keeps_what_was_typed_and_never_a_password() {
        assert_eq!(sign_in_url("", None, ""), "/sign-in");
        let url = sign_in_url("/inbox/all/7?status=open", Some(&Problem::SignedOut), "ana@shop.example");
        assert_eq!(url, "/sign-in?next=%2Finbox%2Fall%2F7%3Fstatus%3Dopen&error=wrong&email=ana%40shop%2Eexample");
        assert_eq!(sign_in_url("", Some(&Problem::TooMany { after_seconds: 30 }), ""), "/sign-in?error=wait%2D30");
    }

    #[test]
    fn only_known_words_of_the_address_are_shown() {
        assert_eq!(reason("wait-30").as_deref(), Some("Too many attempts. Try again in 30 seconds."));
        assert_eq!(reason("wrong").as_deref(), Some("E-mail and password do not match. Please check both."));
        assert_eq!(reason("Call this number"), None);
        assert_eq!(reason("wait-ever"), None);
    }
}
