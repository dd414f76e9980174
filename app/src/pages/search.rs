//! Search over messages, notes and contacts.

use crate::api::search::{Found, search};
use crate::components::field::{INPUT, refill};
use crate::components::{Avatar, Button, ButtonLook, EmptyState, Icon, Loading, Page, QueryForm, Time, TimeLook};
use crate::resource::ask;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;
use types::limits::SEARCH_CHARACTERS;
use types::search::SearchHit;
use types::{Timestamp, Zone};

/// The search page: `?q=` is what is searched for, `?offset=` where the page of hits begins.
#[component]
pub fn SearchPage() -> impl IntoView {
    let query = use_query_map();
    let text = Memo::new(move |_| query.read().get("q").unwrap_or_default());
    let offset =
        Memo::new(move |_| query.read().get_str("offset").and_then(|offset| offset.parse().ok()).unwrap_or(0_i64));
    // Going back changes the address, and so what was searched for.
    Effect::new(move |before: Option<String>| {
        let text = text.get();
        if before.is_some_and(|before| before != text) {
            refill("q", &text);
        }
        text
    });
    let found = ask(move || (text.get(), offset.get()), |(text, offset)| search(text, offset));
    view! {
        <Page title="Search" narrow=true>
            <QueryForm action="/search">
                <div role="search" class="flex gap-2">
                    <div class="relative flex-1">
                        <span class="pointer-events-none absolute start-3 top-2.5 text-muted"><Icon icon=icondata::LuSearch width="1rem"/></span>
                        <input
                            type="search"
                            id="q"
                            name="q"
                            aria-label="Search messages, notes and contacts"
                            placeholder="Messages, notes, names, numbers"
                            maxlength=SEARCH_CHARACTERS.to_string()
                            autofocus=true
                            value=text.get_untracked()
                            class=format!("h-9 ps-9 {INPUT}")
                        />
                    </div>
                    <Button look=ButtonLook::Primary kind="submit">"Search"</Button>
                </div>
            </QueryForm>
            <Loading from=found show=move |found, me| results(found, text.get_untracked(), offset.get_untracked(), me.zone)/>
        </Page>
    }
}

fn results(found: Found, text: String, offset: i64, zone: Zone) -> impl IntoView {
    let Found { now, page } = found;
    if text.trim().is_empty() {
        return EitherOf3::A(view! {
            <EmptyState
                icon=icondata::LuSearch
                title="Search everything you may see"
                text="Words of messages and notes, names, e-mail addresses and telephone numbers."
            />
        });
    }
    if page.hits.is_empty() {
        let title =
            if offset == 0 { format!("Nothing found for “{}”", text.trim()) } else { "No more hits".to_owned() };
        return EitherOf3::B(view! {
            <EmptyState icon=icondata::LuSearchX title text="Try fewer words, or only the beginning of one."/>
        });
    }
    let count = i64::try_from(page.hits.len()).unwrap_or(0);
    let address = move |offset: i64| format!("/search?q={}&offset={offset}", Url::escape(&text));
    let before = (offset > 0).then(|| address((offset - count.max(20)).max(0)));
    let after = page.more.then(|| address(offset + count));
    let hits = page.hits.into_iter().map(|hit| view! { <Hit hit now zone=zone.clone()/> });
    EitherOf3::C(view! {
        <ul class="mt-4 divide-y divide-line border-y border-line">{hits.collect_view()}</ul>
        <nav aria-label="Pages" class="mt-4 flex justify-between gap-2">
            <span>{before.map(|href| view! { <Button href icon=icondata::LuChevronLeft>"Better hits"</Button> })}</span>
            <span>{after.map(|href| view! { <Button href>"More hits"</Button> })}</span>
        </nav>
    })
}

/// One find, as a link to the message in its conversation.
#[component]
fn Hit(hit: SearchHit, now: Timestamp, zone: Zone) -> impl IntoView {
    let SearchHit { conversation, message, at, snippet } = hit;
    let message = message.map(|id| format!("?message={id}")).unwrap_or_default();
    let href = format!("/inbox/all/{}{message}", conversation.id);
    let pieces = snippet.into_iter().map(|(is_found, text)| {
        if is_found { view! { <mark class="found">{text}</mark> }.into_any() } else { text.into_any() }
    });
    let contact = conversation.contact;
    view! {
        <li>
            <a href=href class="flex gap-3 px-2 py-3 hover:bg-hover focus-visible:-outline-offset-2">
                <Avatar id=contact.id.0 name=contact.name.clone()/>
                <span class="min-w-0 flex-1">
                    <span class="flex items-baseline justify-between gap-3">
                        <span class="truncate font-medium">{contact.name}</span>
                        <Time at zone look=TimeLook::Brief(now) class="text-sm text-muted"/>
                    </span>
                    <span class="line-clamp-2 text-muted">{pieces.collect_view()}</span>
                    <span class="mt-0.5 block text-sm text-faint">{conversation.status.kind().title()}</span>
                </span>
            </a>
        </li>
    }
}
