//! Choosing one of several.

use super::Icon;
use super::field::INPUT;
use leptos::prelude::*;

/// One of the things to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What people read.
    pub text: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl ToString, text: impl Into<String>) -> Self {
        Self { value: value.to_string(), text: text.into() }
    }
}

/// A select with its label.
#[component]
pub fn Select(
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// The name in the form; also the id, unless that is given.
    #[prop(into)]
    name: String,
    /// The id, needed when several forms of a page have the same name.
    #[prop(optional, into)]
    id: Option<String>,
    /// What to choose from.
    choices: Vec<Choice>,
    /// The value chosen at first.
    #[prop(optional, into)]
    selected: String,
    /// The label is for screen readers alone.
    #[prop(optional)]
    hide_label: bool,
    /// What to know before choosing.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// More classes of the whole, such as a width.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let label_class = if hide_label { "sr-only" } else { "mb-1 block text-sm font-medium text-text" };
    let options = choices.into_iter().map(|choice| {
        let is_selected = choice.value == selected;
        view! { <option value=choice.value selected=is_selected>{choice.text}</option> }
    });
    let described_by = {
        let (hint_id, error_id, has_hint) = (hint_id.clone(), error_id.clone(), !hint.is_empty());
        move || match (error.get().is_some(), has_hint) {
            (true, true) => Some(format!("{error_id} {hint_id}")),
            (true, false) => Some(error_id.clone()),
            (false, true) => Some(hint_id.clone()),
            (false, false) => None,
        }
    };
    view! {
        <div class=class>
            <label for=id.clone() class=label_class>{label}</label>
            <div class="relative">
                <select
                    id=id
                    name=name
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-describedby=described_by
                    class=format!("h-9 appearance-none pe-8 {INPUT}")
                >
                    {options.collect_view()}
                </select>
                <span class="pointer-events-none absolute end-2.5 top-2.5 text-muted"><Icon icon=icondata::LuChevronDown width="1rem"/></span>
            </div>
            {(!hint.is_empty()).then(|| view! { <p id=hint_id class="mt-1 text-sm text-muted">{hint}</p> })}
            {move || error.get().map(|error| view! {
                <p id=error_id.clone() class="mt-1 text-sm font-medium text-danger">{error}</p>
            })}
        </div>
    }
}
