//! Keys of the keyboard, in help and hints.

use leptos::prelude::*;

/// Keys pressed together or one after the other, `Ctrl+K` or `g m`: each is drawn as a key.
#[component]
pub fn Keys(
    /// The keys: `+` joins those pressed together, a space those pressed one after the other.
    keys: &'static str,
) -> impl IntoView {
    let caps = keys.split([' ', '+']).map(|key| {
        view! {
            <kbd class="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line bg-sunken px-1 font-sans text-xs text-muted">
                {key}
            </kbd>
        }
    });
    view! { <span class="inline-flex items-center gap-0.5">{caps.collect_view()}</span> }
}
