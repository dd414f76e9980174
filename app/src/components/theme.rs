//! Light, dark, or as the system says.

use super::Icon;
use crate::api::session::SetTheme;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// Three buttons that choose the theme. The choice is a cookie, so that the server draws the next page right at once.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let action = ServerAction::<SetTheme>::new();
    let choice = |theme: &'static str, label: &'static str, icon: icondata::Icon, chosen: &'static str| {
        view! {
            <button
                type="submit"
                name="theme"
                value=theme
                title=label
                on:click=move |_| show(theme)
                class=format!("inline-flex h-7 flex-1 items-center justify-center rounded-sm text-muted hover:text-text {chosen}")
            >
                <Icon icon width="1rem"/>
                <span class="sr-only">{label}</span>
            </button>
        }
    };
    // Which one is chosen is told by the attribute of the document, which the server writes and `show` changes.
    let system = "bg-chosen shadow-raised [[data-theme]_&]:bg-transparent [[data-theme]_&]:shadow-none";
    let light = "[[data-theme=light]_&]:bg-chosen [[data-theme=light]_&]:shadow-raised";
    let dark = "[[data-theme=dark]_&]:bg-chosen [[data-theme=dark]_&]:shadow-raised";
    view! {
        <ActionForm action>
            <div role="group" aria-label="Theme" class="flex gap-1 rounded-md bg-hover p-0.5">
                {choice("system", "Theme of the system", icondata::LuMonitor, system)}
                {choice("light", "Light theme", icondata::LuSun, light)}
                {choice("dark", "Dark theme", icondata::LuMoon, dark)}
            </div>
        </ActionForm>
    }
}

/// At once, without waiting for the server.
fn show(theme: &str) {
    let Some(root) = document().document_element() else { return };
    // Cannot fail: the name is a proper one.
    let _ =
        if theme == "system" { root.remove_attribute("data-theme") } else { root.set_attribute("data-theme", theme) };
}
