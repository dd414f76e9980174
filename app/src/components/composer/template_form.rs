//! One template: what to fill in, how it will read, and the button that sends it.

use super::files::{AttachButton, FileList};
use super::template_keys;
use super::template_preview::TemplatePreview;
use super::writing::Writing;
use crate::AppError;
use crate::api::templates::SendTemplate;
use crate::components::message::spoken;
use crate::components::{Button, ButtonLook, Chip, FormProblem, Icon, field};
use crate::workspace::Workspace;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::{ev, html};
use types::message::{Template, TemplateButton, TemplateHeader, TemplatePart, Variable};

/// A template, folded up until it is chosen; one at a time.
#[component]
pub(super) fn TemplateForm(writing: Writing, template: Template) -> impl IntoView {
    let variables = template.variables();
    let values = RwSignal::new(vec![String::new(); variables.len()]);
    let error = RwSignal::new(None::<AppError>);
    let chosen = StoredValue::new(template.clone());
    let details = NodeRef::<html::Details>::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let sent = chosen.with_value(|template| writing.send_template(template, &values.get_untracked()));
        if sent.is_ok() {
            values.update(|values| values.iter_mut().for_each(String::clear));
            if let Some(details) = details.get_untracked() {
                details.set_open(false);
            }
        }
        error.set(sent.err().map(AppError));
    };
    let names: Vec<_> = (0..variables.len()).map(|place| format!("value{place}")).collect();
    let above = Signal::derive(move || {
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        error.get().and_then(|error| error.above(&names))
    });
    let id = format!("template-{}-{}", template.name, template.language);
    let inputs = variables.into_iter().enumerate().map(|(place, variable)| {
        let label = label_of(&template, &variable);
        let example = template.example(place).map(|example| format!("e.g. {example}"));
        view! { <Value id=format!("{id}-{place}") place label example values error/> }
    });
    let inputs = inputs.collect_view();
    // Files are brought by scripts alone.
    let needs_file = matches!(template.header, Some(TemplateHeader::Media { .. }));
    let blocked = Signal::derive(move || needs_file && !writing.workspace.awake.get());
    let on_top = needs_file.then(|| {
        view! {
            <div class="flex items-center gap-2 text-sm text-muted"><AttachButton writing/>"File on top"</div>
            <FileList writing/>
        }
    });
    let Template { name, language, category, .. } = template;
    view! {
        <details node_ref=details name="template" on:toggle=move |event| template_keys::opened(&event) class="group/template border-b border-line last:border-b-0">
            <summary class="flex items-center gap-2 px-3 py-2 -outline-offset-2 hover:bg-hover">
                <Icon icon=icondata::LuChevronRight class="text-faint transition-transform group-open/template:rotate-90"/>
                <span class="min-w-0 flex-1 truncate font-medium">{spoken(&name)}</span>
                {(!category.is_empty()).then(|| view! { <span class="text-sm text-muted">{category.to_lowercase()}</span> })}
                <Chip text=language.clone()/>
            </summary>
            <form
                method="post"
                action=SendTemplate::url()
                on:submit=submit
                class="grid gap-4 px-3 pt-1 pb-3 sm:grid-cols-2"
            >
                <input type="hidden" name="conversation" value=writing.conversation.to_string()/>
                <input type="hidden" name="client_id" value=Workspace::new_client_id().to_string()/>
                <input type="hidden" name="name" value=name/>
                <input type="hidden" name="language" value=language/>
                <div class="flex flex-col gap-3 max-sm:order-last">
                    <FormProblem text=above/>
                    {inputs}
                    {on_top}
                    <div class="mt-auto">
                        <Button look=ButtonLook::Primary kind="submit" icon=icondata::LuSendHorizontal disabled=blocked>"Send template"</Button>
                    </div>
                </div>
                <TemplatePreview template=chosen values/>
            </form>
        </details>
    }
}

/// The field of a variable.
#[component]
fn Value(
    id: String,
    place: usize,
    label: String,
    example: Option<String>,
    values: RwSignal<Vec<String>>,
    error: RwSignal<Option<AppError>>,
) -> impl IntoView {
    let name = format!("value{place}");
    let wrong = Memo::new(move |_| error.get().and_then(|error| error.beside(&name)));
    let error_id = format!("{id}-error");
    let described_by = error_id.clone();
    let typed = move |event| {
        let text = event_target_value(&event);
        values.update(|values| {
            if let Some(value) = values.get_mut(place) {
                *value = text;
            }
        });
    };
    view! {
        <div>
            <label for=id.clone() class="mb-1 block text-sm font-medium text-text">{label}</label>
            <input
                id=id
                name=format!("values[{place}]")
                required=true
                placeholder=example
                autocomplete="off"
                dir="auto"
                prop:value=move || values.with(|values| values.get(place).cloned().unwrap_or_default())
                on:input=typed
                aria-invalid=move || wrong.get().map(|_| "true")
                aria-describedby=move || wrong.get().map(|_| described_by.clone())
                class=format!("h-9 {}", field::INPUT)
            />
            {move || wrong.get().map(|wrong| view! {
                <p id=error_id.clone() class="mt-1 text-sm font-medium text-danger">{wrong}</p>
            })}
        </div>
    }
}

/// What to fill in, as the label of its field: where it stands, and its name when it has one.
fn label_of(template: &Template, variable: &Variable) -> String {
    let is_number = variable.name.chars().all(|c| c.is_ascii_digit());
    let name = if is_number { format!("Value {}", variable.name) } else { spoken(&variable.name) };
    match variable.part {
        TemplatePart::Body => name,
        TemplatePart::Header if is_number => "Heading".to_owned(),
        TemplatePart::Header => format!("{name} (heading)"),
        TemplatePart::Button(place) => match template.buttons.get(place) {
            Some(TemplateButton::Link { title, .. }) => format!("End of the link “{title}”"),
            _ => name,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::message::TemplateStatus;

    fn template() -> Template {
        Template {
            id: None,
            name: "order_shipped".to_owned(),
            language: "en".to_owned(),
            category: String::new(),
            status: TemplateStatus::Approved,
            header: Some(TemplateHeader::Text { text: "Order {{1}}".to_owned() }),
            body: "Hello {{first_name}}, parcel {{2}} is on its way.".to_owned(),
            footer: None,
            buttons: vec![TemplateButton::Link {
                title: "Track".to_owned(),
                url: "https://x.example/{{1}}".to_owned(),
            }],
            examples: vec!["2026-0482".to_owned(), "Ana".to_owned()],
        }
    }

    #[test]
    fn every_variable_has_a_label_that_tells_it_from_the_others() {
        let template = template();
        let labels: Vec<_> = template.variables().iter().map(|variable| label_of(&template, variable)).collect();
        assert_eq!(labels, ["Heading", "First name", "Value 2", "End of the link “Track”"]);
    }

    #[test]
    fn the_values_stand_in_the_order_of_their_fields() {
        let values = ["7", "Ana", "A-1", "t7"].map(str::to_owned);
        assert_eq!(template().preview(&values), "Order 7\nHello Ana, parcel A-1 is on its way.");
        assert_eq!(template().check(&values), Ok(values.to_vec()));
    }
}
