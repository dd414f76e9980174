//! What a customer wrote under a post, for everybody to read.

use super::linked_text::LinkedText;
use crate::components::Icon;
use leptos::prelude::*;

/// The words, marked as public.
#[component]
pub(super) fn PublicComment(text: String) -> impl IntoView {
    view! {
        <p class="mb-0.5 flex items-center gap-1 text-xs font-medium text-muted">
            <Icon icon=icondata::LuMessagesSquare width="1em"/>
            "Public comment"
        </p>
        <LinkedText text/>
    }
}
