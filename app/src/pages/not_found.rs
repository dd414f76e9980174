//! What an unknown address shows.

use crate::components::{Button, EmptyState};
use leptos::prelude::*;
use leptos_meta::Title;

/// There is no such page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <Title text="Not found"/>
        <main class="grid min-h-dvh place-items-center bg-sunken">
            <h1 class="sr-only">"Not found"</h1>
            <EmptyState
                icon=icondata::LuCompass
                title="There is no such page"
                text="The address may be mistyped, or what it led to was removed."
            >
                <Button href="/inbox/mine">"Go to the inbox"</Button>
            </EmptyState>
        </main>
    }
}
