//! What can be done to one conversation, as menus: for the header of a thread and for the context panel.

mod assignee_menu;
mod group_menu;
mod label_menu;
mod new_label;
mod priority_menu;
mod status_button;

pub use assignee_menu::AssigneeMenu;
pub use group_menu::GroupMenu;
pub use label_menu::LabelMenu;
pub use priority_menu::{PriorityMenu, flag_class};
pub use status_button::{StatusButton, snooze_choices};

use super::{ButtonLook, ButtonSize, Icon, button_class, menu_item_class};
use leptos::prelude::*;

/// How the opener of such a menu looks: small in a header, as wide as the panel in the panel.
#[must_use]
fn opener_class(wide: bool) -> String {
    if wide {
        format!("{} w-full justify-start!", button_class(ButtonLook::Secondary, ButtonSize::Medium))
    } else {
        button_class(ButtonLook::Quiet, ButtonSize::Small)
    }
}

/// One line of such a menu: a button that sends its value. The present choice has a tick.
#[component]
pub fn ChoiceButton(
    /// What the form sends.
    #[prop(into)]
    value: String,
    /// It is the present choice.
    #[prop(into)]
    chosen: Signal<bool>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="submit"
            name="value"
            value=value
            aria-current=move || chosen.get().then_some("true")
            class=menu_item_class()
        >
            {children()}
            <span class="flex-1"></span>
            {move || chosen.get().then(|| view! { <Icon icon=icondata::LuCheck width="1rem" class="text-accent"/> })}
        </button>
    }
}
