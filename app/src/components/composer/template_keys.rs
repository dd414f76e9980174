//! The keyboard among the templates: arrows walk through them, Enter opens one, Escape goes back.

use super::answering::TEMPLATE_SEARCH;
use super::writing::Writing;
use crate::workspace::Possible;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlElement};

impl Writing {
    /// Keys with a meaning in the picker.
    pub(super) fn template_key(self, event: &ev::KeyboardEvent) {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let Some(target) = target.filter(|_| !event.ctrl_key() && !event.meta_key() && !event.alt_key()) else {
            return;
        };
        let in_search = target.id() == TEMPLATE_SEARCH;
        let on_summary = target.tag_name() == "SUMMARY";
        let done = match event.key().as_str() {
            "Escape" => self.leave_template(&target),
            "Enter" if in_search => neighbour(&target, None).inspect(HtmlElement::click).is_some(),
            "ArrowDown" if in_search => focus(neighbour(&target, None)),
            "ArrowDown" if on_summary => focus(neighbour(&target, Some(1))),
            "ArrowUp" if on_summary => focus(neighbour(&target, Some(-1))) || focus(search()),
            _ => false,
        };
        if done {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    /// Folds up the template in which the keyboard is; without one, goes back to writing where that is possible.
    fn leave_template(self, target: &Element) -> bool {
        if let Some(open) = target.closest("details[open]").ok().flatten() {
            let summary = open.query_selector("summary").ok().flatten();
            // Fails only for names that are no names.
            let _ = open.remove_attribute("open");
            return focus(summary.and_then(|summary| summary.dyn_into().ok()));
        }
        let back = self.possible.get_untracked() == Possible::Words;
        if back {
            self.choosing.set(false);
            request_animation_frame(move || self.focus());
        }
        back
    }
}

/// A template has been opened: the keyboard goes to the first thing to fill in, or to the button that sends.
pub(super) fn opened(event: &ev::Event) {
    let details = event.target().and_then(|target| target.dyn_into::<HtmlDetailsElement>().ok());
    if let Some(details) = details.filter(HtmlDetailsElement::open) {
        let first = details.query_selector("form input:not([type=hidden]):not([type=file]), form button[type=submit]");
        focus(first.ok().flatten().and_then(|first| first.dyn_into().ok()));
    }
}

fn search() -> Option<HtmlElement> {
    document().get_element_by_id(TEMPLATE_SEARCH)?.dyn_into().ok()
}

fn focus(element: Option<HtmlElement>) -> bool {
    element.is_some_and(|element| element.focus().is_ok())
}

/// The heading so many places below that of `target`, or the first of all.
fn neighbour(target: &Element, step: Option<i32>) -> Option<HtmlElement> {
    let all = target.closest("section").ok()??.query_selector_all("summary").ok()?;
    let summary = |place: u32| all.item(place).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let Some(step) = step else { return summary(0) };
    let here = (0..all.length()).find(|place| summary(*place).is_some_and(|one| one.is_same_node(Some(target))))?;
    summary(here.checked_add_signed(step)?)
}
