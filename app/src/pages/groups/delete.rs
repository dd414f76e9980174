//! Deleting a group: its conversations need a new home first.

use crate::api::groups::DeleteGroup;
use crate::components::{Button, ButtonLook, Choice, Dialog, FormProblem, Select};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::group::{Group, GroupLoad};

/// Asks in a dialog; without JavaScript the button leads to the same page with the question in it.
#[component]
pub(super) fn DeleteSection(action: ServerAction<DeleteGroup>, load: GroupLoad, others: Vec<Group>) -> impl IntoView {
    let query = use_query_map();
    let is_asked = Memo::new(move |_| query.read().get_str("delete").is_some());
    let open = RwSignal::new(false);
    let title = format!("Delete {}?", load.group.name);
    let href = format!("/groups/{}?delete=1", load.group.id);
    let ask = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        open.set(true);
    };
    let (in_dialog, in_page) = ((load.clone(), others.clone()), (load, others));
    view! {
        <section aria-labelledby="delete-heading" class="border-t border-line pt-6">
            <h2 id="delete-heading" class="text-lg font-semibold">"Delete this group"</h2>
            <p class="mt-1 mb-3 text-muted">"Nothing that was written is lost: you choose where its conversations go."</p>
            {move || if is_asked.get() {
                let (load, others) = in_page.clone();
                view! { <DeleteForm id="heir" action load others/> }.into_any()
            } else {
                view! { <Button href=href.clone() icon=icondata::LuTrash2 on:click=ask>"Delete group…"</Button> }.into_any()
            }}
            <Dialog open title>
                <DeleteForm id="heir-in-dialog" action load=in_dialog.0 others=in_dialog.1/>
            </Dialog>
        </section>
    }
}

#[component]
fn DeleteForm(
    /// The id of the select: the form stands in the page and in the dialog.
    id: &'static str,
    action: ServerAction<DeleteGroup>,
    load: GroupLoad,
    others: Vec<Group>,
) -> impl IntoView {
    let error = move || action.value().get().and_then(Result::err);
    let beside = Signal::derive(move || error().and_then(|error| error.beside("heir")));
    let above = Signal::derive(move || error().and_then(|error| error.above(&["heir"])));
    let choices = std::iter::once(Choice::new("everyone", "To everyone (no group)"))
        .chain(others.into_iter().map(|group| Choice::new(group.id, format!("To {}", group.name))))
        .collect();
    let count = match load.open {
        0 => "It has no open conversations. Resolved ones move as well.".to_owned(),
        1 => "It has 1 open conversation. Resolved ones move as well.".to_owned(),
        open => format!("It has {open} open conversations. Resolved ones move as well."),
    };
    view! {
        <ActionForm action>
            <input type="hidden" name="group" value=load.group.id.to_string()/>
            <div class="flex flex-col gap-4">
                <FormProblem text=above/>
                <p class="text-muted">{count}</p>
                <Select id label="Where its conversations go" name="heir" choices error=beside class="max-w-xs"/>
                <div><Button look=ButtonLook::Danger kind="submit" disabled=action.pending()>"Delete group"</Button></div>
            </div>
        </ActionForm>
    }
}
