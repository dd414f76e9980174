//! Questions in front of the page.

use super::IconButton;
use leptos::prelude::*;
use leptos::{ev, html};
use wasm_bindgen::JsCast;

/// A dialog in front of the page. The browser keeps the keyboard inside it and gives it back afterwards; Escape and a press
/// beside it close it. It cannot open without JavaScript, so whatever it asks needs a page of its own as well.
#[component]
pub fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What it is about.
    #[prop(into)]
    title: String,
    /// 640 px wide instead of 448.
    #[prop(optional)]
    wide: bool,
    /// What it asks.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let (Some(dialog), open) = (dialog.get(), open.get()) else { return };
        if open && !dialog.open() {
            // Fails only for a dialog that was taken out of the page meanwhile.
            let _ = dialog.show_modal();
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    // What is beside the box counts as the dialog itself; its content is another element.
    let press = move |event: ev::MouseEvent| {
        let pressed = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlDialogElement>().ok());
        if pressed.is_some() {
            open.set(false);
        }
    };
    let label = title.clone();
    let width = if wide { "max-w-2xl" } else { "max-w-md" };
    view! {
        <dialog
            node_ref=dialog
            aria-label=label
            on:close=move |_| open.set(false)
            on:mousedown=press
            class=format!("m-auto w-full {width} animate-rise rounded-lg border border-line bg-raised text-text shadow-float")
        >
            <div class="p-5">
                <div class="mb-4 flex items-start justify-between gap-4">
                    <h2 class="text-lg font-semibold">{title}</h2>
                    <IconButton icon=icondata::LuX label="Close" small=true on:click=move |_| open.set(false)/>
                </div>
                {children()}
            </div>
        </dialog>
    }
}
