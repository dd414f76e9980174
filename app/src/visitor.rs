//! What customers see on websites: the chat, a shop to try it in, and the files their browsers load.
//!
//! Complete documents that work without script. They are not hydrated: a visitor's phone loads no WebAssembly.

mod assets;
mod chat_message;
mod chat_page;
mod shop_page;
mod shop_plants;

pub use assets::{Asset, asset};
pub use chat_page::{ChatPage, chat_page};
pub use shop_page::shop_page;

use leptos::prelude::*;

/// Turns a page into a complete document.
fn document(page: impl IntoView) -> String {
    format!("<!doctype html>{}", page.into_view().to_html())
}

/// A sign drawn with lines.
fn icon(lines: &'static [&'static str]) -> impl IntoView {
    let lines = lines.iter().map(|line| view! { <path d=*line/> }).collect_view();
    view! { <svg viewBox="0 0 24 24" aria-hidden="true">{lines}</svg> }
}
