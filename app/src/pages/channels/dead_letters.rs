//! Calls of providers that could not be used: nothing received is dropped, people look at it and try again.

use crate::api::channels::{DeadLetterList, Replay, dead_letters};
use crate::components::{Button, ButtonSize, EmptyState, FormProblem, Icon, Loading, Page, Time, TimeLook};
use crate::resource::ask;
use leptos::either::Either;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::inbox::{DeadLetter, Inbox};
use types::{DeadLetterId, Zone};

/// The list, newest first: `?before=` is the last one of the page before.
#[component]
pub fn DeadLettersPage() -> impl IntoView {
    let query = use_query_map();
    let before = Memo::new(move |_| query.read().get_str("before").and_then(|id| id.parse::<DeadLetterId>().ok()));
    let replay = ServerAction::<Replay>::new();
    // Which one was tried last: its row says what came of it. Of a plain form only the page knows.
    let tried = RwSignal::new(None::<DeadLetterId>);
    Effect::new(move |_| {
        if let Some(input) = &*replay.input().read() {
            tried.set(Some(input.letter));
        }
    });
    let error = move || replay.value().get().and_then(Result::err).map(|error| error.to_string());
    let problem = Signal::derive(move || error().filter(|_| tried.get().is_none()));
    let list = ask(move || (before.get(), replay.version().get()), |(before, _)| dead_letters(before));
    view! {
        <Page
            title="Calls that could not be used"
            about="What a provider sent and Frontdesk did not understand is kept. After an update, or when the cause is gone, try it again."
            back=("/channels", "Channels")
        >
            <FormProblem text=problem/>
            <Loading from=list show=move |list, me| view! {
                <LetterTable list zone=me.zone replay tried is_first=before.get_untracked().is_none()/>
            }/>
        </Page>
    }
}

#[component]
fn LetterTable(
    list: DeadLetterList,
    zone: Zone,
    replay: ServerAction<Replay>,
    tried: RwSignal<Option<DeadLetterId>>,
    is_first: bool,
) -> impl IntoView {
    let DeadLetterList { inboxes, letters, more, .. } = list;
    let next = letters.last().filter(|_| more).map(|last| format!("/channels/dead-letters?before={}", last.id));
    let table = if letters.is_empty() {
        let (title, text) = if is_first {
            ("Every call was understood", "Nothing that a provider has sent was left out.")
        } else {
            ("No earlier calls", "These were all that could not be used.")
        };
        Either::Left(view! { <EmptyState icon=icondata::LuMailCheck title text/> })
    } else {
        let rows = letters.into_iter().map(|letter| {
            let inbox = inboxes.iter().find(|inbox| Some(inbox.id) == letter.inbox).cloned();
            view! { <LetterRow letter inbox zone=zone.clone() replay tried/> }
        });
        Either::Right(view! {
            <div class="overflow-x-auto rounded-lg border border-line">
                <table class="w-full text-start">
                    <thead class="bg-sunken text-sm whitespace-nowrap text-muted">
                        <tr>
                            <th scope="col" class="px-4 py-2 text-start font-medium">"When"</th>
                            <th scope="col" class="px-4 py-2 text-start font-medium">"Inbox"</th>
                            <th scope="col" class="px-4 py-2 text-start font-medium">"Why it could not be used"</th>
                            <th scope="col" class="px-4 py-2"><span class="sr-only">"What to do"</span></th>
                        </tr>
                    </thead>
                    <tbody class="divide-y divide-line">{rows.collect_view()}</tbody>
                </table>
            </div>
        })
    };
    view! {
        {table}
        <nav aria-label="Pages" class="mt-4 flex justify-between gap-2">
            <span>{(!is_first).then(|| view! { <Button href="/channels/dead-letters" icon=icondata::LuChevronLeft>"Newest"</Button> })}</span>
            <span>{next.map(|href| view! { <Button href>"Earlier"</Button> })}</span>
        </nav>
    }
}

#[component]
fn LetterRow(
    letter: DeadLetter,
    inbox: Option<Inbox>,
    zone: Zone,
    replay: ServerAction<Replay>,
    tried: RwSignal<Option<DeadLetterId>>,
) -> impl IntoView {
    let DeadLetter { id, reason, received_at, replayed_at, redacted, .. } = letter;
    let inbox = inbox.map_or_else(|| "–".to_owned(), |inbox| inbox.name);
    let is_here = move || tried.get() == Some(id);
    let outcome = Signal::derive(move || {
        let error = replay.value().get().and_then(Result::err).filter(|_| is_here() && !replay.pending().get())?;
        Some(format!("Tried again without success. {error}"))
    });
    let label = move || if is_here() && replay.pending().get() { "Trying…" } else { "Try again" };
    let what_to_do = match replayed_at {
        Some(at) => Either::Left(view! {
            <span class="inline-flex items-center gap-1.5 text-sm whitespace-nowrap text-success">
                <Icon icon=icondata::LuCircleCheck/>
                <span>"Used " <Time at zone=zone.clone() look=TimeLook::Full/></span>
            </span>
        }),
        None => Either::Right(view! {
            <ActionForm action=replay>
                <input type="hidden" name="letter" value=id.to_string()/>
                <Button size=ButtonSize::Small kind="submit" icon=icondata::LuRotateCcw disabled=replay.pending()>{label}</Button>
            </ActionForm>
        }),
    };
    view! {
        <tr class="align-top">
            <td class="px-4 py-3 text-muted"><Time at=received_at zone look=TimeLook::Full/></td>
            <th scope="row" class="px-4 py-3 text-start font-medium">{inbox}</th>
            <td class="min-w-64 px-4 py-3">
                <p>{reason}</p>
                <div role="status" class="mt-1 empty:hidden"><FormProblem text=outcome/></div>
                <details class="mt-1">
                    <summary class="w-fit rounded-sm text-sm text-muted hover:text-text">"What was sent, blacked out"</summary>
                    <pre class="mt-1 max-h-96 max-w-prose overflow-auto rounded-md bg-sunken p-2 font-mono text-xs">{redacted}</pre>
                </details>
            </td>
            <td class="px-4 py-3 text-end">{what_to_do}</td>
        </tr>
    }
}
