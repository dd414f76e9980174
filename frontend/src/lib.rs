//! The browser's entry point: takes over the page that the server has rendered.

// Views are deeply nested types; the default limit of 128 does not cover a whole page.
#![recursion_limit = "512"]

/// Called by the page's script once this module is loaded.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
}
