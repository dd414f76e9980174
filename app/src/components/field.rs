//! Fields of forms: a label, something to fill in, a hint, and what is wrong with it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The classes of everything that can be filled in.
pub const INPUT: &str = "w-full rounded-md border border-line-strong bg-surface px-3 text-base text-text shadow-raised \
    transition-colors hover:border-faint focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 \
    aria-invalid:border-danger";

/// A field of one line. Further attributes go on the input: `attr:maxlength="80"`.
#[component]
pub fn Field(
    /// What to fill in.
    #[prop(into)]
    label: String,
    /// The name in the form; also the id, unless that is given.
    #[prop(into)]
    name: String,
    /// The id, needed when several forms of a page have the same name.
    #[prop(optional, into)]
    id: Option<String>,
    /// The `type` of the input.
    #[prop(default = "text")]
    kind: &'static str,
    /// What it holds at first.
    #[prop(optional, into)]
    value: String,
    /// What to know before filling it in.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with what was filled in.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Must not stay empty.
    #[prop(optional)]
    required: bool,
    /// What the browser may fill in by itself.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Longest text, in characters; 0 for any.
    #[prop(optional)]
    limit: usize,
    /// The label is for screen readers alone.
    #[prop(optional)]
    hide_label: bool,
    /// An example in the empty field.
    #[prop(optional, into)]
    example: Option<String>,
    /// Has the keyboard when the page opens.
    #[prop(optional)]
    autofocus: bool,
    /// More classes of the whole, such as a width.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described_by = {
        let (hint_id, error_id, has_hint) = (hint_id.clone(), error_id.clone(), !hint.is_empty());
        move || match (error.get().is_some(), has_hint) {
            (true, true) => Some(format!("{error_id} {hint_id}")),
            (true, false) => Some(error_id.clone()),
            (false, true) => Some(hint_id.clone()),
            (false, false) => None,
        }
    };
    let label_class = if hide_label { "sr-only" } else { "mb-1 block text-sm font-medium text-text" };
    view! {
        <div class=class>
            <label for=id.clone() class=label_class>{label}</label>
            <input
                id=id
                type=kind
                name=name
                value=value
                required=required
                autocomplete=autocomplete
                autofocus=autofocus
                maxlength=(limit > 0).then(|| limit.to_string())
                placeholder=example
                aria-invalid=move || error.get().map(|_| "true")
                aria-describedby=described_by
                class=format!("h-9 {INPUT}")
            />
            {(!hint.is_empty()).then(|| view! { <p id=hint_id class="mt-1 text-sm text-muted">{hint}</p> })}
            {move || error.get().map(|error| view! {
                <p id=error_id.clone() class="mt-1 text-sm font-medium text-danger">{error}</p>
            })}
        </div>
    }
}

/// Replaces what stands in a field, also when somebody has typed there. For effects and events, which only browsers run.
pub fn refill(id: &str, text: &str) {
    let field = document().get_element_by_id(id).and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok());
    if let Some(field) = field {
        field.set_value(text);
    }
}
