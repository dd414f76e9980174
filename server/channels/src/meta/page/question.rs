//! Questions on pages: buttons that stay, or quick replies that go once one is tapped (developers.facebook.com, button template, quick replies).

use crate::outbound::{Choosable, choosables, shortened};
use serde_json::{Value, json};
use types::message::InteractiveBody;

const BUTTONS: usize = 3;
const BUTTONS_TEXT: usize = 640;
const QUICK_REPLIES: usize = 13;
const TITLE: usize = 20;
const PAYLOAD: usize = 1000;

/// A button template: up to three choices under a short text.
pub(crate) fn buttons(question: &InteractiveBody) -> Option<Value> {
    let (text, choices) = (words(question), choosables(question));
    let fits = (1..=BUTTONS).contains(&choices.len()) && text.chars().count() <= BUTTONS_TEXT && presentable(&choices);
    let button = |choice: &Choosable| json!({"type": "postback", "title": shortened(&choice.title, TITLE), "payload": choice.id});
    fits.then(|| {
        let buttons: Vec<Value> = choices.iter().map(button).collect();
        let payload = json!({"template_type": "button", "text": text, "buttons": buttons});
        json!({"attachment": {"type": "template", "payload": payload}})
    })
}

/// Up to thirteen quick replies. What is said about a choice stands in the text.
pub(crate) fn quick_replies(question: &InteractiveBody, length: impl Fn(&str) -> usize, limit: usize) -> Option<Value> {
    let choices = choosables(question);
    let told =
        choices.iter().filter_map(|choice| Some(format!("{}: {}", choice.title, choice.description.as_deref()?)));
    let text = std::iter::once(words(question)).chain(told).collect::<Vec<_>>().join("\n");
    let fits = (1..=QUICK_REPLIES).contains(&choices.len()) && length(&text) <= limit && presentable(&choices);
    let reply = |choice: &Choosable| json!({"content_type": "text", "title": shortened(&choice.title, TITLE), "payload": choice.id});
    fits.then(|| json!({"text": text, "quick_replies": choices.iter().map(reply).collect::<Vec<_>>()}))
}

fn words(question: &InteractiveBody) -> String {
    let footer = question.footer.as_deref().filter(|footer| !footer.trim().is_empty());
    footer.map_or_else(|| question.text.clone(), |footer| format!("{}\n\n{footer}", question.text))
}

/// Every choice has a title and a payload that fits, and none looks like another.
fn presentable(choices: &[Choosable]) -> bool {
    let titles: Vec<String> = choices.iter().map(|choice| shortened(&choice.title, TITLE)).collect();
    let twins = titles.iter().enumerate().any(|(place, title)| titles.iter().take(place).any(|other| other == title));
    let filled = choices
        .iter()
        .all(|choice| !choice.title.trim().is_empty() && !choice.id.is_empty() && choice.id.chars().count() <= PAYLOAD);
    filled && !twins
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::message::Button;

    fn question(count: usize) -> InteractiveBody {
        let button = |number| Button { id: format!("id{number}"), title: format!("No {number}") };
        InteractiveBody {
            text: "Which?".to_owned(),
            footer: Some("Soon".to_owned()),
            buttons: (0..count).map(button).collect(),
            sections: Vec::new(),
        }
    }

    #[test]
    fn three_stay_thirteen_go_more_are_text() {
        let quick = |count| quick_replies(&question(count), str::len, 1000);
        assert!(
            buttons(&question(3)).is_some_and(|message| message["attachment"]["payload"]["text"] == "Which?\n\nSoon")
        );
        assert!(buttons(&question(4)).is_none());
        assert!(
            quick(13).is_some_and(|message| message["quick_replies"].as_array().is_some_and(|all| all.len() == 13))
        );
        assert!(quick(14).is_none());
        assert!(quick_replies(&question(4), str::len, 5).is_none());
    }
}
