//! Questions: up to three buttons, up to ten rows of a list, otherwise plain text (developers.facebook.com, interactive messages).

use crate::SendError;
use crate::outbound::{Choosable, choosables, fitting, numbered, shortened};
use serde_json::{Value, json};
use types::message::InteractiveBody;

const BODY: usize = 1024;
const FOOTER: usize = 60;
const BUTTONS: usize = 3;
const BUTTON_TITLE: usize = 20;
const BUTTON_ID: usize = 256;
const ROWS: usize = 10;
const ROW_TITLE: usize = 24;
const ROW_ID: usize = 200;
const ROW_DESCRIPTION: usize = 72;

/// The question in the form that carries it.
pub(super) fn content(question: &InteractiveBody) -> Result<Value, SendError> {
    let choices = choosables(question);
    if fits_buttons(question, &choices) {
        let button = |choice: &Choosable| json!({"type": "reply", "reply": {"id": choice.id, "title": shortened(&choice.title, BUTTON_TITLE)}});
        let buttons: Vec<Value> = choices.iter().map(button).collect();
        return Ok(framed("button", question, json!({ "buttons": buttons })));
    }
    if fits_list(question, &choices) {
        return Ok(framed("list", question, json!({"button": "Choose", "sections": sections(question)})));
    }
    let words = numbered(question);
    let words = fitting(&words, words.chars().count(), super::send::TEXT, "WhatsApp")?;
    Ok(json!({"type": "text", "text": {"body": words, "preview_url": false}}))
}

fn framed(kind: &str, question: &InteractiveBody, action: Value) -> Value {
    let mut interactive = json!({"type": kind, "body": {"text": question.text}, "action": action});
    if let Some(footer) = question.footer.as_deref().filter(|footer| !footer.trim().is_empty()) {
        interactive["footer"] = json!({ "text": shortened(footer, FOOTER) });
    }
    json!({"type": "interactive", "interactive": interactive})
}

fn fits_buttons(question: &InteractiveBody, choices: &[Choosable]) -> bool {
    let plain = choices.iter().all(|choice| choice.description.is_none() && choice.id.chars().count() <= BUTTON_ID);
    (1..=BUTTONS).contains(&choices.len()) && plain && body_fits(question) && distinct(choices, BUTTON_TITLE)
}

fn fits_list(question: &InteractiveBody, choices: &[Choosable]) -> bool {
    let short = choices.iter().all(|choice| choice.id.chars().count() <= ROW_ID);
    (1..=ROWS).contains(&choices.len()) && short && body_fits(question) && distinct(choices, ROW_TITLE)
}

fn body_fits(question: &InteractiveBody) -> bool {
    (1..=BODY).contains(&question.text.trim().chars().count()) && question.text.chars().count() <= BODY
}

/// Ids and titles are there and stay different when they are shortened: WhatsApp refuses twins.
fn distinct(choices: &[Choosable], limit: usize) -> bool {
    let twins = |key: fn(&Choosable, usize) -> String| {
        let keys: Vec<String> = choices.iter().map(|choice| key(choice, limit)).collect();
        keys.iter()
            .enumerate()
            .any(|(place, key)| key.trim().is_empty() || keys.iter().take(place).any(|other| other == key))
    };
    !twins(|choice, limit| shortened(&choice.title, limit)) && !twins(|choice, _| choice.id.clone())
}

/// Buttons without a section stand first. Headings are required as soon as there are two sections.
fn sections(question: &InteractiveBody) -> Vec<Value> {
    let row = |id: &str, title: &str, description: Option<&str>| {
        let mut row = json!({"id": id, "title": shortened(title, ROW_TITLE)});
        if let Some(description) = description.filter(|description| !description.trim().is_empty()) {
            row["description"] = json!(shortened(description, ROW_DESCRIPTION));
        }
        row
    };
    let buttons: Vec<Value> = question.buttons.iter().map(|button| row(&button.id, &button.title, None)).collect();
    let loose = (!buttons.is_empty()).then(|| (String::new(), buttons));
    let listed = question.sections.iter().filter(|section| !section.rows.is_empty()).map(|section| {
        let rows = section.rows.iter().map(|entry| row(&entry.id, &entry.title, entry.description.as_deref()));
        (section.title.clone(), rows.collect())
    });
    let all: Vec<(String, Vec<Value>)> = loose.into_iter().chain(listed).collect();
    let several = all.len() > 1;
    all.into_iter()
        .map(|(title, rows)| match title.trim() {
            "" if several => json!({"title": "More", "rows": rows}),
            "" => json!({ "rows": rows }),
            title => json!({"title": shortened(title, ROW_TITLE), "rows": rows}),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::message::{Button, ListRow, ListSection};

    fn question(titles: &[&str]) -> InteractiveBody {
        let button = |title: &&str| Button { id: format!("id:{title}"), title: (*title).to_owned() };
        let buttons = titles.iter().map(button).collect();
        InteractiveBody { text: "Which?".to_owned(), footer: None, buttons, sections: Vec::new() }
    }

    #[test]
    fn three_are_buttons_four_are_a_list_eleven_are_text() {
        let kind = |count: usize| {
            let titles: Vec<String> = (0..count).map(|number| format!("No {number}")).collect();
            let content = content(&question(&titles.iter().map(String::as_str).collect::<Vec<_>>())).unwrap();
            content["interactive"]["type"].as_str().unwrap_or("text").to_owned()
        };
        assert_eq!([1, 3, 4, 10, 11].map(kind), ["button", "button", "list", "list", "text"]);
    }

    #[test]
    fn titles_that_become_twins_are_sent_as_text() {
        let long = ["The very same beginning of a title one", "The very same beginning of a title two"];
        assert_eq!(content(&question(&long)).unwrap()["type"], "text");
    }

    #[test]
    fn sections_keep_their_headings() {
        let row = |id: &str| ListRow { id: id.to_owned(), title: id.to_owned(), description: Some("d".repeat(80)) };
        let section = |title: &str, id| ListSection { title: title.to_owned(), rows: vec![row(id)] };
        let mut asked = question(&[]);
        asked.sections = vec![section("North", "a"), section("", "b")];
        let sent = content(&asked).unwrap();
        let sections = &sent["interactive"]["action"]["sections"];
        assert_eq!((&sections[0]["title"], &sections[1]["title"]), (&json!("North"), &json!("More")));
        assert_eq!(sections[0]["rows"][0]["description"].as_str().unwrap().chars().count(), ROW_DESCRIPTION);
    }
}
