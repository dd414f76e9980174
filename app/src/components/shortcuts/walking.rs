//! Moving through the list by keys. The keyboard goes with it, so that Enter is the browser's own.

use leptos::prelude::*;
use types::ConversationId;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Somebody types in a field.
pub(super) fn is_typing() -> bool {
    document().active_element().is_some_and(|active| {
        let name = active.tag_name();
        let is_field = name.eq_ignore_ascii_case("textarea") || name.eq_ignore_ascii_case("select");
        let is_input = name.eq_ignore_ascii_case("input")
            && !matches!(active.get_attribute("type").as_deref(), Some("checkbox" | "radio" | "button" | "submit"));
        is_field || is_input || active.has_attribute("contenteditable")
    })
}

/// A dialog is open.
pub(super) fn lies_under_a_dialog() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// The links of the rows, in order.
fn rows() -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all("[data-row]") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// Gives the keyboard to the row that many steps on: from the one that has it, or else from the open one.
pub(super) fn walk(steps: isize, open: Option<ConversationId>) {
    let (rows, active) = (rows(), document().active_element());
    let has_keyboard = rows.iter().position(|row| active.as_deref() == Some(row.as_ref()));
    let open = open.map(|id| id.to_string());
    let at =
        has_keyboard.or_else(|| rows.iter().position(|row| row.get_attribute("data-row") == open && open.is_some()));
    let next = at.map_or(Some(0), |at| at.checked_add_signed(steps));
    if let Some(row) = next.and_then(|next| rows.get(next)) {
        let _ = row.focus();
        row.scroll_into_view_with_bool(false);
    }
}
