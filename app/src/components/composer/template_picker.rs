//! The templates that can be sent: found by a few letters, filled in, seen as the customer will read them.
//!
//! Each is a `<details>` with a form of its own, so that choosing and sending also work without JavaScript.

use super::answering::TEMPLATE_SEARCH;
use super::template_form::TemplateForm;
use super::writing::Writing;
use crate::AppError;
use crate::components::{Button, Choice, FormProblem, Icon, IconButton, Select, Skeleton, field};
use crate::workspace::Possible;
use leptos::html;
use leptos::prelude::*;
use types::message::Template;

/// The picker, in the place of the field. Hidden while a note is written.
#[component]
pub(super) fn TemplatePicker(writing: Writing) -> impl IntoView {
    let workspace = writing.workspace;
    let trouble = RwSignal::new(None::<AppError>);
    Effect::new(move || workspace.want_templates(writing.conversation, trouble));
    let known = Memo::new(move |_| {
        workspace.templates.with(|known| {
            let known = known.as_ref().filter(|known| known.conversation == writing.conversation)?;
            Some(known.all.clone())
        })
    });
    let again = move |_| {
        trouble.set(None);
        workspace.want_templates(writing.conversation, trouble);
    };
    let content = move || match (known.get(), trouble.get()) {
        (Some(all), _) => view! { <Shelf writing all/> }.into_any(),
        (None, Some(error)) => {
            let text = error.to_string();
            view! {
                <FormProblem text=Signal::derive(move || Some(text.clone()))/>
                <div class="mt-2"><Button on:click=again>"Try again"</Button></div>
            }
            .into_any()
        }
        (None, None) => view! { <Skeleton lines=2/> }.into_any(),
    };
    // Where nothing but templates can be sent, the tab says so already.
    let heading = move || {
        (writing.possible.get() == Possible::Words).then(|| {
            view! {
                <div class="mb-2 flex items-center justify-between gap-2">
                    <h3 class="flex items-center gap-2 font-semibold">
                        <Icon icon=icondata::LuLayoutTemplate class="text-muted"/>
                        "Send a template"
                    </h3>
                    <IconButton
                        icon=icondata::LuX
                        label="Back to writing"
                        small=true
                        on:click=move |_| {
                            writing.choosing.set(false);
                            request_animation_frame(move || writing.focus());
                        }
                    />
                </div>
            }
        })
    };
    view! {
        <section
            aria-label="Templates"
            on:keydown=move |event| writing.template_key(&event)
            class="mt-1.5 group-has-[input[value=team]:checked]/write:hidden"
        >
            {heading}
            {content}
        </section>
    }
}

/// All templates, and the two ways to find one. Only scripts can search, so without them there are just the templates.
#[component]
fn Shelf(writing: Writing, all: Vec<Template>) -> impl IntoView {
    let (needle, language) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let languages = languages(&all);
    let awake = writing.workspace.awake;
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        // Who asked for the templates goes on here, also when they took a moment to come.
        if let Some(field) = field.get().filter(|_| writing.choosing.get_untracked()) {
            let _ = field.focus();
        }
    });
    let nothing = all.is_empty();
    let all = StoredValue::new(all);
    let found = Memo::new(move |_| all.with_value(|all| fitting(all, &needle.get(), &language.get())));
    let search = move || {
        let languages = languages.clone();
        (awake.get() && !nothing).then(|| {
            let several = (languages.len() > 1).then(|| {
                let any = std::iter::once(Choice::new("", "All languages"));
                let choices = any.chain(languages.into_iter().map(|one| Choice::new(&one, one.clone()))).collect();
                view! {
                    <Select
                        label="Language"
                        name="template-language"
                        choices
                        hide_label=true
                        class="w-40 shrink-0"
                        on:change=move |event| language.set(event_target_value(&event))
                    />
                }
            });
            view! {
                <div class="mb-2 flex gap-2">
                    <input
                        node_ref=field
                        id=TEMPLATE_SEARCH
                        type="search"
                        aria-label="Find a template"
                        placeholder="Find a template"
                        autocomplete="off"
                        on:input=move |event| needle.set(event_target_value(&event))
                        class=format!("h-9 {}", field::INPUT)
                    />
                    {several}
                </div>
            }
        })
    };
    let none = move || {
        found.with(Vec::is_empty).then(|| {
            let words = if nothing {
                "There are no approved templates yet. They are made at the provider, and appear here once they are approved."
            } else {
                "No template fits."
            };
            view! { <p class="py-2 text-muted">{words}</p> }
        })
    };
    view! {
        {search}
        {none}
        <div class="max-h-[45vh] overflow-y-auto rounded-md border border-line bg-surface empty:hidden">
            <For each=move || found.get() key=|template| (template.name.clone(), template.language.clone()) let:template>
                <TemplateForm writing template/>
            </For>
        </div>
    }
}

/// The languages there are, each once, ascending.
fn languages(all: &[Template]) -> Vec<String> {
    let known: std::collections::BTreeSet<_> = all.iter().map(|template| template.language.clone()).collect();
    known.into_iter().collect()
}

/// The templates of a language that hold every word, those that hold them in their name first; an empty language is any.
fn fitting(all: &[Template], needle: &str, language: &str) -> Vec<Template> {
    let needle = needle.to_lowercase();
    let holds = |text: &str| {
        // Names are written with underscores, and nobody looks for them so.
        let text = text.to_lowercase().replace('_', " ");
        needle.split_whitespace().all(|word| text.contains(&word.replace('_', " ")))
    };
    let of_language = all.iter().filter(|template| language.is_empty() || template.language == language);
    let ranked = of_language.filter_map(|template| {
        let named = holds(&template.name);
        let whole = format!("{} {} {}", template.name, template.category, template.body);
        (named || holds(&whole)).then(|| (!named, template.clone()))
    });
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by(|(rank, one), (other_rank, other)| {
        (rank, &one.name, &one.language).cmp(&(other_rank, &other.name, &other.language))
    });
    ranked.into_iter().map(|(_, template)| template).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::message::TemplateStatus;

    fn template(name: &str, language: &str, body: &str) -> Template {
        Template {
            id: None,
            name: name.to_owned(),
            language: language.to_owned(),
            category: "utility".to_owned(),
            status: TemplateStatus::Approved,
            header: None,
            body: body.to_owned(),
            footer: None,
            buttons: vec![],
            examples: vec![],
        }
    }

    fn shelf() -> Vec<Template> {
        vec![
            template("lesson", "en", "Your order of lessons"),
            template("order_shipped", "en", "On its way"),
            template("order_shipped", "pt_BR", "A caminho"),
        ]
    }

    #[test]
    fn templates_are_found_by_their_words_and_first_by_their_name() {
        let found = |needle: &str, language: &str| {
            let found = fitting(&shelf(), needle, language);
            found.into_iter().map(|one| format!("{} {}", one.name, one.language)).collect::<Vec<_>>()
        };
        assert_eq!(found("ORDER", "en"), ["order_shipped en", "lesson en"]);
        assert_eq!(found("order shipped", ""), ["order_shipped en", "order_shipped pt_BR"]);
        assert_eq!(found("order_sh", "pt_BR"), ["order_shipped pt_BR"]);
        assert_eq!(found("refund", ""), [""; 0]);
        assert_eq!(found("", "").len(), 3);
    }

    #[test]
    fn each_language_is_offered_once() {
        assert_eq!(languages(&shelf()), ["en", "pt_BR"]);
    }
}
