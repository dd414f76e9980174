//! Changing what is known of a contact, in place. It unfolds without JavaScript too.

use crate::AppError;
use crate::api::contacts::{EditContact, edit_contact};
use crate::components::{Button, ButtonLook, ButtonSize, Field, FormProblem, button_class};
use crate::workspace::use_workspace;
use leptos::ev;
use leptos::html::Details;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use types::contact::Contact;
use types::limits::NAME_CHARACTERS;
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement};

/// The form behind "Edit".
#[component]
pub(super) fn ContactForm(contact: Contact) -> impl IntoView {
    let workspace = use_workspace();
    let fold = NodeRef::<Details>::new();
    let (error, busy) = (RwSignal::new(None::<AppError>), RwSignal::new(false));
    let beside = move |name: &'static str| Signal::derive(move || error.get().and_then(|error| error.beside(name)));
    let above = Signal::derive(move || error.get().and_then(|error| error.above(&["name", "email", "phone"])));
    let id = contact.id;
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(form) = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else { return };
        let Ok(data) = FormData::new_with_form(&form) else { return };
        let value = |name: &str| data.get(name).as_string().unwrap_or_default();
        let (name, email, phone) = (value("name"), value("email"), value("phone"));
        busy.set(true);
        spawn_local(async move {
            let answer = edit_contact(id, name, email, phone).await;
            busy.try_set(false);
            match answer {
                Ok(contact) => {
                    if let Some(fold) = fold.try_get_untracked().flatten() {
                        fold.set_open(false);
                    }
                    error.try_set(None);
                    workspace.learn_contact(&contact);
                }
                Err(problem) => {
                    error.try_set(Some(problem));
                }
            }
        });
    };
    view! {
        <details node_ref=fold class="mt-3">
            <summary class=format!("{} -ms-2 w-fit", button_class(ButtonLook::Quiet, ButtonSize::Small))>"Edit contact"</summary>
            <form method="post" action=EditContact::url() on:submit=submit class="mt-2 flex flex-col gap-3">
                <FormProblem text=above/>
                <input type="hidden" name="contact" value=id.to_string()/>
                <Field label="Name" name="name" id="contact-name" value=contact.name required=true limit=NAME_CHARACTERS error=beside("name")/>
                <Field label="E-mail" name="email" id="contact-email" kind="email" value=contact.email.unwrap_or_default() error=beside("email")/>
                <Field label="Phone" name="phone" id="contact-phone" kind="tel" value=contact.phone.unwrap_or_default() error=beside("phone")/>
                <Button look=ButtonLook::Primary kind="submit" disabled=busy>"Save"</Button>
            </form>
        </details>
    }
}
