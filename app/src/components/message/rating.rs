//! The question how it was, and its answer.

use super::linked_text::LinkedText;
use crate::components::Icon;
use leptos::prelude::*;

/// The question.
#[component]
pub(super) fn RatingQuestion(text: String) -> impl IntoView {
    view! {
        <div class="flex min-w-0 flex-col gap-1">
            <p class="flex items-center gap-1.5 text-sm text-muted">
                <Icon icon=icondata::LuStar width="1em"/>
                "Asked for a rating"
            </p>
            <LinkedText text/>
        </div>
    }
}

/// The answer, as stars.
#[component]
pub(super) fn RatingAnswer(score: u8, comment: Option<String>) -> impl IntoView {
    let stars = (1..=5_u8).map(|star| {
        let class = if star <= score { "text-warning [&]:fill-current" } else { "text-faint" };
        view! { <Icon icon=icondata::LuStar class/> }
    });
    view! {
        <div class="flex min-w-0 flex-col gap-1">
            <p class="flex items-center gap-0.5" role="img" aria-label=format!("Rated {score} of 5")>{stars.collect_view()}</p>
            {comment.filter(|comment| !comment.is_empty()).map(|text| view! { <LinkedText text/> })}
        </div>
    }
}
