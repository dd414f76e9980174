//! Menus that open below a button.

use leptos::children::ViewFn;
use leptos::prelude::*;
use leptos::{ev, html};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

/// A menu. It is a `<details>`, so it opens without JavaScript; with it, the arrow keys walk through the lines, and Escape, a
/// press on a line or leaving it close it. The lines are buttons, links or forms with [`menu_item_class`].
#[component]
pub fn Menu(
    /// What the opener is called, when it shows no words.
    #[prop(optional, into)]
    label: Option<String>,
    /// What the opener shows.
    #[prop(into)]
    opener: ViewFn,
    /// The classes of the opener: those of a button, say.
    #[prop(optional, into)]
    opener_class: String,
    /// A hint that appears at the opener.
    #[prop(optional, into)]
    title: Option<String>,
    /// Opens with its right edge at the opener's.
    #[prop(optional)]
    at_end: bool,
    /// Opens above the opener.
    #[prop(optional)]
    upward: bool,
    /// More classes of the whole.
    #[prop(optional)]
    class: &'static str,
    /// The lines.
    children: Children,
) -> impl IntoView {
    let menu = NodeRef::<html::Details>::new();
    let close = move |refocus: bool| {
        let Some(menu) = menu.get_untracked() else { return };
        menu.set_open(false);
        if let Some(opener) = find(&menu, "summary").filter(|_| refocus) {
            let _ = opener.focus();
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        let Some(menu) = menu.get_untracked() else { return };
        match event.key().as_str() {
            "Escape" if menu.open() => close(true),
            "ArrowDown" | "ArrowUp" | "Home" | "End" => {
                menu.set_open(true);
                walk(&menu, &event.key());
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let leave = move |event: ev::FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into::<Node>().ok());
        if menu.get_untracked().is_some_and(|menu| !menu.contains(next.as_ref())) {
            close(false);
        }
    };
    let press = move |event: ev::MouseEvent| {
        let line = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        // After this press has done its work: a form must not lose its button before it is sent.
        if line.and_then(|line| line.closest("a[href],button").ok().flatten()).is_some() {
            request_animation_frame(move || close(false));
        }
    };
    let side = match (at_end, upward) {
        (false, false) => "start-0 top-full mt-1",
        (true, false) => "end-0 top-full mt-1",
        (false, true) => "start-0 bottom-full mb-1",
        (true, true) => "end-0 bottom-full mb-1",
    };
    view! {
        <details node_ref=menu class=format!("relative {class}") on:keydown=key on:focusout=leave>
            <summary class=opener_class aria-label=label title=title>{opener.run()}</summary>
            // Takes the keyboard when pressed between the lines, so that this does not count as leaving.
            <div
                tabindex="-1"
                on:click=press
                class=format!(
                    "absolute z-40 max-h-96 min-w-52 animate-rise overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-float {side}",
                )
            >
                {children()}
            </div>
        </details>
    }
}

/// A quiet heading over some lines of a menu.
#[component]
pub fn MenuHeading(
    /// Its words.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <p class="px-2 pt-2 pb-1 text-xs font-medium text-faint">{text}</p> }
}

/// A line between lines.
#[component]
pub fn MenuLine() -> impl IntoView {
    view! { <hr class="-mx-1 my-1 border-line"/> }
}

/// The classes of a line of a menu.
#[must_use]
pub const fn menu_item_class() -> &'static str {
    "flex min-h-8 w-full items-center gap-2 rounded-sm px-2 py-1 text-start text-base hover:bg-hover \
     focus-visible:bg-hover focus-visible:-outline-offset-2"
}

fn find(root: &Element, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// Moves the keyboard to another line.
fn walk(menu: &Element, key: &str) {
    let Ok(found) = menu.query_selector_all("div a[href], div button:not(:disabled), div input, div select") else {
        return;
    };
    let lines: Vec<HtmlElement> = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect();
    let active = document().active_element();
    let current = lines.iter().position(|line| active.as_deref() == Some(line.as_ref()));
    let last = lines.len().saturating_sub(1);
    let next = match (key, current) {
        ("ArrowDown", Some(at)) if at < last => at + 1,
        ("ArrowUp", Some(at)) => at.checked_sub(1).unwrap_or(last),
        ("ArrowUp" | "End", _) => last,
        _ => 0,
    };
    if let Some(line) = lines.get(next) {
        let _ = line.focus();
    }
}
