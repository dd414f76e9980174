//! The fields of a channel, made from what has to be entered for it.

use crate::AppError;
use crate::components::{Choice, Field, FormProblem, Select};
use leptos::either::Either;
use leptos::prelude::*;
use types::inbox::{ChannelDraft, ChannelKind, MailLogin, SetupField};
use types::limits::NAME_CHARACTERS;

/// The id of a field, so that effects find it.
pub(super) fn id_of(name: &str) -> String {
    format!("setup-{name}")
}

/// All fields of a channel, the name of the inbox first, with what is wrong above or beside them.
#[component]
pub(super) fn ChannelFields(
    /// Which channel.
    channel: ChannelKind,
    /// How a mailbox is signed in to: chosen elsewhere, it decides what is asked for.
    login: Option<MailLogin>,
    /// What stands in the fields at first.
    draft: ChannelDraft,
    /// Names of the secrets that are there already.
    #[prop(optional)]
    stored: Vec<String>,
    /// What was wrong with the last attempt.
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let is_asked =
        |field: &&SetupField| login.is_none_or(|login| field.name != "login" && field.is_for(login.as_str()));
    let fields = channel.setup_fields().iter().filter(is_asked);
    let names: Vec<&str> = std::iter::once("name").chain(fields.clone().map(|field| field.name)).collect();
    let above = Signal::derive(move || error.get().and_then(|error| error.above(&names)));
    let beside = move |name: &'static str| Signal::derive(move || error.get().and_then(|error| error.beside(name)));
    let ChannelDraft { name, values } = draft;
    let inputs = fields.map(|field| {
        let value = values.get(field.name).cloned().unwrap_or_default();
        let is_stored = stored.iter().any(|name| name == field.name);
        view! { <SetupInput field=*field value is_stored error=beside(field.name)/> }
    });
    let inputs = inputs.collect_view();
    view! {
        <div class="flex flex-col gap-4">
            <FormProblem text=above/>
            {login.map(|login| view! { <input type="hidden" name="values[login]" value=login.as_str()/> })}
            <Field
                label="Name of the inbox"
                id=id_of("name")
                name="name"
                value=name
                hint="What your team calls it, such as Sales or Support. Customers do not see it."
                limit=NAME_CHARACTERS
                required=true
                error=beside("name")
            />
            {inputs}
        </div>
    }
}

#[component]
fn SetupInput(field: SetupField, value: String, is_stored: bool, error: Signal<Option<String>>) -> impl IntoView {
    let (id, name) = (id_of(field.name), format!("values[{}]", field.name));
    if !field.choices.is_empty() {
        let choices = field.choices.iter().map(|choice| Choice::new(choice, choice_words(choice))).collect();
        let selected = if value.is_empty() { field.default.to_owned() } else { value };
        return Either::Left(view! { <Select label=field.label id name hint=field.help choices selected error/> });
    }
    let may_be_empty = !field.required || is_stored;
    let label = match field {
        SetupField { required: false, default: "", .. } => format!("{} (optional)", field.label),
        _ => field.label.to_owned(),
    };
    let example = if is_stored { "Entered. Leave empty to keep." } else { field.default };
    Either::Right(view! {
        <Field
            label
            id
            name
            kind=if field.secret { "password" } else { "text" }
            // A secret that is there stays there: it never travels back to a page.
            value=if field.secret { String::new() } else { value }
            hint=field.help
            example
            required=!may_be_empty
            error
        />
    })
}

/// What people read for the words of the settings.
fn choice_words(choice: &str) -> String {
    match choice {
        "instagram" => "Instagram login".to_owned(),
        "facebook" => "Facebook login".to_owned(),
        "starttls" => "STARTTLS".to_owned(),
        "tls" => "TLS".to_owned(),
        "none" => "None".to_owned(),
        login if login.parse::<MailLogin>().is_ok() => MailLogin::of(Some(login)).title().to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_has_words_of_its_own() {
        let all = ChannelKind::ALL.iter().flat_map(|channel| channel.setup_fields()).flat_map(|field| field.choices);
        for choice in all {
            assert_ne!(choice_words(choice), *choice, "{choice}");
        }
    }
}
