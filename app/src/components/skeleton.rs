//! What stands in a place while its content is on the way.

use leptos::prelude::*;

/// Grey bars in the place of lines. Only seen when the browser changes pages by itself; the server sends whole pages.
#[component]
pub fn Skeleton(
    /// How many lines.
    #[prop(default = 4)]
    lines: usize,
) -> impl IntoView {
    let bars = (0..lines).map(|line| {
        let width = ["w-11/12", "w-8/12", "w-10/12", "w-6/12"].get(line % 4).copied().unwrap_or("w-full");
        view! { <span class=format!("h-4 rounded-sm bg-hover {width}")></span> }
    });
    view! {
        <div role="status" class="flex animate-breathe flex-col gap-3 py-4">
            <span class="sr-only">"Loading"</span>
            {bars.collect_view()}
        </div>
    }
}
