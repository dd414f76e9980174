//! Reply or note. They are radio buttons, so that the form knows without JavaScript, and its colours follow by CSS alone.

use super::writing::Writing;
use crate::components::Icon;
use crate::workspace::Possible;
use leptos::prelude::*;
use types::message::Audience;

/// The two tabs.
#[component]
pub(super) fn AudienceTabs(writing: Writing) -> impl IntoView {
    let initial = writing.audience.get_untracked();
    let tab = move |audience: Audience, text: fn(Possible) -> &'static str, icon: Option<icondata::Icon>| {
        view! {
            <label class="inline-flex h-7 cursor-pointer items-center gap-1.5 rounded-sm px-2 text-sm font-medium text-muted hover:text-text has-checked:bg-hover has-checked:text-text has-disabled:cursor-default has-disabled:opacity-50 has-focus-visible:outline-2 has-focus-visible:outline-accent group-has-[input[value=team]:checked]/write:has-checked:bg-note-line group-has-[input[value=team]:checked]/write:has-checked:text-note-text">
                <input
                    type="radio"
                    name="audience"
                    value=audience.as_str()
                    checked=initial == audience
                    disabled=move || audience == Audience::Customer && writing.possible.get() == Possible::Nothing
                    prop:checked=move || writing.audience.get() == audience
                    on:change=move |_| {
                        writing.audience.set(audience);
                        writing.rest();
                        writing.focus();
                    }
                    class="sr-only"
                />
                {icon.map(|icon| view! { <Icon icon width="1em"/> })}
                {move || text(writing.possible.get())}
            </label>
        }
    };
    view! {
        <fieldset class="flex items-center gap-1">
            <legend class="sr-only">"Who reads it"</legend>
            {tab(Audience::Customer, reply, None)}
            {tab(Audience::Team, |_| "Note", Some(icondata::LuLock))}
        </fieldset>
    }
}

/// What the first tab leads to.
const fn reply(possible: Possible) -> &'static str {
    match possible {
        Possible::Templates => "Template",
        Possible::Words | Possible::Nothing => "Reply",
    }
}
