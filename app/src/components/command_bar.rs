//! The command bar: everything that can be done or opened, found by a few letters.

mod commands;
mod fuzzy;

use super::Keys;
use crate::workspace::{CommandScope, Overlay, Selection, use_workspace};
use commands::{Command, Deed, commands};
use fuzzy::rank;
use leptos::ev;
use leptos::html::{Dialog, Input};
use leptos::prelude::*;

/// How many are shown.
const SHOWN: usize = 12;

/// The bar. It opens over the page, and gives the keyboard back when it closes.
#[component]
pub fn CommandBar() -> impl IntoView {
    let workspace = use_workspace();
    let scope = Memo::new(move |_| match workspace.overlay.get() {
        Some(Overlay::Commands(scope)) => Some(scope),
        _ => None,
    });
    let (dialog, field) = (NodeRef::<Dialog>::new(), NodeRef::<Input>::new());
    let (needle, choice) = (RwSignal::new(String::new()), RwSignal::new(0_usize));
    Effect::new(move |_| {
        let (Some(dialog), scope) = (dialog.get(), scope.get()) else { return };
        if scope.is_some() {
            needle.set(String::new());
            choice.set(0);
            if let Some(field) = field.get_untracked() {
                field.set_value("");
            }
            if !dialog.open() {
                // Fails only for a dialog that was taken out of the page meanwhile.
                let _ = dialog.show_modal();
            }
        } else if dialog.open() {
            dialog.close();
        }
    });
    let found = Memo::new(move |_| {
        let Some(scope) = scope.get() else { return Vec::new() };
        let mut found = rank(&needle.get(), commands(workspace, scope), |command| command.title.as_str());
        found.truncate(SHOWN);
        found
    });
    let chosen = move || choice.get().min(found.with(Vec::len).saturating_sub(1));
    let close = move || {
        // Another overlay may have taken the place of this one.
        if matches!(workspace.overlay.get_untracked(), Some(Overlay::Commands(_))) {
            workspace.overlay.set(None);
        }
    };
    let run = move |command: Command| {
        close();
        match command.deed {
            Deed::Act(action) => {
                workspace.act(workspace.aim.get_untracked(), action);
                workspace.selection.update(Selection::clear);
            }
            Deed::Visit(url) => workspace.visit.run(url),
            Deed::Write(audience) => workspace.wish_to_write.set(Some(audience)),
            Deed::Show(overlay) => workspace.overlay.set(Some(overlay)),
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        let last = found.with_untracked(Vec::len).saturating_sub(1);
        let at = untrack(chosen);
        match event.key().as_str() {
            "ArrowDown" => choice.set(if at >= last { 0 } else { at + 1 }),
            "ArrowUp" => choice.set(at.checked_sub(1).unwrap_or(last)),
            "Enter" => {
                if let Some(command) = found.with_untracked(|found| found.get(at).cloned()) {
                    run(command);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let line = move |(at, command): (usize, Command)| {
        let (id, title, hint, keys) = (format!("command-{at}"), command.title.clone(), command.hint, command.keys);
        view! {
            <li
                id=id
                role="option"
                aria-selected=move || if chosen() == at { "true" } else { "false" }
                on:click=move |_| run(command.clone())
                class="flex cursor-pointer items-center gap-3 rounded-sm px-3 py-2 hover:bg-hover aria-selected:bg-accent-soft"
            >
                <span class="min-w-0 flex-1 truncate">{title}</span>
                <span class="shrink-0 text-sm text-muted">{hint}</span>
                {(!keys.is_empty()).then(|| view! { <Keys keys/> })}
            </li>
        }
    };
    let beside = move |event: ev::MouseEvent| {
        if event.target().is_some_and(|target| html_dialog(&target)) {
            close();
        }
    };
    let prompt = move || scope.get().unwrap_or(CommandScope::All).prompt();
    view! {
        <dialog
            node_ref=dialog
            aria-label="Commands"
            on:close=move |_| close()
            on:mousedown=beside
            class="mx-auto mt-[12vh] mb-auto w-full max-w-xl animate-rise rounded-lg border border-line bg-raised text-text shadow-float"
        >
            <div class="p-2">
                <input
                    node_ref=field
                    type="text"
                    role="combobox"
                    aria-expanded="true"
                    aria-controls="commands"
                    aria-activedescendant=move || format!("command-{}", chosen())
                    aria-label=prompt
                    placeholder=prompt
                    autocomplete="off"
                    autofocus=true
                    on:input=move |event| {
                        needle.set(event_target_value(&event));
                        choice.set(0);
                    }
                    on:keydown=key
                    class="h-11 w-full rounded-md bg-transparent px-3 text-lg outline-none focus-visible:outline-none"
                />
                <ul id="commands" role="listbox" aria-label="Commands" class="mt-1 max-h-[50vh] overflow-y-auto border-t border-line pt-1">
                    {move || found.get().into_iter().enumerate().map(line).collect_view()}
                </ul>
                {move || found.with(Vec::is_empty).then(|| view! { <p class="px-3 py-4 text-center text-muted">"Nothing fits"</p> })}
            </div>
        </dialog>
    }
}

/// Whether a press went to the dialog itself, which is what lies beside its box.
fn html_dialog(target: &web_sys::EventTarget) -> bool {
    use wasm_bindgen::JsCast;
    target.dyn_ref::<web_sys::HtmlDialogElement>().is_some()
}
