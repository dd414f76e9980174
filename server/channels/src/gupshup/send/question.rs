//! Questions: up to three quick replies, up to ten rows of a list (docs.gupshup.io, interactive messages).

use crate::outbound::{Choosable, choosables, shortened};
use serde_json::{Value, json};
use types::message::InteractiveBody;

const BODY: usize = 1024;
const BUTTON_TITLE: usize = 20;
const ROW_TITLE: usize = 24;
const ROW_DESCRIPTION: usize = 72;
const FOOTER: usize = 60;

/// The question in the form that carries it; `None` when there is none. `name` comes back as the question's.
pub(super) fn content(question: &InteractiveBody, name: &str) -> Option<Value> {
    let choices = choosables(question);
    if !(1..=BODY).contains(&question.text.chars().count()) || question.text.trim().is_empty() {
        return None;
    }
    let plain = choices.iter().all(|choice| choice.description.is_none());
    let footer =
        question.footer.as_deref().filter(|footer| !footer.trim().is_empty()).map(|footer| shortened(footer, FOOTER));
    match choices.len() {
        1..=3 if plain && distinct(&choices, BUTTON_TITLE) => {
            let mut content = json!({"type": "text", "text": question.text});
            if let Some(footer) = footer {
                content["caption"] = json!(footer);
            }
            let options: Vec<Value> = choices.iter().map(|choice| option(choice, BUTTON_TITLE)).collect();
            Some(json!({"type": "quick_reply", "msgid": name, "content": content, "options": options}))
        }
        1..=10 if distinct(&choices, ROW_TITLE) => {
            let body = footer.map_or_else(|| question.text.clone(), |footer| format!("{}\n\n{footer}", question.text));
            Some(json!({"type": "list", "title": "", "body": body, "msgid": name, "items": items(question),
                "globalButtons": [{"type": "text", "title": "Choose"}]}))
        }
        _ => None,
    }
}

fn option(choice: &Choosable, limit: usize) -> Value {
    let mut option = json!({"type": "text", "title": shortened(&choice.title, limit), "postbackText": choice.id});
    if let Some(description) = &choice.description {
        option["description"] = json!(shortened(description, ROW_DESCRIPTION));
    }
    option
}

fn items(question: &InteractiveBody) -> Vec<Value> {
    let item = |title: &str, choices: Vec<Choosable>| {
        let options: Vec<Value> = choices.iter().map(|choice| option(choice, ROW_TITLE)).collect();
        let title = shortened(if title.trim().is_empty() { "Choose" } else { title }, ROW_TITLE);
        json!({"title": title, "subtitle": title, "options": options})
    };
    let only = |buttons, sections| InteractiveBody { text: String::new(), footer: None, buttons, sections };
    let loose =
        (!question.buttons.is_empty()).then(|| item("", choosables(&only(question.buttons.clone(), Vec::new()))));
    let sections = question.sections.iter().filter(|section| !section.rows.is_empty());
    let listed = sections.map(|section| item(&section.title, choosables(&only(Vec::new(), vec![section.clone()]))));
    loose.into_iter().chain(listed).collect()
}

fn distinct(choices: &[Choosable], limit: usize) -> bool {
    let titles: Vec<String> = choices.iter().map(|choice| shortened(&choice.title, limit)).collect();
    let twins = titles.iter().enumerate().any(|(place, title)| titles.iter().take(place).any(|other| other == title));
    !twins && choices.iter().all(|choice| !choice.title.trim().is_empty() && !choice.id.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::message::Button;

    #[test]
    fn three_are_quick_replies_four_a_list_eleven_neither() {
        let kind = |count: usize| {
            let button = |number| Button { id: format!("id{number}"), title: format!("No {number}") };
            let buttons = (0..count).map(button).collect();
            let question = InteractiveBody { text: "Which?".to_owned(), footer: None, buttons, sections: Vec::new() };
            content(&question, "q").map(|message| message["type"].as_str().unwrap().to_owned())
        };
        let kinds = [3, 4, 11].map(kind);
        assert_eq!(kinds, [Some("quick_reply".to_owned()), Some("list".to_owned()), None]);
    }
}
