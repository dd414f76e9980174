//! Questions with things to press, and what was pressed.

use super::linked_text::LinkedText;
use crate::components::Icon;
use leptos::prelude::*;
use types::message::{InteractiveBody, ListSection};

/// A question as the customer sees it. The buttons are drawn, not pressed: only the customer can.
#[component]
pub(super) fn Question(question: InteractiveBody) -> impl IntoView {
    let InteractiveBody { text, footer, buttons, sections } = question;
    let buttons = (!buttons.is_empty()).then(|| {
        let buttons = buttons.into_iter().map(|button| {
            view! { <li class="rounded-md border border-line bg-raised px-3 py-1 text-center font-medium text-text">{button.title}</li> }
        });
        view! { <ul class="flex flex-col gap-1" aria-label="Buttons">{buttons.collect_view()}</ul> }
    });
    view! {
        <div class="flex min-w-0 flex-col gap-2">
            <LinkedText text/>
            {footer.map(|footer| view! { <p class="text-sm text-muted">{footer}</p> })}
            {buttons}
            {sections.into_iter().map(|section| view! { <Section section/> }).collect_view()}
        </div>
    }
}

#[component]
fn Section(section: ListSection) -> impl IntoView {
    let rows = section.rows.into_iter().map(|row| {
        view! {
            <li class="px-3 py-1.5">
                <span class="block font-medium">{row.title}</span>
                {row.description.map(|description| view! { <span class="block text-sm text-muted">{description}</span> })}
            </li>
        }
    });
    view! {
        <div class="rounded-md border border-line bg-raised text-text">
            {(!section.title.is_empty()).then(|| view! { <p class="px-3 pt-2 text-sm font-medium text-muted">{section.title}</p> })}
            <ul class="divide-y divide-line">{rows.collect_view()}</ul>
        </div>
    }
}

/// What was chosen.
#[component]
pub(super) fn ChoiceLine(title: String) -> impl IntoView {
    view! {
        <p class="flex items-center gap-2">
            <Icon icon=icondata::LuMousePointerClick class="text-muted"/>
            <span class="sr-only">"Chose"</span>
            <span class="min-w-0 font-medium" dir="auto">{title}</span>
        </p>
    }
}
