//! Making a label, and putting it on at once.

use crate::api::inbox::{CreateLabel, create_label};
use crate::components::{Button, ButtonSize, field};
use crate::workspace::use_workspace;
use leptos::ev;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use types::ConversationId;
use types::label::LabelColor;
use types::limits::NAME_CHARACTERS;
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement};

/// A name, a colour, a button.
#[component]
pub(super) fn NewLabel(conversation: ConversationId) -> impl IntoView {
    let workspace = use_workspace();
    let submit = move |event: ev::SubmitEvent| {
        let Some(form) = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else { return };
        let Ok(data) = FormData::new_with_form(&form) else { return };
        let value = |name: &str| data.get(name).as_string().unwrap_or_default();
        let Ok(color) = value("color").parse::<LabelColor>() else { return };
        event.prevent_default();
        let name = value("name");
        spawn_local(async move {
            match create_label(name, color, Some(conversation)).await {
                Ok(_) => {
                    form.reset();
                    workspace.changed();
                }
                Err(error) => workspace.say(&error),
            }
        });
    };
    let colors = LabelColor::ALL.iter().map(|color| {
        let name = color.as_str();
        view! { <option value=name>{title(*color)}</option> }
    });
    view! {
        <form method="post" action=CreateLabel::url() on:submit=submit class="flex w-64 flex-col gap-1.5 p-1.5">
            <input type="hidden" name="conversation" value=conversation.to_string()/>
            <input
                name="name"
                aria-label="Name of a new label"
                placeholder="New label"
                required=true
                autocomplete="off"
                maxlength=NAME_CHARACTERS.to_string()
                class=format!("h-8 {}", field::INPUT)
            />
            <div class="flex gap-1.5">
                <select name="color" aria-label="Colour of the new label" class=format!("h-8 {}", field::INPUT)>
                    {colors.collect_view()}
                </select>
                <Button size=ButtonSize::Small kind="submit" class="h-8">"Create"</Button>
            </div>
        </form>
    }
}

const fn title(color: LabelColor) -> &'static str {
    match color {
        LabelColor::Gray => "Grey",
        LabelColor::Red => "Red",
        LabelColor::Orange => "Orange",
        LabelColor::Green => "Green",
        LabelColor::Blue => "Blue",
        LabelColor::Purple => "Purple",
    }
}
