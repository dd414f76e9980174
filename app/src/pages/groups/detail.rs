//! One group: its name, its members, and its end.

use super::delete::DeleteSection;
use super::members::MembersForm;
use crate::AppError;
use crate::api::groups::{DeleteGroup, RenameGroup, SetMembers, Teams, groups};
use crate::components::{Button, ErrorState, Field, FormProblem, Loading, Page, Toasts};
use crate::resource::ask;
use leptos::either::Either;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use types::group::Group;
use types::limits::NAME_CHARACTERS;
use types::{GroupId, Noun, Problem};

/// The page of one group. Its parts are plain forms; each tells what is wrong beside its own fields.
#[component]
pub fn GroupDetailPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get_str("id").and_then(|id| id.parse::<GroupId>().ok()));
    let rename = ServerAction::<RenameGroup>::new();
    let choose = ServerAction::<SetMembers>::new();
    let delete = ServerAction::<DeleteGroup>::new();
    let teams = ask(move || (id.get(), rename.version().get(), choose.version().get()), |_| groups());
    tell(Signal::derive(move || matches!(*rename.value().read(), Some(Ok(_)))), "Name saved");
    tell(Signal::derive(move || matches!(*choose.value().read(), Some(Ok(_)))), "Members saved");
    view! {
        <Loading from=teams show=move |teams, _| {
            let id = id.get_untracked();
            let found = teams.groups.iter().find(|load| Some(load.group.id) == id).cloned();
            match found {
                Some(load) => Either::Left(view! {
                    <Page title=load.group.name.clone() back=("/groups", "Groups") narrow=true>
                        <div class="flex flex-col gap-8">
                            <NameForm action=rename group=load.group.clone()/>
                            <MembersForm action=choose group=load.group.clone() agents=teams.agents.clone() loads=teams.groups.clone()/>
                            <DeleteSection action=delete load others=others(&teams, id)/>
                        </div>
                    </Page>
                }),
                None => Either::Right(view! { <ErrorState error=AppError::from(Problem::NotFound { what: Noun::Group })/> }),
            }
        }/>
    }
}

/// The groups that could inherit.
fn others(teams: &Teams, id: Option<GroupId>) -> Vec<Group> {
    teams.groups.iter().map(|load| load.group.clone()).filter(|group| Some(group.id) != id).collect()
}

/// Says that something was saved. Without JavaScript the page comes back with the new state, which says the same.
fn tell(is_saved: Signal<bool>, words: &'static str) {
    let toasts = expect_context::<Toasts>();
    Effect::new(move |_| {
        if is_saved.get() {
            toasts.show(words, None);
        }
    });
}

#[component]
fn NameForm(action: ServerAction<RenameGroup>, group: Group) -> impl IntoView {
    let error = move || action.value().get().and_then(Result::err);
    let beside = Signal::derive(move || error().and_then(|error| error.beside("name")));
    let above = Signal::derive(move || error().and_then(|error| error.above(&["name"])));
    view! {
        <section aria-labelledby="name-heading">
            <h2 id="name-heading" class="mb-3 text-lg font-semibold">"Name"</h2>
            <FormProblem text=above/>
            <ActionForm action>
                <input type="hidden" name="group" value=group.id.to_string()/>
                <div class="flex items-start gap-2">
                    <Field
                        label="Name of the group"
                        hide_label=true
                        name="name"
                        value=group.name
                        limit=NAME_CHARACTERS
                        required=true
                        error=beside
                        class="w-full max-w-xs"
                    />
                    <Button kind="submit" disabled=action.pending()>"Rename"</Button>
                </div>
            </ActionForm>
        </section>
    }
}
