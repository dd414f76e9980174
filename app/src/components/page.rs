//! The frame of a page that is read from top to bottom.

use leptos::prelude::*;
use leptos_meta::Title;

/// Notes on the page that it is alive: styles and tests can tell it from one that is only rendered.
pub fn tell_awake() {
    Effect::new(|| {
        if let Some(root) = document().document_element() {
            // Fails for names that are no names.
            let _ = root.set_attribute("data-awake", "true");
        }
    });
}

/// A page with a heading. The inbox, which fills the window, does not use it.
#[component]
pub fn Page(
    /// Its heading, and its title in the browser.
    #[prop(into)]
    title: String,
    /// One line below the heading.
    #[prop(optional, into)]
    about: String,
    /// A link back to the page above: address and words.
    #[prop(optional)]
    back: Option<(&'static str, &'static str)>,
    /// 768 px wide at most instead of 1152.
    #[prop(optional)]
    narrow: bool,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    tell_awake();
    let width = if narrow { "max-w-3xl" } else { "max-w-6xl" };
    view! {
        <Title text=title.clone()/>
        <div class=format!("mx-auto w-full {width} px-4 py-6 md:px-8 md:py-8")>
            {back.map(|(href, text)| view! {
                <a href=href class="mb-3 inline-flex items-center gap-1 text-sm font-medium text-muted hover:text-text">
                    <super::Icon icon=icondata::LuChevronLeft width="1rem"/>
                    {text}
                </a>
            })}
            <h1 class="text-xl font-semibold tracking-tight">{title}</h1>
            {(!about.is_empty()).then(|| view! { <p class="mt-1 text-muted">{about}</p> })}
            <div class="mt-6">{children()}</div>
        </div>
    }
}
