//! Making, using and removing canned replies.

use super::writing::Writing;
use crate::AppError;
use crate::api::inbox::{delete_canned_reply, save_canned_reply};
use crate::components::{Button, ButtonLook, Dialog, Field, FormProblem, IconButton, field};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use types::canned_reply::CannedReply;
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement};

/// The canned replies of the business, and a form for another one that begins with what is being written.
#[component]
pub(super) fn CannedDialog(writing: Writing, open: RwSignal<bool>) -> impl IntoView {
    let error = RwSignal::new(None::<AppError>);
    let beside = move |name: &'static str| Signal::derive(move || error.get().and_then(|error| error.beside(name)));
    let above = Signal::derive(move || error.get().and_then(|error| error.above(&["shortcut", "text"])));
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(form) = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else { return };
        let Ok(data) = FormData::new_with_form(&form) else { return };
        let value = |name: &str| data.get(name).as_string().unwrap_or_default();
        let (shortcut, text) = (value("shortcut"), value("text"));
        spawn_local(async move {
            let answer = save_canned_reply(None, shortcut, text).await;
            if answer.is_ok() {
                form.reset();
                open.try_set(false);
            }
            error.try_set(answer.err());
        });
    };
    view! {
        <Dialog open title="Canned replies" wide=true>
            <KnownReplies writing open/>
            <form on:submit=save class="mt-4 flex flex-col gap-3 border-t border-line pt-4">
                <FormProblem text=above/>
                <Field
                    label="Shortcut"
                    name="shortcut"
                    id="canned-shortcut"
                    hint="Lower case letters, digits and dashes: greeting"
                    required=true
                    limit=40
                    error=beside("shortcut")
                />
                <div>
                    <label for="canned-text" class="mb-1 block text-sm font-medium">"Text"</label>
                    <textarea
                        id="canned-text"
                        name="text"
                        rows="4"
                        required=true
                        prop:value=move || if open.get() { writing.text.get_untracked() } else { String::new() }
                        class=format!("py-2 {}", field::INPUT)
                    ></textarea>
                    <p class="mt-1 text-sm text-muted">
                        "{{contact.name}}, {{contact.first_name}}, {{agent.name}} and {{agent.first_name}} are filled in."
                    </p>
                    {move || beside("text").get().map(|error| view! { <p class="mt-1 text-sm font-medium text-danger">{error}</p> })}
                </div>
                <div class="flex justify-end"><Button look=ButtonLook::Primary kind="submit">"Save reply"</Button></div>
            </form>
        </Dialog>
    }
}

#[component]
fn KnownReplies(writing: Writing, open: RwSignal<bool>) -> impl IntoView {
    let workspace = writing.workspace;
    let known = Memo::new(move |_| workspace.directory(|directory| directory.canned_replies.clone()));
    let line = move |reply: CannedReply| {
        let (id, used, label) = (reply.id, reply.clone(), format!("Delete /{}", reply.shortcut));
        view! {
            <li class="flex items-center gap-2">
                <button
                    type="button"
                    on:click=move |_| {
                        open.set(false);
                        writing.fill_in(&used);
                    }
                    class="flex min-w-0 flex-1 items-baseline gap-3 rounded-sm px-2 py-1.5 text-start hover:bg-hover"
                >
                    <span class="shrink-0 font-medium text-accent">"/" {reply.shortcut}</span>
                    <span class="min-w-0 truncate text-sm text-muted">{reply.text}</span>
                </button>
                <IconButton
                    icon=icondata::LuTrash2
                    label
                    small=true
                    on:click=move |_| spawn_local(async move {
                        if let Err(error) = delete_canned_reply(id).await {
                            workspace.say(&error);
                        }
                    })
                />
            </li>
        }
    };
    view! {
        <ul class="-mx-2 max-h-60 overflow-y-auto" aria-label="Known replies">
            <For each=move || known.get() key=|reply| (reply.id, reply.shortcut.clone(), reply.text.clone()) children=line/>
        </ul>
    }
}
