//! What a plain form could not do. The server sends the browser back to the page with the reason in its address.

use crate::AppError;
use crate::components::FormProblem;
use leptos::prelude::*;
use leptos::server_fn::error::ServerFnUrlError;
use leptos_router::hooks::use_query_map;

/// The reason, above the page; nothing when there is none.
#[component]
pub fn PlainProblem() -> impl IntoView {
    let query = use_query_map();
    // Only problems of ours can be read from the address, so nobody makes the page say something else by a link.
    let text = Memo::new(move |_| {
        let error = query.with(|query| query.get_str("__err").map(ServerFnUrlError::<AppError>::decode_err))?;
        Some(error.to_string())
    });
    move || text.get().map(|_| view! { <div class="px-4 py-2"><FormProblem text/></div> })
}
