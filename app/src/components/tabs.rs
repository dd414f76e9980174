//! Neighbouring lists, one of which is shown.

use super::Badge;
use leptos::prelude::*;

/// One of the tabs: a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub text: String,
    /// How many are there; zero shows nothing.
    pub count: i64,
    /// It is the one shown.
    pub current: bool,
}

/// Links to neighbouring lists.
#[component]
pub fn Tabs(
    /// What is chosen by them, for screen readers.
    #[prop(into)]
    label: String,
    /// The tabs.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
) -> impl IntoView {
    let tab = |tab: Tab| {
        let look =
            if tab.current { "border-accent text-text" } else { "border-transparent text-muted hover:text-text" };
        view! {
            <a
                href=tab.href
                aria-current=tab.current.then_some("page")
                class=format!("-mb-px inline-flex h-10 shrink-0 items-center gap-1.5 border-b-2 px-2 font-medium transition-colors {look}")
            >
                {tab.text}
                <Badge count=tab.count/>
            </a>
        }
    };
    view! {
        <nav aria-label=label class="flex gap-1 overflow-x-auto border-b border-line">
            {move || tabs.get().into_iter().map(tab).collect_view()}
        </nav>
    }
}
