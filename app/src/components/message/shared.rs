//! Stories, reels, posts and links that were passed on or answered.

use super::linked_text::LinkedText;
use crate::components::Icon;
use leptos::prelude::*;
use types::message::{Shared, SharedKind};

/// What it is, as the way to it, above the words that came with it.
#[component]
pub(super) fn SharedCard(shared: Shared) -> impl IntoView {
    let (icon, words) = match shared.what {
        SharedKind::Link => (icondata::LuLink, "Shared a link"),
        SharedKind::Reel => (icondata::LuClapperboard, "Shared a reel"),
        SharedKind::Story => (icondata::LuCircleDashed, "Answers a story"),
        SharedKind::StoryMention => (icondata::LuCircleDashed, "Mentions you in a story"),
    };
    let words = shared.title.filter(|title| !title.is_empty()).unwrap_or_else(|| words.to_owned());
    view! {
        <div class="flex min-w-0 flex-col gap-1">
            <a
                href=shared.address
                target="_blank"
                rel="noopener noreferrer nofollow"
                class="flex w-fit max-w-full items-center gap-1.5 rounded-sm text-sm font-medium text-accent hover:underline"
            >
                <Icon icon=icon width="1rem" class="shrink-0"/>
                <span class="truncate" dir="auto">{words}</span>
                <Icon icon=icondata::LuExternalLink width="0.875rem" class="shrink-0"/>
            </a>
            {(!shared.text.is_empty()).then(|| view! { <LinkedText text=shared.text/> })}
        </div>
    }
}
