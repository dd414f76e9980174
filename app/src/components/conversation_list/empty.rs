//! What an empty list says.

use crate::components::{Button, EmptyState};
use crate::workspace::use_workspace;
use leptos::prelude::*;
use types::view::{ListQuery, View};

/// Why there is nothing, and where there may be something.
#[component]
pub(super) fn EmptyList() -> impl IntoView {
    let workspace = use_workspace();
    move || {
        let query = workspace.view.with(|view| view.list.query);
        let plain = ListQuery { view: query.view, ..ListQuery::default() };
        let place = workspace.place.get();
        if query != plain {
            let href = place.listing(plain).url();
            return view! {
                <EmptyState icon=icondata::LuListFilter title="Nothing fits" text="No conversation fits these filters.">
                    <Button href=href>"Clear filters"</Button>
                </EmptyState>
            }
            .into_any();
        }
        let elsewhere = move |view: View, words: &'static str| {
            let href = place.listing(ListQuery { view, ..plain }).url();
            view! { <Button href=href>{words}</Button> }
        };
        match query.view {
            View::Mine => view! {
                <EmptyState icon=icondata::LuPartyPopper title="All done" text="No open conversation is assigned to you.">
                    {elsewhere(View::Unassigned, "See unassigned")}
                </EmptyState>
            }
            .into_any(),
            View::Unassigned => view! {
                <EmptyState icon=icondata::LuInbox title="Nobody is left alone" text="Every open conversation has somebody who answers."/>
            }
            .into_any(),
            _ => view! {
                <EmptyState icon=icondata::LuInbox title="No open conversations" text="New ones appear here by themselves."/>
            }
            .into_any(),
        }
    }
}
