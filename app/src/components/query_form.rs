//! Forms that only change the address: searches and filters.

use leptos::ev;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

/// A form whose fields become the query of an address of ours. (The router's own form adds an empty pair for its button.)
#[component]
pub fn QueryForm(
    /// The address without its query.
    action: &'static str,
    /// The fields and a button.
    children: Children,
) -> impl IntoView {
    let navigate = use_navigate();
    let submit = move |event: ev::SubmitEvent| {
        let form = event.target().and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok());
        let fields = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok());
        let query = fields.and_then(|fields| web_sys::UrlSearchParams::new_with_str_sequence_sequence(&fields).ok());
        // Without them the browser sends the form by itself.
        if let Some(query) = query {
            event.prevent_default();
            navigate(&format!("{action}?{}", String::from(query.to_string())), NavigateOptions::default());
        }
    };
    view! { <form method="get" action=action on:submit=submit>{children()}</form> }
}
